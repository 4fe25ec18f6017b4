import { z } from 'zod';
import { DeskDocument, one, textOf, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { writeText } from '../access.ts';
import { moveArticle } from '../actions/move-article.ts';
import { removeArticle } from '../actions/remove-article.ts';
import { saveArticle } from '../actions/save-article.ts';
import { type Article, BODY_MAX, HEADING_MAX, LABEL_MAX, NOTE_MAX, PART_KINDS } from '../article.ts';
import { deskPath } from '../draft-text.ts';
import { workingVersion } from '../queries/draft-texts.ts';
import { type DeskText, deskCrumbs, deskText } from './desk-text.ts';
import { WordFields } from './word-fields.tsx';

const query = z.object({ after: z.string().max(20).optional() });
type Query = z.infer<typeof query>;
type Data = DeskText & { article: Article | undefined };

const NEW = 'new';
const back = ({ reference }: { reference: string }) => withDone(deskPath(reference));

/** Writes one part of the version that is being written, or a new one behind another. */
export const editArticlePage = definePage<Query, Data>({
  name: 'draft-texts.edit-article-page',
  path: '/desk/draft-texts/:reference/articles/:article',
  on: 'tenant',
  query,
  access: writeText,
  async load(request) {
    const text = await deskText(request);
    const working = await workingVersion(request.db, text);
    const article = working?.articles.find(({ id }) => id === request.params.article);
    if (!working || (!article && request.params.article !== NEW)) throw new NotFound();
    return { ...text, article };
  },
  view: ({ data, form }) => <EditArticle data={data} form={form} />,
  submits: {
    save: {
      action: saveArticle,
      input: (values, { params, query: { after } }) => ({
        text: params.reference,
        article: params.article === NEW ? undefined : params.article,
        after,
        kind: one(values, 'kind'),
        label: textOf(values, 'label'),
        heading: textOf(values, 'heading'),
        body: textOf(values, 'body'),
        note: textOf(values, 'note'),
      }),
      done: ({ reference, article }: { reference: string; article: string }) =>
        `${withDone(deskPath(reference))}#${article}`,
    },
    move: {
      action: moveArticle,
      input: (values, { params }) => ({ text: params.reference, article: params.article, to: one(values, 'to') }),
      done: back,
    },
    remove: {
      action: removeArticle,
      input: (_values, { params }) => ({ text: params.reference, article: params.article }),
      done: back,
    },
  },
});

function EditArticle({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { article } = data;
  const title = article
    ? plain(article.label, lang) || plain(article.heading, lang) || ts(`draft-texts.part.${article.kind}`)
    : ts('draft-texts.desk.new-article');
  return (
    <DeskDocument title={title} tabs={data.tabs} crumbs={deskCrumbs(page, data)}>
      <ErrorSummary state={form} />
      <Form state={form}>
        <Hidden name="do" value="save" />
        <Radios
          name="kind"
          label={t('draft-texts.table.kind')}
          value={article?.kind ?? 'article'}
          look="two"
          choices={PART_KINDS.map((kind) => ({ value: kind, label: ts(`draft-texts.part.${kind}`) }))}
        />
        <WordFields
          name="label"
          label={ts('draft-texts.field.label')}
          hint={ts('draft-texts.desk.label-hint')}
          value={article?.label}
          most={LABEL_MAX}
          optional
        />
        <WordFields
          name="heading"
          label={ts('draft-texts.field.heading')}
          value={article?.heading}
          most={HEADING_MAX}
          optional
        />
        <WordFields
          name="body"
          label={ts('draft-texts.field.words')}
          value={article?.body}
          rows={8}
          most={BODY_MAX}
          optional
        />
        <WordFields
          name="note"
          label={ts('draft-texts.article.note')}
          hint={ts('draft-texts.desk.note-hint')}
          value={article?.note}
          rows={4}
          most={NOTE_MAX}
          optional
        />
        <Button>{t('draft-texts.desk.save')}</Button>
      </Form>
      {article && (
        <div class="row">
          {(['up', 'down'] as const).map((to) => (
            <Form enhance={false} label={ts(`draft-texts.desk.move-${to}`)}>
              <Hidden name="do" value="move" />
              <Hidden name="to" value={to} />
              <Button kind="quiet">{t(`draft-texts.desk.move-${to}`)}</Button>
            </Form>
          ))}
          <Form enhance={false} label={ts('draft-texts.desk.remove')}>
            <Hidden name="do" value="remove" />
            <Button kind="alert">{t('draft-texts.desk.remove')}</Button>
          </Form>
        </div>
      )}
    </DeskDocument>
  );
}
