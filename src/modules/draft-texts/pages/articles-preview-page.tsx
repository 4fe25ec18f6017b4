import { DeskDocument, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Table } from '#platform/html/table.tsx';
import { dirOf } from '#platform/i18n/languages.ts';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { writeText } from '../access.ts';
import { type Imported, importArticles } from '../actions/import-articles.ts';
import { type Article, nameOfArticle } from '../article.ts';
import { deskPath } from '../draft-text.ts';
import { workingVersion } from '../queries/draft-texts.ts';
import { importById, type SentArticles } from '../queries/imports.ts';
import { matchParts } from '../split.ts';
import { type DeskText, deskCrumbs, deskText } from './desk-text.ts';

type Data = DeskText & { sent: SentArticles; known: Article[] };

/** A split text before it is taken over: which parts were found, and beside which of the known ones each would stand. */
export const articlesPreviewPage = definePage<unknown, Data>({
  name: 'draft-texts.articles-preview-page',
  path: '/desk/draft-texts/:reference/import/:import',
  on: 'tenant',
  access: writeText,
  async load(request) {
    const text = await deskText(request);
    const id = request.params.import ?? '';
    const sent = isId(id) ? await importById(request.db, text, id) : undefined;
    const working = await workingVersion(request.db, text);
    if (!sent || !working) throw new NotFound();
    return { ...text, sent, known: working.articles };
  },
  view: ({ data, form }) => <Preview data={data} form={form} />,
  submit: {
    action: importArticles,
    input: (_values, { params }) => ({ text: params.reference, import: params.import }),
    done: ({ reference }: Imported) => withDone(deskPath(reference)),
  },
});

function Preview({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, href } = page;
  const { sent, known, reference } = data;
  const { pairs, missing } = matchParts(sent.parts, known);
  const counted = (kind: Article['kind']) => sent.parts.filter((part) => part.kind === kind).length;
  const attributes = { lang: sent.lang, dir: dirOf(sent.lang) };
  return (
    <DeskDocument
      title={ts('draft-texts.import.preview')}
      lead={t('draft-texts.import.found', { articles: counted('article'), chapters: counted('chapter') })}
      tabs={data.tabs}
      crumbs={deskCrumbs(page, data)}
    >
      <ErrorSummary state={form} />
      {missing.length > 0 && (
        <Banner kind="warn">
          <p>
            {t('draft-texts.import.missing', { names: missing.map((one) => nameOfArticle(one, lang)).join(' · ') })}
          </p>
        </Banner>
      )}
      {sent.takenAt ? (
        <Banner>
          <p>{t('draft-texts.refusal.import-taken')}</p>
        </Banner>
      ) : (
        <Form state={form} label={ts('draft-texts.import.take')}>
          <Button>{t('draft-texts.import.take')}</Button>
          <p>
            <a href={href(deskPath(reference, '/import'))}>{t('draft-texts.import.again')}</a>
          </p>
        </Form>
      )}
      <Table
        caption={t('draft-texts.import.parts')}
        rows={pairs}
        columns={[
          {
            key: 'part',
            label: ts('draft-texts.import.part'),
            head: true,
            cell: ({ part }) => (
              <span {...attributes}>{part.label || part.heading || ts(`draft-texts.part.${part.kind}`)}</span>
            ),
          },
          { key: 'kind', label: ts('draft-texts.table.kind'), cell: ({ part }) => t(`draft-texts.part.${part.kind}`) },
          {
            key: 'words',
            label: ts('draft-texts.import.begins'),
            wide: true,
            cell: ({ part }) => (
              <div {...attributes}>
                {part.label && part.heading && <strong>{part.heading} </strong>}
                {part.body.length > 160 ? `${part.body.slice(0, 160)}…` : part.body}
              </div>
            ),
          },
          {
            key: 'beside',
            label: ts('draft-texts.import.beside'),
            cell: ({ known: beside }) => (
              <bdi>{beside ? nameOfArticle(beside, lang) || t(`draft-texts.part.${beside.kind}`) : '–'}</bdi>
            ),
          },
        ]}
      />
    </DeskDocument>
  );
}
