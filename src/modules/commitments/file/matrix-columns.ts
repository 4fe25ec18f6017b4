import type { Lang } from '#platform/i18n/languages.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { SheetCell } from '#platform/sheets/write-sheet.ts';
import { ROW_TEXTS, type RowContent, type RowField, type RowText, writeEvidence } from '../matrix-row.ts';
import type { DeskRow, MatrixRow } from '../queries/matrix.ts';
import type { Timeliness } from '../timeline.ts';

/**
 * The matrix as a file, XLSX or CSV: the same columns for both, and for what is sent back. The first word of a heading is the column's
 * name for programs, what follows is for people and is not read.
 */
export type MatrixItem = RowContent & {
  id: string;
  number: number;
  title: Text;
  commitment: { id: string; title: Text };
  start: string | null;
  end: string | null;
  office: Text | null;
  version: number;
  reportedOn: string | null;
  note: Text | null;
  timeliness: Timeliness;
  daysLate: number;
  unreported: boolean;
  /** On the desk only. */
  official?: string | null;
};

/** What a cell that was changed writes; absent: the column is only read along. */
export type Written = { field: RowField; lang?: Lang } | { assigns: 'office'; lang: Lang } | { assigns: 'official' };

export type MatrixColumn = {
  name: string;
  label: MessageKey;
  lang?: Lang;
  value(item: MatrixItem): SheetCell;
  writes?: Written;
  /** It follows from the rest or from the day, and is not looked at when the file comes back. */
  computed?: true;
  width?: number;
};

/** The languages of the columns. */
export const FILE_LANGUAGES = ['ar', 'fr', 'en'] as const satisfies readonly Lang[];

const SNAKE: Record<RowText, string> = {
  expectedResult: 'expected_result',
  indicator: 'indicator',
  target: 'target',
  done: 'done',
  obstacles: 'obstacles',
  nextStep: 'next_step',
};

function texts(
  name: string,
  label: MessageKey,
  text: (item: MatrixItem) => Text | null,
  field?: RowText,
): MatrixColumn[] {
  return FILE_LANGUAGES.map((lang) => ({
    name: `${name}_${lang}`,
    label,
    lang,
    value: (item) => text(item)?.[lang] ?? '',
    ...(field ? { writes: { field, lang } } : {}),
    width: 40,
  }));
}

const rowTexts = (fields: readonly RowText[]) =>
  fields.flatMap((field) => texts(SNAKE[field], `commitments.matrix.field.${field}`, (item) => item[field], field));

/** The column that names the row, and the one that names the version it was made on. */
export const ID_COLUMN = 'id';
export const VERSION_COLUMN = 'version';

/** The columns that everybody reads, in order. */
export const MATRIX_COLUMNS: readonly MatrixColumn[] = [
  { name: ID_COLUMN, label: 'commitments.field.reference', value: (item) => item.id, width: 18 },
  { name: VERSION_COLUMN, label: 'commitments.matrix.version-column', value: (item) => item.version, width: 10 },
  { name: 'commitment', label: 'commitments.field.commitment', value: (item) => item.commitment.id, width: 14 },
  ...texts('commitment_title', 'commitments.field.commitment', (item) => item.commitment.title),
  { name: 'number', label: 'commitments.field.number', value: (item) => item.number, width: 8 },
  ...texts('title', 'commitments.field.milestone', (item) => item.title),
  { name: 'start', label: 'commitments.field.start', value: (item) => item.start, width: 12 },
  { name: 'end', label: 'commitments.field.end', value: (item) => item.end, width: 12 },
  ...texts('office', 'commitments.matrix.field.office', (item) => item.office).map(
    (column): MatrixColumn => ({ ...column, writes: { assigns: 'office', lang: column.lang ?? 'ar' }, width: 24 }),
  ),
  ...rowTexts(ROW_TEXTS.slice(0, 3)),
  {
    name: 'status',
    label: 'commitments.field.status',
    value: (item) => item.status,
    writes: { field: 'status' },
    width: 16,
  },
  {
    name: 'status_on',
    label: 'commitments.field.statusOn',
    value: (item) => item.statusOn,
    writes: { field: 'statusOn' },
    width: 12,
  },
  {
    name: 'percent',
    label: 'commitments.matrix.field.percent',
    value: (item) => item.percent,
    writes: { field: 'percent' },
    width: 10,
  },
  ...rowTexts(ROW_TEXTS.slice(3)),
  {
    name: 'evidence',
    label: 'commitments.matrix.field.evidence',
    value: (item) => writeEvidence(item.evidence),
    writes: { field: 'evidence' },
    width: 40,
  },
  {
    name: 'reported_on',
    label: 'commitments.matrix.reported-column',
    value: (item) => item.reportedOn,
    computed: true,
    width: 12,
  },
  {
    name: 'timeliness',
    label: 'commitments.field.timeliness',
    value: (item) => item.timeliness,
    computed: true,
    width: 14,
  },
  { name: 'days_late', label: 'commitments.field.daysLate', value: (item) => item.daysLate, computed: true, width: 10 },
];

/** Those of the desk: who is in charge stands in them too. */
export const DESK_COLUMNS: readonly MatrixColumn[] = [
  ...MATRIX_COLUMNS,
  {
    name: 'official',
    label: 'commitments.matrix.field.official',
    value: (item) => item.official ?? '',
    writes: { assigns: 'official' },
    width: 24,
  },
];

/** A row as everybody reads it. */
export function publicItem(row: MatrixRow): MatrixItem {
  return {
    id: row.reference,
    number: row.number,
    title: row.title,
    commitment: { id: row.commitment.reference, title: row.commitment.title },
    start: row.start,
    end: row.end,
    office: row.office?.name ?? null,
    version: row.publishedVersion,
    reportedOn: row.reportedOn,
    note: row.note,
    timeliness: row.timeliness,
    daysLate: row.daysLate,
    unreported: row.unreported,
    ...row.content,
  };
}

/** A row as it stands on the desk, with what waits for publication. */
export function deskItem(row: DeskRow, names: ReadonlyMap<string, string>): MatrixItem {
  return {
    ...publicItem(row),
    ...(row.draft?.content ?? row.content),
    version: row.version,
    official: row.officialId === null ? '' : (names.get(row.officialId) ?? ''),
  };
}
