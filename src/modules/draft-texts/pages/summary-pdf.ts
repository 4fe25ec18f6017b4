import { institutionsById } from '#core/institutions/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import type { PageContext } from '#platform/html/context.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import { defineResource, type ResourceAnswer } from '#platform/page.ts';
import type { PdfBlock, PdfDocument } from '#platform/pdf/document-spec.ts';
import { PDF_TYPE, renderPdf } from '#platform/pdf/render-pdf.ts';
import { nameOfArticle, shownLang } from '../article.ts';
import { CHANNELS, OUTCOMES, textPath, textTag } from '../draft-text.ts';
import { type DraftText, everyVersion, type Round, roundsOf, type Version } from '../queries/draft-texts.ts';
import { type Figures, figuresOf } from '../queries/figures.ts';
import { runOf, type Said, tableBlocks, tableForDocument } from './contribution-blocks.ts';
import { publicText } from './public-text.ts';

/**
 * The consultation as a document, in the language of its address: the summary, the text, everything that was said with its answer, and the
 * version that came of it. Only once it is concluded: from then on it says the same.
 */
export const summaryPdf = defineResource({
  name: 'draft-texts.summary-pdf',
  path: '/draft-texts/:reference/summary.pdf',
  on: 'both',
  async load(request): Promise<ResourceAnswer> {
    const { db, page } = request;
    const text = await publicText(request);
    if (!text.summary || !text.concludedAt) throw new NotFound();
    const body = (await institutionsById(db, [text.institutionId])).get(text.institutionId);
    const [versions, rounds, figures] = await Promise.all([
      everyVersion(db, text),
      roundsOf(db, text),
      figuresOf(db, text),
    ]);
    const said = await tableForDocument(db, text, versions);
    const document: PdfDocument = {
      lang: page.lang,
      title: page.ts('draft-texts.document.title'),
      subtitle: [runOf(page, text.title)],
      institution: {
        name: plain(body?.name, page.lang),
        accent: body?.accent ?? 'palm',
        emblem: body?.emblem ?? null,
      },
      reference: { label: page.ts('draft-texts.field.reference'), value: text.reference },
      date: calendarDate(text.concludedAt),
      cover: {
        kicker: page.ts('draft-texts.document.kicker'),
        facts: [
          [page.ts('draft-texts.field.reference'), [{ text: text.reference, ltr: true }]],
          ...periodFacts(page, rounds),
          [page.ts('draft-texts.field.concluded-on'), page.format.date(calendarDate(text.concludedAt))],
        ],
      },
      contents: page.ts('draft-texts.document.contents'),
      numbered: true,
      blocks: blocksOf(page, text, figures, said),
      check: {
        title: page.ts('draft-texts.document.check'),
        text: page.ts('draft-texts.document.check-text'),
        url: page.absolute(textPath(text.reference)),
      },
    };
    return {
      type: PDF_TYPE,
      body: await renderPdf(document),
      download: `${text.reference}-${page.lang}.pdf`,
      tags: [textTag(text.reference)],
    };
  },
});

/** From when to when it was open; each time, where it was put before everybody more than once. */
function periodFacts({ ts, format }: PageContext, rounds: readonly Round[]): [string, string][] {
  const [only, second] = rounds;
  if (only && !second)
    return [
      [ts('draft-texts.field.opens-on'), format.date(only.opensOn)],
      [ts('draft-texts.field.closes-on'), format.date(only.closesOn)],
    ];
  return rounds.map(({ number, version, opensOn, closesOn }) => [
    ts('draft-texts.page.round-n', { n: number }),
    ts('draft-texts.page.round-dates', { version, opens: format.date(opensOn), closes: format.date(closesOn) }),
  ]);
}

function blocksOf(page: PageContext, text: DraftText, figures: Figures, said: Said): PdfBlock[] {
  const { ts } = page;
  const [first, last] = [said.versions[0], said.versions.at(-1)];
  const table = tableBlocks(page, text, said);
  return [
    { kind: 'heading', text: ts('draft-texts.page.summary') },
    ...paragraphs(page, text.summary),
    ...figureBlocks(page, figures),
    { kind: 'heading', text: ts('draft-texts.page.about') },
    ...paragraphs(page, text.presentation),
    ...(first ? versionBlocks(page, text, first) : []),
    ...(table.length > 0
      ? [{ kind: 'page-break' as const }, { kind: 'heading' as const, text: ts('draft-texts.table.link') }, ...table]
      : []),
    ...(last && last !== first ? versionBlocks(page, text, last) : []),
  ];
}

function paragraphs(page: PageContext, words: Text | null): PdfBlock[] {
  const run = runOf(page, words);
  const { text, ...rest } = typeof run === 'string' ? { text: run } : run;
  return text
    .split(/\n+/)
    .filter((part) => part.trim() !== '')
    .map((part) => ({ kind: 'paragraph', text: [{ ...rest, text: part.trim() }] }));
}

function figureBlocks({ ts }: PageContext, figures: Figures): PdfBlock[] {
  const { amendments, comments, people, associations, supports, outcomes, channels } = figures;
  return [
    {
      kind: 'paragraph',
      text: ts('draft-texts.figures.sum', { amendments, comments, people, associations, supports }),
    },
    {
      kind: 'table',
      caption: ts('draft-texts.document.answers'),
      columns: [
        { label: ts('draft-texts.table.answer'), width: 2 },
        { label: ts('draft-texts.figures.contributions'), numeric: true },
      ],
      rows: OUTCOMES.map((outcome) => [ts(`draft-texts.outcome.${outcome}`), String(outcomes[outcome])]),
    },
    {
      kind: 'table',
      caption: ts('draft-texts.figures.by-channel'),
      columns: [
        { label: ts('draft-texts.field.channel'), width: 2 },
        { label: ts('draft-texts.figures.contributions'), numeric: true },
      ],
      rows: CHANNELS.map((channel) => [ts(`draft-texts.channel.${channel}`), String(channels[channel])]),
    },
  ];
}

function versionBlocks(page: PageContext, { officialLang }: DraftText, version: Version): PdfBlock[] {
  const { ts } = page;
  return [
    { kind: 'page-break' },
    { kind: 'heading', text: ts('draft-texts.page.version-n', { n: version.number }) },
    ...paragraphs(page, version.note),
    ...version.articles.flatMap((article): PdfBlock[] => {
      const lang = shownLang(article, page.lang, officialLang);
      const named = [article.label[lang], article.heading[lang]].filter(Boolean).join(' – ');
      const heading = named || nameOfArticle(article, page.lang);
      return [
        ...(heading ? [{ kind: 'heading' as const, text: heading, level: 2 as const }] : []),
        ...(article.body[lang] ? paragraphs(page, { [lang]: article.body[lang] }) : []),
      ];
    }),
  ];
}
