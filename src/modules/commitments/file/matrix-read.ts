import type { Fault } from '#platform/errors.ts';
import { safeCell } from '#platform/feeds/csv.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { cellAddress, type Sheet, type SheetRow } from '#platform/sheets/sheet.ts';
import type { MilestoneStatus } from '../commitment.ts';
import {
  changedRow,
  differingFields,
  type RowChange,
  type RowContent,
  type RowField,
  readEvidence,
} from '../matrix-row.ts';
import { isCalendarDate } from '../timeline.ts';
import { DESK_COLUMNS, ID_COLUMN, type MatrixColumn, type MatrixItem, VERSION_COLUMN } from './matrix-columns.ts';

/**
 * Reads a matrix that was sent back. Each row is compared with the version it was made on, cell by cell: what was not touched changes
 * nothing, whatever happened to the row since; what was touched is refused when the row has a newer version. Nothing is written here.
 */

/** What is known of a row of the plan. */
export type KnownRow = {
  milestoneId: string;
  commitmentId: string;
  version: number;
  /** The row as the file gave it, in the version that the file names; undefined when there was no such version. */
  itemAt(version: number): MatrixItem | undefined;
};

export type Known = {
  row(reference: string): KnownRow | undefined;
  /** The status that a cell means, in any language or as programs write it. */
  statusOf(cell: string): MilestoneStatus | undefined;
  /** The ids of the offices of this name; of the officials. */
  offices(name: string, lang: Lang): readonly string[];
  officials(name: string): readonly string[];
  /** Whether whoever sends the file may assign rows. */
  mayAssign: boolean;
};

/** What a file changes in one row. */
export type RowImport = {
  reference: string;
  milestoneId: string;
  commitmentId: string;
  version: number;
  fields: RowField[];
  change: RowChange;
  before: RowContent;
  /** Present when it is assigned anew; null: to nobody. */
  office?: string | null;
  official?: string | null;
};

export type MatrixReading = { rows: number; changes: RowImport[]; faults: Fault[] };

type Place = { sheet: string; row: number };

/** The most signs of a text in one cell: that of the form. */
const MOST_WORDS = 6_000;

export function readMatrix(sheet: Sheet, known: Known): MatrixReading {
  const reading: MatrixReading = { rows: 0, changes: [], faults: [] };
  const [head, ...body] = sheet.rows;
  const columns = head ? columnsOf(sheet, head, reading.faults) : [];
  if (!head) reading.faults.push(faultAt({ sheet: sheet.name, row: 1 }, 0, 'empty'));
  if (reading.faults.length > 0) return reading;
  const seen = new Map<string, number>();
  for (const row of body) {
    reading.rows += 1;
    const place = { sheet: sheet.name, row: row.number };
    const change = readRow(place, row, columns, known, seen, reading.faults);
    if (change) reading.changes.push(change);
  }
  return reading;
}

type FoundColumn = { column: MatrixColumn; at: number };

/** The columns of the file, by the first word of each heading. A heading that is none of ours is refused: its cells would be lost. */
function columnsOf(sheet: Sheet, head: SheetRow, faults: Fault[]): FoundColumn[] {
  const place = { sheet: sheet.name, row: head.number };
  const found: FoundColumn[] = [];
  for (const [at, cell] of head.cells.entries()) {
    const name = cell.trim().split(/\s/)[0] ?? '';
    if (name === '') continue;
    const column = DESK_COLUMNS.find((one) => one.name === name);
    if (!column) faults.push(faultAt(place, at, 'unknown-column', { name }));
    else if (found.some((one) => one.column === column)) faults.push(faultAt(place, at, 'column-twice', { name }));
    else found.push({ column, at });
  }
  for (const name of [ID_COLUMN, VERSION_COLUMN]) {
    if (!found.some((one) => one.column.name === name)) faults.push(faultAt(place, 0, 'no-column', { name }));
  }
  return found;
}

function readRow(
  place: Place,
  row: SheetRow,
  columns: readonly FoundColumn[],
  known: Known,
  seen: Map<string, number>,
  faults: Fault[],
): RowImport | undefined {
  const refuse = (at: number, key: FaultName, values: Record<string, string | number> = {}) => {
    faults.push(faultAt(place, at, key, values));
    return undefined;
  };
  const cellOf = (name: string) => {
    const at = columns.find((one) => one.column.name === name)?.at ?? 0;
    return { at, text: (row.cells[at] ?? '').trim() };
  };
  const id = cellOf(ID_COLUMN);
  const stored = known.row(id.text);
  if (!stored) return refuse(id.at, 'unknown-row', { id: id.text });
  const earlier = seen.get(id.text);
  if (earlier !== undefined) return refuse(id.at, 'row-twice', { id: id.text, earlier });
  seen.set(id.text, row.number);
  const version = cellOf(VERSION_COLUMN);
  const item = /^\d{1,9}$/.test(version.text) ? stored.itemAt(Number(version.text)) : undefined;
  if (!item) return refuse(version.at, 'no-version', { version: version.text });

  const before = contentOf(item);
  const change: RowChange & Record<string, unknown> = {};
  const assigned: Pick<RowImport, 'office' | 'official'> = {};
  let refused = false;
  for (const { column, at } of columns) {
    const cell = row.cells[at] ?? '';
    if (column.computed || isUntouched(cell, column, item, known)) continue;
    const fault = takeCell(column, cell.trim(), { change, assigned, known, item });
    if (fault) {
      refused = true;
      refuse(at, fault, { cell: cell.trim().slice(0, 60), name: column.name });
    }
  }
  if (refused) return undefined;
  const fields = differingFields(before, changedRow(before, change));
  if (fields.length === 0 && assigned.office === undefined && assigned.official === undefined) return undefined;
  if (fields.length > 0 && stored.version !== Number(version.text))
    return refuse(version.at, 'newer', { id: id.text, version: stored.version });
  return {
    reference: id.text,
    milestoneId: stored.milestoneId,
    commitmentId: stored.commitmentId,
    version: stored.version,
    fields,
    change,
    before,
    ...assigned,
  };
}

/** Whether a cell says what the file said when it went out. */
function isUntouched(cell: string, column: MatrixColumn, item: MatrixItem, known: Known): boolean {
  const value = column.value(item);
  const text = value === null ? '' : String(value);
  if (cell === text || cell.trim() === text.trim() || cell === safeCell(text)) return true;
  return column.name === 'status' && known.statusOf(cell) === item.status;
}

type Taking = {
  change: Record<string, unknown>;
  assigned: Pick<RowImport, 'office' | 'official'>;
  known: Known;
  item: MatrixItem;
};

/** Puts a cell that was changed where it belongs; answers what is wrong with it. */
function takeCell(column: MatrixColumn, cell: string, { change, assigned, known }: Taking): FaultName | undefined {
  const { writes } = column;
  if (!writes) return 'read-only';
  if ('assigns' in writes) {
    if (!known.mayAssign) return 'not-yours';
    if (cell === '') {
      assigned[writes.assigns] ??= null;
      return undefined;
    }
    const found = writes.assigns === 'office' ? known.offices(cell, writes.lang) : known.officials(cell);
    if (found.length !== 1) return found.length === 0 ? 'unknown-name' : 'name-twice';
    assigned[writes.assigns] = found[0] as string;
    return undefined;
  }
  const { field } = writes;
  if (field === 'status') {
    const status = known.statusOf(cell);
    if (!status) return 'not-a-status';
    change.status = status;
  } else if (field === 'statusOn') {
    if (cell !== '' && !isCalendarDate(cell)) return 'not-a-date';
    change.statusOn = cell === '' ? null : cell;
  } else if (field === 'percent') {
    const digits = cell.replace(/\s*%$/, '');
    if (digits !== '' && !(/^\d{1,3}$/.test(digits) && Number(digits) <= 100)) return 'not-a-percent';
    change.percent = digits === '' ? null : Number(digits);
  } else if (field === 'evidence') {
    const evidence = readEvidence(cell);
    if (!evidence) return 'not-a-link';
    change.evidence = evidence;
  } else {
    if (cell.length > MOST_WORDS) return 'too-long';
    change[field] = { ...(change[field] as Text | undefined), [writes.lang ?? 'ar']: unescaped(cell) };
  }
  return undefined;
}

/** The apostrophe that CSV files put before what a spreadsheet could run is no part of the text. */
function unescaped(cell: string): string {
  return cell.startsWith("'") && safeCell(cell.slice(1)) === cell ? cell.slice(1) : cell;
}

function contentOf(item: MatrixItem): RowContent {
  return {
    expectedResult: item.expectedResult,
    indicator: item.indicator,
    target: item.target,
    status: item.status,
    statusOn: item.statusOn,
    percent: item.percent,
    done: item.done,
    obstacles: item.obstacles,
    nextStep: item.nextStep,
    evidence: item.evidence,
  };
}

type FaultName =
  | 'empty'
  | 'unknown-column'
  | 'column-twice'
  | 'no-column'
  | 'unknown-row'
  | 'row-twice'
  | 'no-version'
  | 'newer'
  | 'read-only'
  | 'not-yours'
  | 'unknown-name'
  | 'name-twice'
  | 'not-a-status'
  | 'not-a-date'
  | 'not-a-percent'
  | 'not-a-link'
  | 'too-long';

/** A fault with the address of its cell: `Sheet "Matrix" D14`; in a CSV file, which has no sheets, `D14`. */
function faultAt(
  { sheet, row }: Place,
  column: number,
  name: FaultName,
  values: Record<string, string | number> = {},
): Fault {
  const place = sheet === '' ? 'csv' : 'sheet';
  return {
    pointer: '/file',
    key: `commitments.matrix.file.${name}`,
    values: { ...values, place, sheet, address: cellAddress(column, row) },
  };
}
