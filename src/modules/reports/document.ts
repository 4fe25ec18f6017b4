import { type MilestoneStatus, statusLabel } from '#modules/commitments/index.ts';
import { type Format, formatOf } from '#platform/i18n/format.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Translator } from '#platform/i18n/messages.ts';
import { pick, type Text } from '#platform/i18n/text.ts';
import type { PdfBlock, PdfDocument, PdfRun, PdfShare, PdfWords } from '#platform/pdf/document-spec.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import { FIGURES, figureExplained, figureLabel, shownFigure } from './figures.ts';
import {
  CO_CREATION_FIGURES,
  type CoCreationContent,
  lateOnes,
  type Narrative,
  type NarrativePart,
  type ReportContent,
  type ReportedCommitment,
  type ReportedMilestone,
  type ReportLanguage,
  reportedInPeriod,
} from './report.ts';
import { scorecardOf } from './scorecard.ts';

/** What a document is made of. A draft has no version yet. */
export type ReportIssue = {
  reference: string;
  version: number | null;
  reason: Text | null;
  narrative: Narrative;
  content: ReportContent;
};

type Words = { lang: Lang; ts: Translator['ts']; format: Format };

/**
 * A report is read by people: a plan of thousands of milestones is told in figures, by its commitments and by the first lines of each list, and the
 * rest stands in the matrix. Every plan of a region is far below these numbers and is told whole.
 */
const MOST_MILESTONES = 1_000;
const MOST_LINES = 300;

/** A report as a document in one language: cover, contents, what was written and what the data say, and how to check it. */
export function reportDocument(
  issue: ReportIssue,
  lang: ReportLanguage,
  around: Pick<Surroundings, 'words' | 'absolute'>,
): PdfDocument {
  const words: Words = { lang, ts: around.words(lang).ts, format: formatOf(lang) };
  const { ts, format } = words;
  const { content, version, reference } = issue;
  const { institution, period, plan } = content;
  const address = around.absolute(`/reports/${reference}`, { lang, tenant: { slug: institution.slug, host: null } });
  return {
    lang,
    title: ts(`reports.kind.${content.kind}`),
    subtitle: runsOf(words, plan.title),
    institution: {
      name: pick(institution.name, lang)?.value ?? '',
      accent: institution.accent,
      emblem: institution.emblem,
      ...otherName(institution.name, lang),
    },
    reference: { label: ts('reports.doc.reference'), value: reference },
    date: content.on,
    cover: {
      kicker: ts('reports.doc.period', { start: format.date(period.start), end: format.date(period.end) }),
      facts: [
        [ts('reports.doc.reference'), [{ text: reference, ltr: true }]],
        [
          ts('reports.doc.version'),
          version === null ? ts('reports.doc.draft') : [{ text: String(version), ltr: true, bold: true }],
        ],
        [ts('reports.doc.data-on'), format.date(content.on)],
      ],
    },
    contents: ts('reports.doc.contents'),
    numbered: true,
    blocks: [
      ...correctionBlocks(words, issue),
      ...writtenBlocks(words, issue.narrative, 'foreword'),
      ...writtenBlocks(words, issue.narrative, 'summary'),
      ...(content.coCreation
        ? coCreationBlocks(words, content.coCreation)
        : [
            ...figureBlocks(words, content),
            ...periodBlocks(words, content),
            ...commitmentBlocks(words, content),
            ...lateBlocks(words, content),
          ]),
      ...writtenBlocks(words, issue.narrative, 'conclusion'),
      ...sourceBlocks(words, content),
    ],
    check: {
      title: ts('reports.doc.check'),
      text: ts('reports.doc.check-text'),
      url: address,
    },
  };
}

function otherName(name: Text, lang: ReportLanguage): Pick<PdfDocument['institution'], 'otherName'> {
  const other = lang === 'ar' ? 'fr' : 'ar';
  const text = name[other];
  return text ? { otherName: { text, lang: other } } : {};
}

/** A text in the language of the document, or in the one that stands in for it, marked as such. */
function runOf({ lang }: Words, text: Text | null): PdfRun {
  const picked = pick(text, lang);
  if (!picked) return '';
  return picked.lang === lang ? picked.value : { text: picked.value, lang: picked.lang };
}

function runsOf(words: Words, text: Text | null): PdfWords {
  return [runOf(words, text)];
}

const code = (reference: string): PdfWords => [{ text: reference, ltr: true }];

function correctionBlocks(words: Words, { reason, version }: ReportIssue): PdfBlock[] {
  if (reason === null || version === null) return [];
  return [{ kind: 'heading', text: words.ts('reports.doc.correction', { version }) }, ...paragraphs(words, reason)];
}

function writtenBlocks(words: Words, narrative: Narrative, part: NarrativePart): PdfBlock[] {
  const written = paragraphs(words, narrative[part]);
  return written.length === 0 ? [] : [{ kind: 'heading', text: words.ts(`reports.part.${part}`) }, ...written];
}

/** Paragraphs at empty lines; lines that begin with a dash are a list. */
function paragraphs({ lang }: Words, text: Text): PdfBlock[] {
  const written = text[lang]?.trim() ?? '';
  if (written === '') return [];
  return written.split(/\r?\n\s*\r?\n/).map((paragraph): PdfBlock => {
    const lines = paragraph.split(/\r?\n/).filter((line) => line.trim() !== '');
    const isList = lines.every((line) => /^\s*[-–•*]\s+/.test(line));
    return isList
      ? { kind: 'list', items: lines.map((line) => line.replace(/^\s*[-–•*]\s+/, '')) }
      : { kind: 'paragraph', text: paragraph.trim() };
  });
}

const TONES: Record<MilestoneStatus, PdfShare['tone']> = {
  finished: 'full',
  'in-progress': 'half',
  stuck: 'alert',
  incomplete: 'dark',
  'not-started': 'pale',
  'not-reported': 'empty',
};

function figureBlocks(words: Words, { counts, on }: ReportContent): PdfBlock[] {
  const { ts, format } = words;
  const card = scorecardOf(counts);
  const parts = (Object.keys(TONES) as MilestoneStatus[]).map((status) => ({
    label: statusLabel(words, status),
    value: card.progress.counts[status],
    tone: TONES[status],
  }));
  return [
    { kind: 'heading', text: ts('reports.doc.figures') },
    { kind: 'shares', caption: ts('reports.doc.by-status', { on: format.date(on) }), parts },
    { kind: 'facts', rows: FIGURES.map((name) => [figureLabel(words, name), shownFigure(words, card, name).value]) },
    { kind: 'heading', level: 2, text: ts('reports.doc.how') },
    {
      kind: 'list',
      items: FIGURES.map(
        (name): PdfWords => [{ text: figureLabel(words, name), bold: true }, ` – ${figureExplained(words, name)}`],
      ),
    },
  ];
}

/** How the plan was made: figures, then what its body tells of it. What nobody counted is said to be unknown. */
function coCreationBlocks(words: Words, told: CoCreationContent): PdfBlock[] {
  const { ts, format } = words;
  const figure = (n: number | null) => (n === null ? ts('reports.doc.not-counted') : format.number(n));
  const list = (title: string, texts: readonly Text[]): PdfBlock[] =>
    texts.length === 0
      ? []
      : [
          { kind: 'heading', text: title },
          { kind: 'list', items: texts.map((text) => runsOf(words, text)) },
        ];
  return [
    { kind: 'heading', text: ts('reports.doc.co-creation') },
    {
      kind: 'facts',
      rows: [
        ...CO_CREATION_FIGURES.map((name) => [ts(`commitments.field.${name}`), figure(told[name])] as const),
        [ts('reports.doc.said'), format.number(told.comments)] as const,
        [ts('reports.doc.said-answered'), ts('reports.value.of', { n: told.answered, total: told.comments })] as const,
      ],
    },
    ...list(ts('commitments.field.participantCategories'), told.participantCategories),
    ...list(ts('commitments.field.steps'), told.steps),
    ...list(ts('commitments.field.spaces'), [...told.spaces.intro, ...told.spaces.items]),
    ...list(ts('commitments.field.diversityMeasures'), told.diversityMeasures),
  ];
}

function periodBlocks(words: Words, content: ReportContent): PdfBlock[] {
  const { ts, format } = words;
  const told = reportedInPeriod(content);
  return [
    { kind: 'heading', text: ts('reports.doc.in-period') },
    told.length === 0
      ? { kind: 'paragraph', text: ts('reports.doc.in-period-none') }
      : {
          kind: 'timeline',
          steps: told.slice(0, MOST_LINES).map(({ commitment, milestone }) => ({
            when: [`${format.date(milestone.statusOn)} · `, { text: commitment.reference, ltr: true }],
            what: `${pick(milestone.title, words.lang)?.value ?? ''} – ${statusLabel(words, milestone.status)}`,
            detail: detailOf(words, milestone),
            state: milestone.status === 'finished' ? ('done' as const) : ('next' as const),
          })),
        },
    ...moreOf(words, told.length),
  ];
}

/** Says how many of a list are not told here; nothing when all are. */
function moreOf({ ts }: Words, all: number): PdfBlock[] {
  return all <= MOST_LINES ? [] : [{ kind: 'note', text: ts('reports.doc.more', { n: all - MOST_LINES }) }];
}

function detailOf(words: Words, { done, obstacles, nextStep }: ReportedMilestone): PdfWords {
  const { ts } = words;
  const parts = (
    [
      ['reports.doc.done', done],
      ['reports.doc.obstacles', obstacles],
      ['reports.doc.next-step', nextStep],
    ] as const
  ).flatMap(([key, text]) => (text ? [[{ text: `${ts(key)} `, bold: true }, runOf(words, text)] as PdfRun[]] : []));
  return parts.flatMap((runs, index) => (index === 0 ? runs : ['\n', ...runs]));
}

function commitmentBlocks(words: Words, { commitments }: ReportContent): PdfBlock[] {
  const { ts } = words;
  if (commitments.length === 0) return [];
  return [
    { kind: 'heading', text: ts('reports.doc.commitments') },
    {
      kind: 'table',
      caption: ts('reports.doc.commitments-caption'),
      columns: [
        { label: ts('reports.doc.code'), width: 2 },
        { label: ts('reports.doc.commitment'), width: 5 },
        { label: ts('reports.doc.finished'), width: 1.7 },
        { label: ts('reports.doc.reported'), width: 1.7 },
        { label: ts('reports.figure.late'), width: 1.5, numeric: true },
      ],
      rows: commitments.map(({ reference, title, milestones }) => {
        const total = milestones.length;
        const reported = milestones.filter((one) => one.status !== 'not-reported').length;
        const finished = milestones.filter((one) => one.status === 'finished').length;
        return [
          code(reference),
          runsOf(words, title),
          reported === 0 ? ts('reports.value.not-reported') : ts('reports.value.of', { n: finished, total }),
          ts('reports.value.of', { n: reported, total }),
          String(milestones.filter((one) => one.timeliness === 'late').length),
        ];
      }),
    },
    ...(commitments.reduce((sum, one) => sum + one.milestones.length, 0) > MOST_MILESTONES
      ? [{ kind: 'note' as const, text: ts('reports.doc.milestones-in-matrix') }]
      : commitments.flatMap((commitment) => milestoneBlocks(words, commitment))),
  ];
}

function milestoneBlocks(words: Words, commitment: ReportedCommitment): PdfBlock[] {
  const { ts, lang } = words;
  return [
    { kind: 'heading', level: 2, text: pick(commitment.title, lang)?.value ?? commitment.reference },
    {
      kind: 'table',
      caption: ts('reports.doc.milestones-caption', { commitment: commitment.reference }),
      columns: [
        { label: ts('reports.doc.number'), width: 0.7 },
        { label: ts('reports.doc.milestone'), width: 5 },
        { label: ts('reports.doc.end'), width: 2 },
        { label: ts('reports.doc.status'), width: 1.8 },
        { label: ts('reports.doc.percent'), width: 1.2, numeric: true },
      ],
      rows: commitment.milestones.map((milestone) => [
        String(milestone.number),
        runsOf(words, milestone.title),
        endOf(words, milestone),
        statusLabel(words, milestone.status),
        milestone.percent === null ? '–' : code(`${milestone.percent} %`),
      ]),
    },
  ];
}

function endOf({ ts, format }: Words, { end, precision, daysLate }: ReportedMilestone): PdfWords {
  if (end === null) return ts('reports.doc.no-end');
  const date = format.date(end, precision ?? 'day');
  return daysLate > 0 ? [date, '\n', { text: ts('reports.doc.days-late', { n: daysLate }), bold: true }] : date;
}

function lateBlocks(words: Words, content: ReportContent): PdfBlock[] {
  const { ts, format } = words;
  const late = lateOnes(content);
  return [
    { kind: 'heading', text: ts('reports.doc.late') },
    ...(late.length === 0
      ? [{ kind: 'paragraph' as const, text: ts('reports.doc.late-none') }]
      : [
          { kind: 'paragraph' as const, text: ts('reports.doc.late-text', { n: late.length }) },
          {
            kind: 'table' as const,
            caption: ts('reports.doc.late-caption', { on: format.date(content.on) }),
            columns: [
              { label: ts('reports.doc.code'), width: 2 },
              { label: ts('reports.doc.milestone'), width: 4 },
              { label: ts('reports.doc.end'), width: 2 },
              { label: ts('reports.doc.obstacles-column'), width: 3 },
            ],
            rows: late.slice(0, MOST_LINES).map(({ commitment, milestone }) => [
              code(commitment.reference),
              runsOf(words, milestone.title),
              milestone.status === 'finished' && milestone.statusOn !== null
                ? ts('reports.doc.finished-after', {
                    end: format.date(milestone.end ?? '', milestone.precision ?? 'day'),
                    on: format.date(milestone.statusOn),
                  })
                : endOf(words, milestone),
              milestone.obstacles ? runsOf(words, milestone.obstacles) : ts('reports.value.not-reported'),
            ]),
          },
          ...moreOf(words, late.length),
        ]),
  ];
}

function sourceBlocks(words: Words, { commitments, plan, on }: ReportContent): PdfBlock[] {
  const { ts, format } = words;
  const evidence = commitments.flatMap((one) => one.milestones.flatMap((milestone) => milestone.evidence));
  return [
    { kind: 'heading', text: ts('reports.doc.sources') },
    { kind: 'paragraph', text: ts('reports.doc.sources-text', { on: format.date(on) }) },
    { kind: 'facts', rows: [[ts('reports.doc.plan-source'), runsOf(words, plan.source)]] },
    ...(evidence.length === 0
      ? []
      : [
          { kind: 'heading' as const, level: 2 as const, text: ts('reports.doc.evidence') },
          {
            kind: 'list' as const,
            numbered: true,
            items: evidence
              .slice(0, MOST_LINES)
              .map(({ url, title }): PdfWords => [{ text: title || url, href: url, ...(title ? {} : { ltr: true }) }]),
          },
        ]),
    ...moreOf(words, evidence.length),
    { kind: 'note', text: ts('reports.doc.translation-note') },
  ];
}
