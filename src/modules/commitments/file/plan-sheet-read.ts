import type { Fault } from '#platform/errors.ts';
import { safeCell } from '#platform/feeds/csv.ts';
import { cellAddress, type Sheet, type SheetRow } from '#platform/sheets/sheet.ts';
import { blankCommitment, blankMilestone } from '../plan-blank.ts';
import {
  type Cells,
  cellNames,
  changedCells,
  missingCells,
  PLAN_KINDS,
  type PlanKind,
  withCells,
} from '../plan-cells.ts';
import { type Drafted, type DraftedPlan, thingIn } from '../plan-draft.ts';
import { CELL_COLUMNS, PLACE_COLUMNS, type PlaceColumn, stampOf } from './plan-sheet.ts';

/**
 * Reads a plan that was written elsewhere, and compares it with the draft cell by cell. A row without an id is new; a row that is missing
 * stays as it is. A wrong cell is refused by its address. Nothing is written here.
 */

/** What a row changes: of a thing that is there, or of a new one. `under`: the commitment of a new milestone, by its id or the row it is in. */
export type PlanRowChange =
  | { thing: Drafted<PlanKind>; cells: Cells }
  | { kind: 'commitment' | 'milestone'; row: number; under: string | number | null; cells: Cells };

export type PlanReading = { rows: number; changes: PlanRowChange[]; faults: Fault[] };

type Found = { name: string; at: number };
type Place = { sheet: string; row: number };

export function readPlanSheet(sheet: Sheet, drafted: DraftedPlan, version: number): PlanReading {
  const reading: PlanReading = { rows: 0, changes: [], faults: [] };
  const [head, ...body] = sheet.rows;
  const columns = head ? columnsOf(sheet, head, reading.faults) : [];
  if (!head) reading.faults.push(faultAt({ sheet: sheet.name, row: 1 }, 0, 'file.empty'));
  if (reading.faults.length > 0) return reading;
  const seen = new Map<string, number>();
  let lastNew: number | null = null;
  for (const row of body) {
    reading.rows += 1;
    const change = readRow(
      { sheet: sheet.name, row: row.number },
      row,
      columns,
      { drafted, version, seen, lastNew },
      reading.faults,
    );
    if (!change) continue;
    if ('kind' in change && change.kind === 'commitment') lastNew = row.number;
    reading.changes.push(change);
  }
  return reading;
}

function columnsOf(sheet: Sheet, head: SheetRow, faults: Fault[]): Found[] {
  const place = { sheet: sheet.name, row: head.number };
  const known = new Set<string>([...PLACE_COLUMNS, ...CELL_COLUMNS]);
  const found: Found[] = [];
  for (const [at, cell] of head.cells.entries()) {
    const name = cell.trim().split(/\s/)[0] ?? '';
    if (name === '') continue;
    if (!known.has(name)) faults.push(faultAt(place, at, 'file.unknown-column', { name }));
    else if (found.some((one) => one.name === name)) faults.push(faultAt(place, at, 'file.column-twice', { name }));
    else found.push({ name, at });
  }
  for (const name of PLACE_COLUMNS)
    if (!found.some((one) => one.name === name)) faults.push(faultAt(place, 0, 'file.no-column', { name }));
  return found;
}

type Known = { drafted: DraftedPlan; version: number; seen: Map<string, number>; lastNew: number | null };

function readRow(
  place: Place,
  row: SheetRow,
  columns: readonly Found[],
  known: Known,
  faults: Fault[],
): PlanRowChange | undefined {
  const at = (name: string) => columns.find((one) => one.name === name)?.at ?? 0;
  const word = (name: PlaceColumn) => (row.cells[at(name)] ?? '').trim();
  const refuse = (name: string, key: string, values: Record<string, string | number> = {}): undefined => {
    faults.push(faultAt(place, at(name), key, values));
  };
  const kind = PLAN_KINDS.find((one) => one === word('kind').toLowerCase());
  if (!kind) return refuse('kind', 'file.kind', { cell: word('kind').slice(0, 40) });
  const id = word('id');
  if (id !== '') {
    const earlier = known.seen.get(id);
    if (earlier !== undefined) return refuse('id', 'file.row-twice', { id, earlier });
    known.seen.set(id, row.number);
  }
  const thing = id === '' ? undefined : thingIn(known.drafted, kind, id);
  if (id !== '' && (!thing || thing.state === 'removed'))
    return refuse('id', 'file.unknown-row', { id: id.slice(0, 60) });
  if (kind === 'plan' && !thing) return refuse('id', 'file.unknown-row', { id });
  const written = wordsOf(row, columns, thing?.cells ?? {});
  const own = new Set(cellNames(kind));
  const foreign = Object.entries(written).find(([name, words]) => !own.has(name) && words.trim() !== '');
  if (foreign) return refuse(foreign[0], 'file.not-here', { name: foreign[0], kind });
  const cells = changedCells(
    thing?.cells ?? {},
    Object.fromEntries(Object.entries(written).filter(([name]) => own.has(name))),
  );
  if (Object.keys(cells).length === 0) return undefined;
  const told = (pointer: string, key: string, values: Record<string, string | number> = {}) =>
    refuse(pointer.slice(1), key.replace('commitments.plan.', ''), values);
  if (thing) {
    if (word('stamp') !== stampOf(known.version, thing)) return refuse('stamp', 'file.newer', { id });
    for (const fault of withCells(kind, thing.thing as never, cells).faults)
      told(fault.pointer, fault.key ?? '', fault.values as never);
    return { thing, cells: { ...thing.cells, ...cells } };
  }
  return readNew(kind as 'commitment' | 'milestone', word('commitment'), cells, {
    known,
    row: row.number,
    told,
    refuse,
  });
}

function readNew(
  kind: 'commitment' | 'milestone',
  parent: string,
  cells: Cells,
  {
    known,
    row,
    told,
    refuse,
  }: {
    known: Known;
    row: number;
    told(pointer: string, key: string, values?: Record<string, string | number>): undefined;
    refuse(name: string, key: string, values?: Record<string, string | number>): undefined;
  },
): PlanRowChange | undefined {
  let under: string | number | null = null;
  if (kind === 'milestone') {
    const stands = known.drafted.commitments.some((one) => one.reference === parent && one.state !== 'removed');
    if (parent !== '' && !stands) return refuse('commitment', 'file.no-parent', { id: parent.slice(0, 60) });
    if (parent === '' && known.lastNew === null) return refuse('commitment', 'file.no-parent', { id: '' });
    under = parent === '' ? known.lastNew : parent;
  }
  const blank = kind === 'commitment' ? blankCommitment('', known.drafted.plan.thing) : blankMilestone('');
  for (const fault of withCells(kind, blank as never, cells).faults)
    told(fault.pointer, fault.key ?? '', fault.values as never);
  // The number of what is new is the next one, unless the file says another.
  for (const fault of missingCells(kind, { number: '1', ...cells })) told(fault.pointer, fault.key ?? '');
  return { kind, row, under, cells };
}

/** The words of a row by their column; what a spreadsheet did to guard a cell is taken back. */
function wordsOf(row: SheetRow, columns: readonly Found[], stored: Cells): Cells {
  const place: readonly string[] = PLACE_COLUMNS;
  return Object.fromEntries(
    columns
      .filter(({ name }) => !place.includes(name))
      .map(({ name, at }) => {
        const cell = row.cells[at] ?? '';
        const before = stored[name] ?? '';
        if (cell === safeCell(before)) return [name, before];
        return [name, cell.startsWith("'") && safeCell(cell.slice(1)) === cell ? cell.slice(1) : cell];
      }),
  );
}

/** A fault with the address of its cell: `Sheet "Plan" D14`; in a CSV file, which has no sheets, `D14`. */
function faultAt(
  { sheet, row }: Place,
  column: number,
  name: string,
  values: Record<string, string | number> = {},
): Fault {
  return {
    pointer: '/file',
    key: `commitments.plan.${name}`,
    values: { ...values, place: sheet === '' ? 'csv' : 'sheet', sheet, address: cellAddress(column, row) },
  };
}
