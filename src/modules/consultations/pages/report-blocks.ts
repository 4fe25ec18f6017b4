import type { PageContext } from '#platform/html/context.tsx';
import { pick, plain, type Text } from '#platform/i18n/text.ts';
import type { PdfBlock, PdfRun } from '#platform/pdf/document-spec.ts';
import { addUp, CHANNELS, type Taken } from '../participation.ts';
import type { ReportedPlace, ReportedSurvey, ReportedVote, ShownHeld, ShownText } from '../report.ts';
import { channelLabel, groupRows, heldChannels, lineLabel, outcomeLabel } from './report-words.ts';

/** A text in the language of the document, or in another one that says so. */
export function runOf({ lang }: Pick<PageContext, 'lang'>, text: Text | null): PdfRun {
  const picked = pick(text, lang);
  if (!picked) return '–';
  return picked.lang === lang ? picked.value : { text: picked.value, lang: picked.lang };
}

/** A table of counts; nothing where there are none. */
export function countBlock(
  { ts }: Pick<PageContext, 'ts'>,
  caption: string,
  rows: readonly (readonly [PdfRun, string])[],
): PdfBlock[] {
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      caption,
      columns: [
        { label: ts('consultations.report.group'), width: 3 },
        { label: ts('consultations.report.number'), width: 1, numeric: true },
      ],
      rows: rows.map(([label, n]) => [typeof label === 'string' ? label : [label], n]),
    },
  ];
}

/** What came in by each activity and channel. */
export function takenBlocks(page: PageContext, taken: readonly Taken[]): PdfBlock[] {
  if (taken.length === 0) return [];
  const { ts, format } = page;
  const all = addUp(taken);
  const channels = CHANNELS.filter((channel) => all.channels[channel] > 0);
  return [
    { kind: 'heading', text: ts('consultations.report.taken') },
    {
      kind: 'table',
      caption: ts('consultations.report.taken-caption'),
      columns: [
        { label: ts('consultations.field.activity'), width: 3 },
        ...channels.map((channel) => ({ label: channelLabel(page, channel), width: 1.2, numeric: true })),
        { label: ts('consultations.report.total'), width: 1, numeric: true },
      ],
      rows: [
        ...taken.map((one) => [
          [runOf(page, one.title)],
          ...channels.map((channel) => format.number(one.channels[channel])),
          format.number(one.total),
        ]),
        [
          ts('consultations.report.total'),
          ...channels.map((channel) => format.number(all.channels[channel])),
          format.number(all.total),
        ],
      ],
    },
  ];
}

/** Places with their share of the population, the proposals about each and who lives there among those who took part. */
export function placeBlocks(page: PageContext, places: readonly ReportedPlace[]): PdfBlock[] {
  if (places.length === 0) return [];
  const { ts, format } = page;
  const people = places.reduce((sum, { population }) => sum + population, 0);
  const isTold = places.some(({ residents }) => residents !== undefined);
  const told = ({ residents }: ReportedPlace) =>
    residents == null ? ts('consultations.report.too-few') : format.number(residents);
  return [
    {
      kind: 'table',
      caption: ts('consultations.report.by-place'),
      columns: [
        { label: ts('consultations.report.place'), width: 3 },
        { label: ts('consultations.report.contributions'), width: 1.4, numeric: true },
        ...(isTold ? [{ label: ts('consultations.report.residents'), width: 1.6, numeric: true }] : []),
        { label: ts('consultations.report.population-share'), width: 1.6, numeric: true },
      ],
      rows: places.map((place) => [
        [runOf(page, place.name)],
        format.number(place.proposals),
        ...(isTold ? [told(place)] : []),
        people === 0 ? '–' : [{ text: format.percent(place.population / people), ltr: true }],
      ]),
    },
  ];
}

/** What came of a survey, a vote or a draft text. */
export function heldBlocks(page: PageContext, held: ShownHeld): PdfBlock[] {
  const { ts, format, lang } = page;
  const counts = (rows: readonly (readonly [string, number])[]) =>
    rows.map(([label, n]) => [label, format.number(n)] as const);
  return [
    { kind: 'heading', text: plain(held.title, lang) },
    { kind: 'facts', rows: [[ts(`consultations.activity.${held.kind}`), [{ text: held.reference, ltr: true }]]] },
    ...countBlock(page, ts('consultations.report.by-channel'), [
      ...counts(heldChannels(page, held)),
      [ts('consultations.report.total'), format.number(held.total)],
    ]),
    ...countBlock(page, ts('consultations.report.by-gender'), groupRows(page, held.gender)),
    ...countBlock(page, ts('consultations.report.by-age'), groupRows(page, held.ageBand)),
    ...(held.kind === 'survey' ? surveyBlocks(page, held) : []),
    ...(held.kind === 'vote' ? voteBlocks(page, held) : []),
    ...(held.kind === 'draft-text' ? textBlocks(page, held) : []),
  ];
}

function surveyBlocks(page: PageContext, { results, questions }: ReportedSurvey): PdfBlock[] {
  const { ts, format, lang } = page;
  if (!results) return [{ kind: 'paragraph', text: ts('consultations.report.results-later') }];
  return questions.flatMap(({ title, answered, lines, mean }): PdfBlock[] => {
    const name = plain(title, lang);
    if (lines.length > 0)
      return countBlock(
        page,
        `${name} – ${ts('consultations.report.answered-n', { n: answered })}`,
        lines.map(({ label, n }) => [runOf(page, label), format.number(n)] as const),
      );
    if (mean === null) return [];
    const words = ts('consultations.report.mean', { mean: format.number(mean), n: answered });
    return [{ kind: 'paragraph', text: `${name} ${words}` }];
  });
}

function voteBlocks(page: PageContext, { cancelled, lines }: ReportedVote): PdfBlock[] {
  const { ts, format } = page;
  if (cancelled) return [{ kind: 'paragraph', text: ts('consultations.held.cancelled') }];
  return [
    {
      kind: 'table',
      caption: ts('consultations.report.count'),
      columns: [
        { label: ts('consultations.report.choice'), width: 3 },
        { label: ts('consultations.report.votes'), width: 1, numeric: true },
        { label: ts('consultations.report.result'), width: 1.6 },
      ],
      rows: lines.map((line) => [
        line.label ? [runOf(page, line.label)] : lineLabel(page, line),
        format.number(line.votes),
        ts(`consultations.outcome.${line.outcome}`),
      ]),
    },
  ];
}

function textBlocks(page: PageContext, { figures, contributions }: ShownText): PdfBlock[] {
  const { ts, format } = page;
  return [
    {
      kind: 'facts',
      rows: [
        [ts('consultations.report.comments-label'), format.number(figures.comments)],
        [ts('consultations.report.amendments'), format.number(figures.amendments)],
        [ts('consultations.report.people'), format.number(figures.people)],
        [ts('consultations.report.associations'), format.number(figures.associations)],
      ],
    },
    ...(contributions.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            caption: ts('consultations.report.text-contributions'),
            columns: [
              { label: ts('consultations.report.contribution'), width: 4 },
              { label: ts('consultations.report.answer'), width: 4 },
            ],
            rows: contributions.map(({ number, words, outcome, reasons }): PdfRun[][] => [
              [
                `${ts('consultations.report.contribution-n', { n: number })} – `,
                words ? runOf(page, words) : ts('consultations.report.gone'),
              ],
              [{ text: outcomeLabel(page, outcome), bold: true }, ...(reasons ? [' – ', runOf(page, reasons)] : [])],
            ]),
          },
        ]),
  ];
}
