import type { Fault } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { isFinal, type MilestoneStatus } from './commitment.ts';
import { addDays, type Dated } from './timeline.ts';

/**
 * A row of the monitoring matrix: what a milestone is to bring about and how far it is, as its responsible office says. A row has versions:
 * each time it is saved it gets the next number, and one of them is the one that everybody reads.
 */

/** The texts of a row, in the order of the matrix. */
export const ROW_TEXTS = ['expectedResult', 'indicator', 'target', 'done', 'obstacles', 'nextStep'] as const;
export type RowText = (typeof ROW_TEXTS)[number];

/** What proves a row: an address and what stands there. Files are attached to the milestone itself, see `milestoneSubject`. */
export type Evidence = { url: string; title: string };

export type RowContent = Record<RowText, Text | null> & {
  status: MilestoneStatus;
  /** The calendar date the status is true for. */
  statusOn: string | null;
  /** How far it is, 0 to 100, as the office estimates. */
  percent: number | null;
  evidence: Evidence[];
};

/** The fields of a row, in the order of the matrix. */
export const ROW_FIELDS = [
  'expectedResult',
  'indicator',
  'target',
  'status',
  'statusOn',
  'percent',
  'done',
  'obstacles',
  'nextStep',
  'evidence',
] as const satisfies readonly (keyof RowContent)[];
export type RowField = (typeof ROW_FIELDS)[number];

/** A change of some fields. Of a text only the languages that are named change; an empty one is taken away. */
export type RowChange = Partial<Record<RowText, Text>> &
  Partial<Pick<RowContent, 'status' | 'statusOn' | 'percent' | 'evidence'>>;

/** The most links of one row. */
export const MOST_EVIDENCE = 20;

/** A row with a change made to it. */
export function changedRow(content: RowContent, change: RowChange): RowContent {
  const next = { ...content };
  for (const field of ROW_TEXTS) {
    const written = change[field];
    if (written !== undefined) next[field] = mergedText(content[field], written);
  }
  if (change.status !== undefined) next.status = change.status;
  if (change.statusOn !== undefined) next.statusOn = change.statusOn;
  if (change.percent !== undefined) next.percent = change.percent;
  if (change.evidence !== undefined) next.evidence = change.evidence;
  return next;
}

/** A text with some of its languages written anew; null when nothing is left. The order of languages is always the same. */
export function mergedText(before: Text | null, written: Text): Text | null {
  const all = { ...before, ...written };
  const left = LANGUAGES.flatMap((lang) => {
    const words = all[lang]?.trim();
    return words ? [[lang, words] as const] : [];
  });
  return left.length > 0 ? Object.fromEntries(left) : null;
}

/** The fields in which two versions of a row differ, in the order of the matrix. */
export function differingFields(a: RowContent, b: RowContent): RowField[] {
  return ROW_FIELDS.filter((field) => !sameValue(a[field], b[field]));
}

function sameValue(a: RowContent[RowField], b: RowContent[RowField]): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, i) => one.url === b[i]?.url && one.title === b[i]?.title);
  if (typeof a === 'object' && a && typeof b === 'object' && b)
    return LANGUAGES.every((lang) => ((a as Text)[lang] ?? '') === ((b as Text)[lang] ?? ''));
  return a === b;
}

/**
 * What two people made of the same version of a row: the fields that only the other one changed take the other's value, those that only
 * I changed keep mine, and those that both changed differently are for me to decide.
 */
export function reconciled(
  base: RowContent,
  theirs: RowContent,
  mine: RowContent,
): { content: RowContent; both: RowField[] } {
  const content: Record<string, unknown> = { ...mine };
  const both: RowField[] = [];
  for (const field of differingFields(base, theirs)) {
    if (sameValue(mine[field], base[field])) content[field] = theirs[field];
    else if (!sameValue(mine[field], theirs[field])) both.push(field);
  }
  return { content: content as RowContent, both };
}

/** What keeps a row from being published: a status must be said, its date may not lie ahead, and what is stuck says what stands in the way. */
export function publishFaults(content: RowContent, today: string): Fault[] {
  const faults: Fault[] = [];
  const fault = (pointer: string, key: string) => faults.push({ pointer, key });
  if (content.status === 'not-reported') fault('/status', 'commitments.matrix.fault.no-status');
  if (content.statusOn !== null && content.statusOn > today) fault('/statusOn', 'commitments.report.in-the-future');
  if (content.status === 'finished' && content.percent !== null && content.percent < 100)
    fault('/percent', 'commitments.matrix.fault.finished-percent');
  if (content.status === 'not-started' && content.percent !== null && content.percent > 0)
    fault('/percent', 'commitments.matrix.fault.not-started-percent');
  if ((content.status === 'stuck' || content.status === 'incomplete') && content.obstacles === null)
    fault('/obstacles', 'commitments.matrix.fault.no-obstacles');
  return faults;
}

/** Links as they are written in a field or a cell, one on a line: the address, a space, what stands there. Undefined: a line is no link. */
export function readEvidence(text: string): Evidence[] | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const evidence: Evidence[] = [];
  for (const line of lines) {
    if (line === '') continue;
    const [address = '', ...words] = line.split(/\s+/);
    if (!isWebAddress(address) || address.length > 1_000) return undefined;
    evidence.push({ url: address, title: words.join(' ') });
  }
  return evidence;
}

/** The way back: what `readEvidence` reads. */
export function writeEvidence(evidence: readonly Evidence[]): string {
  return evidence.map(({ url, title }) => (title ? `${url} ${title}` : url)).join('\n');
}

/** Whether a text is an address on the web that a page may link to. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s<>"']+$/i.test(text) && URL.canParse(text);
}

/** The first day of the quarter in which a day lies. */
export function quarterStart(day: string): string {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}

/** The last day of the quarter in which a day lies. */
export function quarterEnd(day: string): string {
  return addDays(quarterStart(addDays(quarterStart(day), 100)), -1);
}

/**
 * Whether a report of this quarter is missing: the milestone has begun, is not over, and nothing was published on it since the quarter
 * began. The plans announce quarterly meetings that begin from the matrix.
 */
export function isUnreported(
  row: Pick<Dated, 'status'> & { start: string | null; reportedOn: string | null },
  today: string,
): boolean {
  if (isFinal(row.status) || (row.start !== null && row.start > today)) return false;
  return row.reportedOn === null || row.reportedOn < quarterStart(today);
}
