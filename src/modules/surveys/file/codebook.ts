import type { Lang } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import type { Survey } from '../queries/surveys.ts';
import { CHANNELS } from '../survey.ts';
import { answerColumns } from './columns.ts';

/** A line of the codebook: a column, or one code of a column. */
export type CodebookLine = { column: string; kind: string; code: string; ar: string; fr: string; en: string };

/** What every column and every code of the file of answers stands for. */
export function codebook(survey: Pick<Survey, 'questionnaire'>): CodebookLine[] {
  const inAll = (text: (lang: Lang) => string) => ({ ar: text('ar'), fr: text('fr'), en: text('en') });
  return [
    { column: 'channel', kind: 'code', code: '', ...inAll(() => 'channel') },
    ...CHANNELS.map((channel, index) => ({
      column: 'channel',
      kind: '',
      code: String(index + 1),
      ...inAll(() => channel),
    })),
    ...answerColumns(survey.questionnaire).flatMap(({ name, question, label, values }) => [
      { column: name, kind: question.kind, code: '', ...inAll(label) },
      ...values.map((value) => ({ column: name, kind: '', code: String(value.code), ...inAll(value.label) })),
    ]),
  ];
}

/** Kinds of answers that are read as numbers. */
const NUMERIC = new Set(['single', 'several', 'ranking', 'matrix', 'rating', 'number', 'consent']);
/** Longest text that is read from the file, in octets. */
const TEXT_WIDTH = 5_000;

/**
 * The commands with which SPSS (and PSPP) read the file of answers: names, types, labels of columns and of codes in one language. Quotes
 * inside labels are doubled; nothing else of a label is read as a command.
 */
export function spssSyntax(survey: Survey, lang: Lang): string {
  const columns = answerColumns(survey.questionnaire);
  const quoted = (text: string, most: number) =>
    `"${text.replace(/\s+/g, ' ').trim().slice(0, most).replaceAll('"', '""')}"`;
  const type = (kind: string) => (NUMERIC.has(kind) ? 'F8.2' : kind === 'date' ? 'SDATE10' : `A${TEXT_WIDTH}`);
  const labelled = columns.filter(({ values, question }) => values.length > 0 && question.kind !== 'rating');
  return [
    `* ${plain(survey.title, lang).replace(/\s+/g, ' ').replaceAll('.', ' ')} - ${survey.reference}.`,
    'SET UNICODE=ON.',
    `GET DATA /TYPE=TXT /FILE="${survey.reference}-answers.csv" /ENCODING="UTF8" /DELIMITERS="," /QUALIFIER='"'`,
    '  /ARRANGEMENT=DELIMITED /FIRSTCASE=2 /VARIABLES=',
    '  channel F1.0',
    '  lang A3',
    '  day A10',
    '  author A60',
    ...columns.map(({ name, question }) => `  ${name} ${type(question.kind)}`),
    '  .',
    'VARIABLE LABELS',
    ...columns.map(({ name, label }) => `  ${name} ${quoted(label(lang), 250)}`),
    '  .',
    'VALUE LABELS',
    `  channel ${CHANNELS.map((channel, index) => `${index + 1} ${quoted(channel, 60)}`).join(' ')}`,
    ...labelled.map(
      ({ name, values }) =>
        `  /${name} ${values.map((value) => `${value.code} ${quoted(value.label(lang), 120)}`).join(' ')}`,
    ),
    '  .',
    'EXECUTE.',
    '',
  ].join('\n');
}
