import { DeskDocument, dateOf, institutionsById, one, withDone } from '#core/institutions/index.ts';
import { CollectionNotice, collectionNotice, type Notice } from '#core/personal-data/index.ts';
import { Button } from '#platform/html/button.tsx';
import { DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { answerRule } from '../access.ts';
import { type Recorded, recordContribution } from '../actions/record-contribution.ts';
import { DEEDS } from '../amend.ts';
import { type Article, HEADING_MAX, nameOfArticle, TEXT_LANGS } from '../article.ts';
import {
  AUTHOR_MAX,
  deskPath,
  ENTERED_CHANNELS,
  KEPT_AT_MAX,
  QUOTE_MAX,
  REASONS_MAX,
  textPath,
  WHOLE,
  WORDING_MAX,
} from '../draft-text.ts';
import { opinionProcessing } from '../personal-data.ts';
import { versionOf } from '../queries/draft-texts.ts';
import { type DeskText, deskCrumbs, deskText } from './desk-text.ts';

type Data = DeskText & { articles: Article[]; notice: Notice };

/** An official enters what came in elsewhere than on the site: one sheet after another. */
export const recordPage = definePage<unknown, Data>({
  name: 'draft-texts.record-page',
  path: '/desk/draft-texts/:reference/record',
  on: 'tenant',
  access: answerRule,
  async load(request) {
    const { db, offers, around } = request;
    const text = await deskText(request);
    const [version, bodies] = await Promise.all([
      versionOf(db, text, text.version),
      institutionsById(db, [text.institutionId]),
    ]);
    const notice = await collectionNotice({ db, offers, around }, opinionProcessing.kind, {
      id: text.institutionId,
      name: bodies.get(text.institutionId)?.name ?? {},
    });
    return { ...text, articles: version?.articles ?? [], notice };
  },
  view: ({ data, form }) => <RecordDocument data={data} form={form} />,
  submit: {
    action: recordContribution,
    input: (values, { params }) => ({
      text: params.reference,
      channel: one(values, 'channel'),
      receivedOn: dateOf(values, 'receivedOn'),
      keptAt: one(values, 'keptAt'),
      article: one(values, 'article'),
      deed: one(values, 'deed'),
      lang: one(values, 'lang') || undefined,
      quote: one(values, 'quote'),
      wording: one(values, 'wording'),
      heading: one(values, 'heading'),
      reasons: one(values, 'reasons'),
      author: one(values, 'author'),
    }),
    done: ({ reference }: Recorded) => withDone(deskPath(reference, '/record')),
  },
});

function RecordDocument({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, href } = page;
  const { reference, notice } = data;
  return (
    <DeskDocument
      title={ts('draft-texts.record.title')}
      lead={t('draft-texts.record.lead')}
      tabs={data.tabs}
      crumbs={deskCrumbs(page, data)}
      row={<a href={href(textPath(reference))}>{t('draft-texts.desk.public')}</a>}
    >
      <ErrorSummary state={form} />
      {!notice.state.open ? (
        <CollectionNotice notice={notice} />
      ) : (
        <Form state={form} label={ts('draft-texts.record.title')}>
          <Radios
            name="channel"
            label={t('draft-texts.field.channel')}
            choices={ENTERED_CHANNELS.map((value) => ({ value, label: ts(`draft-texts.channel.${value}`) }))}
          />
          <DateField name="receivedOn" label={t('draft-texts.field.received-on')} />
          <TextInput
            name="keptAt"
            label={t('draft-texts.field.kept-at')}
            hint={t('draft-texts.record.kept-at-hint')}
            maxlength={KEPT_AT_MAX}
            optional
          />
          <TextInput
            name="author"
            label={t('draft-texts.contribution.author')}
            hint={t('draft-texts.record.author-hint')}
            maxlength={AUTHOR_MAX}
          />
          <Select
            name="article"
            label={t('draft-texts.table.article')}
            choices={[
              { value: WHOLE, label: ts('draft-texts.article.whole') },
              ...data.articles
                .filter(({ kind }) => kind !== 'chapter')
                .map((article) => ({
                  value: article.id,
                  label: nameOfArticle(article, lang) || ts(`draft-texts.part.${article.kind}`),
                })),
            ]}
          />
          <Radios
            name="deed"
            label={t('draft-texts.record.deed')}
            choices={[...DEEDS, 'comment' as const].map((value) => ({
              value,
              label: ts(`draft-texts.write.deeds.${value}`),
            }))}
          />
          <Radios
            name="lang"
            label={t('draft-texts.record.lang')}
            value={data.officialLang}
            choices={TEXT_LANGS.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          />
          <TextArea
            name="quote"
            label={t('draft-texts.write.quote')}
            hint={t('draft-texts.write.quote-hint')}
            rows={3}
            maxlength={QUOTE_MAX}
            optional
          />
          <TextArea
            name="wording"
            label={t('draft-texts.write.wording')}
            hint={t('draft-texts.write.wording-hint')}
            maxlength={WORDING_MAX}
            optional
          />
          <TextInput
            name="heading"
            label={t('draft-texts.write.heading')}
            hint={t('draft-texts.write.heading-hint')}
            maxlength={HEADING_MAX}
            optional
          />
          <TextArea
            name="reasons"
            label={t('draft-texts.write.reasons')}
            hint={t('draft-texts.record.reasons-hint')}
            maxlength={REASONS_MAX}
          />
          <CollectionNotice notice={notice} />
          <Button>{t('draft-texts.record.save')}</Button>
        </Form>
      )}
    </DeskDocument>
  );
}
