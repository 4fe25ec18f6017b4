import type { Fault } from '#platform/errors.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import type { MilestoneStatus } from '../../commitment.ts';
import {
  changedRow,
  type Evidence,
  ROW_TEXTS,
  type RowChange,
  type RowContent,
  type RowField,
  readEvidence,
  reconciled,
  writeEvidence,
} from '../../matrix-row.ts';

/** The languages that officials write in, side by side. What a text has in others stays as it is. */
export const WRITTEN: readonly Lang[] = ['ar', 'fr'];

type Values = FormState['values'];

const one = (values: Values, name: string): string => [values[name] ?? ''].flat()[0] ?? '';

/** The fields of a row's form as an action takes them; what no schema would accept is left as it was typed, so that its field is told. */
export function rowOfForm(values: Values): Record<string, unknown> {
  return {
    version: Number(one(values, 'version') || Number.NaN),
    ...textsOf(values),
    note: textOf(values, 'note'),
    status: one(values, 'status') || undefined,
    statusOn: dateOf(values, 'statusOn'),
    percent: percentOf(one(values, 'percent')),
    evidence: readEvidence(one(values, 'evidence')) ?? one(values, 'evidence'),
  };
}

function textsOf(values: Values): Partial<Record<(typeof ROW_TEXTS)[number], Text>> {
  return Object.fromEntries(ROW_TEXTS.map((field) => [field, textOf(values, field)]));
}

function textOf(values: Values, name: string): Text {
  return Object.fromEntries(WRITTEN.map((lang) => [lang, one(values, `${name}.${lang}`)]));
}

/** A date from its three fields; null when all are empty. */
function dateOf(values: Values, name: string): string | null {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => one(values, `${name}.${part}`).trim());
  if (!day && !month && !year) return null;
  return `${(year ?? '').padStart(4, '0')}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
}

function percentOf(typed: string): number | null {
  const digits = typed.replace(/[\s%٪]/g, '');
  return digits === '' ? null : Number(digits);
}

/** The same row as the fields of its form. */
export function formOfRow(content: RowContent): Values {
  const values: Values = {};
  for (const field of ROW_TEXTS) for (const lang of WRITTEN) values[`${field}.${lang}`] = content[field]?.[lang] ?? '';
  const [year = '', month = '', day = ''] = (content.statusOn ?? '').split('-');
  return {
    ...values,
    status: content.status,
    'statusOn.day': day.replace(/^0/, ''),
    'statusOn.month': month.replace(/^0/, ''),
    'statusOn.year': year,
    percent: content.percent === null ? '' : String(content.percent),
    evidence: writeEvidence(content.evidence),
  };
}

/** Two people on one row: what each wrote, and the form as it is to be sent again. */
export type Overlap = {
  /** Fields that both changed, differently. */
  both: RowField[];
  mine: RowContent;
  form: FormState;
};

/**
 * What becomes of a form that was filled in on a version that is no longer the last: fields that only the other person changed take their
 * values, everything typed stays, and what both changed is shown side by side. Null when the form was made on the version that stands.
 */
export function overlapOf(
  form: FormState,
  row: { version: number; working: RowContent; base: (version: number) => RowContent | undefined },
): Overlap | null {
  const version = Number(one(form.values, 'version'));
  if (!('version' in form.values) || version === row.version) return null;
  const base = row.base(version) ?? row.working;
  const mine = changedRow(base, typedChange(form.values, base));
  const { content, both } = reconciled(base, row.working, mine);
  return { both, mine, form: { values: { ...form.values, ...formOfRow(content) }, faults: form.faults } };
}

/** What was typed, as far as it can be read; what cannot stays as it was, its field keeps the typed words and is told on its own. */
function typedChange(values: Values, base: RowContent): RowChange {
  const percent = percentOf(one(values, 'percent'));
  return {
    ...textsOf(values),
    status: (one(values, 'status') || base.status) as MilestoneStatus,
    statusOn: dateOf(values, 'statusOn'),
    percent: Number.isNaN(percent) ? base.percent : percent,
    evidence: readEvidence(one(values, 'evidence')) ?? (base.evidence as Evidence[]),
  };
}

/** Whether a form comes back because somebody else was faster. */
export function isOvertaken(faults: readonly Fault[]): boolean {
  return faults.some((fault) => fault.key === 'commitments.matrix.overtaken');
}
