import type { Db } from '#platform/db/database.ts';
import type { PageContext } from '#platform/html/context.tsx';
import type { Text } from '#platform/i18n/text.ts';
import type { PdfBlock, PdfRun } from '#platform/pdf/document-spec.ts';
import { type Article, nameOfArticle } from '../article.ts';
import { textPath } from '../draft-text.ts';
import { type Contribution, listContributions, tableOf } from '../queries/contributions.ts';
import type { DraftText, Version } from '../queries/draft-texts.ts';
import { authorText, goneText, titleOf } from './words.tsx';

/** Words in the language of a document, or in another and marked as such. */
export function runOf({ lang }: PageContext, words: Text | null): PdfRun {
  const own = words?.[lang];
  if (own) return own;
  const [other] = Object.entries(words ?? {}) as ['ar' | 'fr', string][];
  return other ? { text: other[1], lang: other[0] } : '';
}

/** What was said on a text, as far as a document has room for it. */
export type Said = {
  contributions: readonly Contribution[];
  /** How many there are, with those that the document has no room for. */
  total: number;
  versions: readonly Version[];
};

/** The most contributions of one document: it is made in one piece, and nobody reads a longer one. */
const DOCUMENT_MOST = 1_000;

/** What of the table of a text stands in a document. */
export async function tableForDocument(db: Db, text: DraftText, versions: readonly Version[]): Promise<Said> {
  const contributions: Contribution[] = [];
  for await (const some of tableOf(db, text, versions, DOCUMENT_MOST)) contributions.push(...some);
  const { total } = await listContributions(db, text, {}, { limit: 1 });
  return { contributions, total, versions };
}

/** The parts of all versions, each by its latest name. */
export function partsOf(versions: readonly Version[]): Article[] {
  return versions.flatMap(({ articles }) => articles);
}

/** The table of what was said, with the answer to each, and where the rest of it is; of a summary, or as a document of its own. */
export function tableBlocks(page: PageContext, text: DraftText, said: Said): PdfBlock[] {
  const [shown, url] = [said.contributions.length, page.absolute(textPath(text.reference, '/amendments'))];
  if (shown === 0) return [];
  return [
    ...(shown < said.total
      ? [
          {
            kind: 'paragraph' as const,
            text: [
              `${page.ts('draft-texts.document.left-out', { shown, total: said.total })} `,
              { text: url, href: url, ltr: true },
            ],
          },
        ]
      : []),
    contributionTable(page, said),
  ];
}

function contributionTable(page: PageContext, { contributions, total, versions }: Said): PdfBlock {
  const { ts } = page;
  const named = new Map(partsOf(versions).map((article) => [article.id, nameOfArticle(article, page.lang)]));
  const hasRounds = contributions.some(({ round }) => round > 1);
  const about = ({ articleId, deed }: Contribution) => {
    const name = articleId ? (named.get(articleId) ?? '') : ts('draft-texts.article.whole');
    return deed === 'insert' ? ts('draft-texts.table.behind', { name }) : name;
  };
  return {
    kind: 'table',
    caption: ts('draft-texts.page.contributions-n', { n: total }),
    columns: [
      { label: ts('draft-texts.field.contribution'), width: 1.5 },
      { label: ts('draft-texts.table.words'), width: 3 },
      { label: ts('draft-texts.table.answer'), width: 2.5 },
    ],
    rows: contributions.map((one) => [
      [
        { text: titleOf(page, one), bold: true },
        ...(hasRounds ? [` · ${ts('draft-texts.page.round-n', { n: one.round })}`] : []),
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

function saidWords(page: PageContext, one: Contribution): PdfRun[] {
  const { quote, heading, wording, reasons, lang: own } = one;
  const gone = goneText(page, one);
  if (gone) return [gone];
  const said = (words: string): PdfRun => ({ text: words, lang: own });
  const proposed = [heading, wording].filter(Boolean).join(' – ');
  return [
    ...(quote ? [`${page.ts('draft-texts.document.words')} `, said(`« ${quote} » `)] : []),
    ...(proposed ? [`${page.ts('draft-texts.document.wording')} `, said(`« ${proposed} » `)] : []),
    said(reasons),
  ];
}
