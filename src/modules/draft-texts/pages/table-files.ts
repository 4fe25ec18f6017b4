import { institutionsById } from '#core/institutions/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { DOCX_TYPE, renderDocx } from '#platform/docx/render-docx.ts';
import type { PageContext } from '#platform/html/context.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { plain } from '#platform/i18n/text.ts';
import { defineResource, type ResourceAnswer } from '#platform/page.ts';
import { XLSX_TYPE } from '#platform/sheets/sheet.ts';
import { type SheetCell, writeSheet } from '#platform/sheets/write-sheet.ts';
import { type Article, nameOfArticle, TEXT_LANGS } from '../article.ts';
import { textPath, textTag } from '../draft-text.ts';
import { type Contribution, tableOf } from '../queries/contributions.ts';
import { everyVersion } from '../queries/draft-texts.ts';
import { partsOf, runOf, tableBlocks, tableForDocument } from './contribution-blocks.ts';
import { publicText } from './public-text.ts';
import { goneText, titleOf } from './words.tsx';

/** The table of amendments as a document to be worked on: what a council's office puts before its committee. */
export const tableDocument = defineResource({
  name: 'draft-texts.table-document',
  path: '/draft-texts/:reference/amendments.docx',
  on: 'both',
  async load(request): Promise<ResourceAnswer> {
    const { db, page } = request;
    const text = await publicText(request);
    const versions = await everyVersion(db, text);
    const { contributions, total } = await tableForDocument(db, text, versions);
    const body = (await institutionsById(db, [text.institutionId])).get(text.institutionId);
    const moments = contributions.map(({ answer, createdAt }) => (answer?.at ?? createdAt).getTime());
    const date = new Date(Math.max((text.publishedAt ?? text.createdAt).getTime(), ...moments));
    const document = await renderDocx({
      lang: page.lang,
      title: page.ts('draft-texts.table.link'),
      subtitle: [runOf(page, text.title)],
      institution: { name: plain(body?.name, page.lang), accent: body?.accent ?? 'palm', emblem: body?.emblem ?? null },
      reference: { label: page.ts('draft-texts.field.reference'), value: text.reference },
      date: calendarDate(date),
      blocks:
        contributions.length > 0
          ? tableBlocks(page, text, { contributions, total, versions })
          : [{ kind: 'paragraph', text: page.ts('draft-texts.article.none') }],
      check: {
        title: page.ts('draft-texts.document.check'),
        text: page.ts('draft-texts.document.check-text'),
        url: page.absolute(textPath(text.reference)),
      },
    });
    const download = `${text.reference}-${page.lang}.docx`;
    return { type: DOCX_TYPE, body: document, download, tags: [textTag(text.reference)] };
  },
});

type Column = {
  name: string;
  label: MessageKey;
  lang?: 'ar' | 'fr';
  width?: number;
  value(one: Contribution): SheetCell;
};

/** The same as a spreadsheet: one row for each contribution, one column for each thing that is known of it. */
export const tableSheet = defineResource({
  name: 'draft-texts.table-sheet',
  path: '/draft-texts/:reference/amendments.xlsx',
  on: 'both',
  async load(request): Promise<ResourceAnswer> {
    const { db, page } = request;
    const text = await publicText(request);
    const versions = await everyVersion(db, text);
    const columns = columnsOf(page, partsOf(versions));
    async function* rows() {
      for await (const some of tableOf(db, text, versions))
        for (const one of some) yield columns.map(({ value }) => value(one));
    }
    const body = writeSheet(
      'Contributions',
      columns.map(({ name, label, lang, width = 24 }) => ({
        heading: `${name} – ${page.ts(label)}${lang ? ` (${LANGUAGE_NAMES[lang]})` : ''}`,
        width,
      })),
      rows(),
    );
    return { type: XLSX_TYPE, body, download: `${text.reference}.xlsx`, tags: [textTag(text.reference)] };
  },
});

function columnsOf(page: PageContext, articles: readonly Article[]): Column[] {
  const named = new Map(articles.map((article) => [article.id, nameOfArticle(article, page.lang)]));
  const isThere = ({ state }: Contribution) => state === 'shown';
  return [
    { name: 'number', label: 'draft-texts.field.number', width: 8, value: ({ number }) => number },
    { name: 'title', label: 'draft-texts.field.contribution', width: 30, value: (one) => titleOf(page, one) },
    { name: 'round', label: 'draft-texts.field.round', width: 8, value: ({ round }) => round },
    {
      name: 'article',
      label: 'draft-texts.table.article',
      value: ({ articleId }) =>
        articleId ? (named.get(articleId) ?? articleId) : page.ts('draft-texts.article.whole'),
    },
    { name: 'quote', label: 'draft-texts.write.quote', width: 40, value: ({ quote }) => quote },
    { name: 'heading', label: 'draft-texts.write.heading', value: ({ heading }) => heading },
    { name: 'wording', label: 'draft-texts.write.wording', width: 40, value: ({ wording }) => wording },
    { name: 'reasons', label: 'draft-texts.write.reasons', width: 40, value: ({ reasons }) => reasons },
    {
      name: 'author',
      label: 'draft-texts.contribution.author',
      value: (one) => (isThere(one) ? one.authorName : null),
    },
    {
      name: 'association',
      label: 'draft-texts.field.association',
      value: (one) => (isThere(one) ? plain(one.association?.name, page.lang) : null),
    },
    {
      name: 'channel',
      label: 'draft-texts.field.channel',
      value: ({ channel }) => page.ts(`draft-texts.channel.${channel}`),
    },
    {
      name: 'received_on',
      label: 'draft-texts.field.received-on',
      value: ({ receivedOn, createdAt }) => receivedOn ?? calendarDate(createdAt),
    },
    { name: 'gone', label: 'draft-texts.field.gone', width: 30, value: (one) => goneText(page, one) },
    { name: 'supports', label: 'draft-texts.contribution.supports', width: 10, value: ({ supports }) => supports },
    {
      name: 'outcome',
      label: 'draft-texts.table.answer',
      value: ({ answer }) => page.ts(`draft-texts.outcome.${answer?.outcome ?? 'none'}`),
    },
    ...TEXT_LANGS.map((lang) => ({
      name: `answer_${lang}`,
      label: 'draft-texts.desk.reasons' as const,
      lang,
      width: 40,
      value: ({ answer }: Contribution) => answer?.reasons[lang] ?? null,
    })),
    {
      name: 'answer_wording',
      label: 'draft-texts.answer.wording',
      width: 40,
      value: ({ answer }) => answer?.wording ?? null,
    },
  ];
}
