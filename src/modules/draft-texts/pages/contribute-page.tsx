import { z } from 'zod';
import { profileOf } from '#core/accounts/index.ts';
import { ActingFor, associationsRepresentedBy, type Represented } from '#core/associations/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { CollectionNotice, collectionNotice, type Notice } from '#core/personal-data/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { DateText } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { readText } from '../access.ts';
import { type WrittenContribution, writeContribution } from '../actions/write-contribution.ts';
import { DEEDS } from '../amend.ts';
import { type Article, HEADING_MAX, nameOfArticle, shownLang } from '../article.ts';
import { contributionPath } from '../contribution.ts';
import { AUTHOR_MAX, phaseOf, QUOTE_MAX, REASONS_MAX, textPath, WHOLE, WORDING_MAX } from '../draft-text.ts';
import { opinionProcessing } from '../personal-data.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { sentencesOf } from '../sentences.ts';
import { ArticleWords } from './article-words.tsx';
import { one } from './form-values.ts';
import { publicText, publicVersion } from './public-text.ts';

const query = z.object({ deed: z.enum(DEEDS).optional().catch(undefined) });
type Query = z.infer<typeof query>;

type Data = DraftText & {
  article: Article | undefined;
  name: string | null;
  associations: Represented[];
  notice: Notice;
  /** What the link that led here proposes to do. */
  deed: Query['deed'];
};

/** Says something on one article, or on the whole text. What a visitor types waits while they sign in. */
export const contributePage = definePage<Query, Data>({
  name: 'draft-texts.contribute-page',
  path: '/draft-texts/:reference/articles/:article/contribute',
  on: 'both',
  query,
  access: readText,
  async load(request) {
    const { db, params, page, offers, around } = request;
    const text = await publicText(request);
    const { articles } = await publicVersion(db, text);
    const article = articles.find(({ id, kind }) => id === params.article && kind !== 'chapter');
    if (!article && params.article !== WHOLE) throw new NotFound();
    const { actor, today } = page;
    const body = (await institutionsById(db, [text.institutionId])).get(text.institutionId);
    return {
      ...text,
      article,
      deed: request.query.deed,
      name: actor.kind === 'person' ? ((await profileOf(db, actor.id))?.name ?? null) : null,
      associations: actor.kind === 'person' ? await associationsRepresentedBy(db, actor.id, today) : [],
      notice: await collectionNotice({ db, offers, around }, opinionProcessing.kind, {
        id: text.institutionId,
        name: body?.name ?? {},
      }),
    };
  },
  view: ({ data, form }) => <Contribute data={data} form={form} />,
  submit: {
    action: writeContribution,
    input: (values, { params }) => ({
      text: params.reference,
      article: params.article,
      deed: one(values, 'deed') ?? (params.article === WHOLE ? 'comment' : undefined),
      lang: one(values, 'lang'),
      quote: one(values, 'quote') || one(values, 'sentence'),
      wording: one(values, 'wording'),
      heading: one(values, 'heading'),
      reasons: one(values, 'reasons'),
      author: one(values, 'author') ?? '',
      actingFor: one(values, 'actingFor'),
    }),
    done: ({ reference, id, state }: WrittenContribution) => contributionPath(reference, id, `?said=${state}`),
  },
});

function Contribute({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang, today } = usePage();
  const { article, reference } = data;
  const named = article
    ? nameOfArticle(article, lang) || ts(`draft-texts.part.${article.kind}`)
    : ts('draft-texts.article.whole');
  const title = ts(article ? 'draft-texts.write.title' : 'draft-texts.write.title-whole');
  return (
    <Document
      title={title}
      crumbs={[
        { label: ts('draft-texts.page.texts'), path: '/draft-texts' },
        { label: reference, path: textPath(reference) },
        { label: named, path: textPath(reference, `/articles/${article?.id ?? WHOLE}`) },
      ]}
      crumb={title}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead
        title={title}
        kicker={plain(data.title, lang)}
        lead={data.closesOn && t('draft-texts.write.until', { date: <DateText date={data.closesOn} /> })}
      />
      {phaseOf(data, today) !== 'open' ? (
        <p>{t('draft-texts.write.closed')}</p>
      ) : (
        <>
          {article && (
            <Chapter id="article" title={t('draft-texts.article.words')}>
              <ArticleWords article={article} officialLang={data.officialLang} id="words" />
            </Chapter>
          )}
          <Chapter id="write" title={t('draft-texts.write.yours')}>
            <WriteForm data={data} form={form} />
          </Chapter>
        </>
      )}
    </Document>
  );
}

function WriteForm({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang, actor } = usePage();
  const { article, notice } = data;
  if (!notice.state.open) return <CollectionNotice notice={notice} />;
  return (
    <Form state={form}>
      <Hidden name="lang" value={article ? shownLang(article, lang, data.officialLang) : data.officialLang} />
      {article && (
        <>
          <Radios
            name="deed"
            label={t('draft-texts.write.deed')}
            value={data.deed}
            choices={[
              ...DEEDS.map((deed) => ({
                value: deed,
                label: ts(`draft-texts.write.deeds.${deed}`),
                hint: ts(`draft-texts.write.deed-hints.${deed}`),
              })),
              { value: 'comment', label: ts('draft-texts.write.deeds.comment') },
            ]}
          />
          <QuoteField />
          <SentenceField body={article.body[shownLang(article, lang, data.officialLang)] ?? ''} />
          <WordingFields />
        </>
      )}
      <TextArea
        name="reasons"
        label={t(article ? 'draft-texts.write.reasons' : 'draft-texts.write.comment')}
        hint={article && t('draft-texts.write.reasons-hint')}
        maxlength={REASONS_MAX}
      />
      <TextInput
        name="author"
        label={t('draft-texts.write.author')}
        hint={t('draft-texts.write.author-hint')}
        value={data.name ?? undefined}
        autocomplete="name"
        maxlength={AUTHOR_MAX}
      />
      <ActingFor associations={data.associations} />
      <CollectionNotice notice={notice} />
      <Button>{t('draft-texts.write.send')}</Button>
      {actor.kind !== 'person' && <p class="hint">{t('draft-texts.write.sign-in')}</p>}
    </Form>
  );
}

/** How much of a sentence its choice shows. */
const SENTENCE_SHOWN = 120;

/** Without script, on a phone, a sentence is chosen instead of being copied. */
function SentenceField({ body }: { body: string }) {
  const { t, ts } = usePage();
  const sentences = sentencesOf(body);
  if (sentences.length < 2) return null;
  return (
    <Select
      name="sentence"
      label={t('draft-texts.write.sentence')}
      hint={t('draft-texts.write.sentence-hint')}
      empty={ts('draft-texts.write.no-sentence')}
      optional
      choices={sentences.map((sentence) => ({
        value: sentence,
        label: sentence.length > SENTENCE_SHOWN ? `${sentence.slice(0, SENTENCE_SHOWN)}…` : sentence,
      }))}
    />
  );
}

/** The new words, and the heading of a new article. */
function WordingFields() {
  const { t } = usePage();
  return (
    <>
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
    </>
  );
}

/** The words that are meant. With script, selecting them in the article above fills the field. */
export function QuoteField({ value }: { value?: string | undefined }) {
  const { t, ts } = usePage();
  return (
    <jamaa-quote for="words" data-hint={ts('draft-texts.write.select')}>
      <TextArea
        name="quote"
        label={t('draft-texts.write.quote')}
        hint={t('draft-texts.write.quote-hint')}
        value={value}
        rows={3}
        maxlength={QUOTE_MAX}
        optional
      />
    </jamaa-quote>
  );
}
