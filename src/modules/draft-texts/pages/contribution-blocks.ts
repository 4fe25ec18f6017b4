import type { PageContext } from '#platform/html/context.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import type { PdfBlock, PdfRun } from '#platform/pdf/document-spec.ts';
import { type Article, nameOfArticle } from '../article.ts';
import type { Contribution } from '../queries/contributions.ts';
import { authorText, titleOf } from './words.tsx';

/** Words in the language of a document, or in another and marked as such. */
export function runOf({ lang }: PageContext, words: Text | null): PdfRun {
  const own = words?.[lang];
  if (own) return own;
  const [other] = Object.entries(words ?? {}) as ['ar' | 'fr', string][];
  return other ? { text: other[1], lang: other[0] } : '';
}

/** The table of what was said, with the answer to each: of a summary, or as a document of its own. `articles`: of all versions. */
export function contributionTable(
  page: PageContext,
  contributions: readonly Contribution[],
  articles: readonly Article[],
): PdfBlock {
  const { ts } = page;
  const named = new Map(articles.map((article) => [article.id, nameOfArticle(article, page.lang)]));
  const rounds = Math.max(...contributions.map(({ round }) => round));
  const about = ({ articleId, deed }: Contribution) => {
    const name = articleId ? (named.get(articleId) ?? '') : ts('draft-texts.article.whole');
    return deed === 'insert' ? ts('draft-texts.table.behind', { name }) : name;
  };
  return {
    kind: 'table',
    caption: ts('draft-texts.page.contributions-n', { n: contributions.length }),
    columns: [
      { label: ts('draft-texts.field.contribution'), width: 1.5 },
      { label: ts('draft-texts.table.words'), width: 3 },
      { label: ts('draft-texts.table.answer'), width: 2.5 },
    ],
    rows: contributions.map((one) => [
      [
        { text: titleOf(page, one), bold: true },
        ...(rounds > 1 ? [` · ${ts('draft-texts.page.round-n', { n: one.round })}`] : []),
        ` · ${about(one)}`,
        ...(one.state === 'shown' ? [` · ${authorText(page, one)}`] : []),
        ...(one.channel === 'online' ? [] : [` · ${ts(`draft-texts.channel.${one.channel}`)}`]),
      ],
      saidWords(page, one),
      one.answer
        ? [
            { text: `${ts(`draft-texts.outcome.${one.answer.outcome}`)}. `, bold: true },
            runOf(page, one.answer.reasons),
          ]
        : '–',
    ]),
  };
}

function saidWords(
  { ts, lang }: PageContext,
  { state, quote, heading, wording, reasons, lang: own, hiddenReason }: Contribution,
): PdfRun[] {
  if (state === 'withdrawn') return [ts('draft-texts.contribution.withdrawn')];
  if (state === 'hidden') return [ts('draft-texts.contribution.hidden', { reason: plain(hiddenReason, lang) })];
  const said = (words: string): PdfRun => ({ text: words, lang: own });
  const proposed = [heading, wording].filter(Boolean).join(' – ');
  return [
    ...(quote ? [`${ts('draft-texts.document.words')} `, said(`« ${quote} » `)] : []),
    ...(proposed ? [`${ts('draft-texts.document.wording')} `, said(`« ${proposed} » `)] : []),
    said(reasons),
  ];
}
