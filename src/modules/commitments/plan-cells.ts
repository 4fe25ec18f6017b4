import { isDeepStrictEqual } from 'node:util';
import type { Fault } from '#platform/errors.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { CommitmentColumns, MilestoneColumns, NamedRecord, PlanColumns } from './file/read.ts';
import { PLAN_FIELDS, type PlanField, WrongCell } from './plan-fields.ts';

/**
 * What is written of a plan, cell by cell: the same cells are the fields of the forms, the columns of the file, the body of the API and
 * what a draft keeps. A text has a cell for each language (`title_ar`, `title_fr`, `title_en`).
 */

export const PLAN_KINDS = ['plan', 'commitment', 'milestone'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

/** What a draft does to a thing. */
export const ENTRY_STATES = ['added', 'changed', 'removed'] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

/** Words by the name of their cell; '' is an empty cell. */
export type Cells = Record<string, string>;

/** A commitment as it is written: its columns, and the bodies it names. */
export type CommitmentThing = CommitmentColumns & { named: NamedRecord[] };

/** What is written, by its kind. */
export type Things = { plan: PlanColumns; commitment: CommitmentThing; milestone: MilestoneColumns };

/** A change that a version of a plan made, as its public page tells it. */
export type PlanChange = {
  kind: PlanKind;
  reference: string;
  what: EntryState | 'returned';
  title: Text;
  /** The fields that changed, with the words before and after when they are known; a file tells the names alone. */
  fields: { name: string; before?: Cells; after?: Cells }[];
};

/** A fault in a form names its field; one in a file the address of its cell, see `file/plan-sheet-read.ts`. */
export const IN_FORM = { place: 'form', sheet: '', address: '' };

/** The longest cell. */
export const MOST_SIGNS = 30_000;

/** All cells of a thing. */
export function cellsOf<K extends PlanKind>(kind: K, thing: Things[K]): Cells {
  return Object.assign({}, ...PLAN_FIELDS[kind].map((field) => ownCells(field, thing)));
}

/** The names of the cells of a kind. */
export function cellNames(kind: PlanKind): string[] {
  return PLAN_FIELDS[kind].flatMap((field) => field.cells);
}

function ownCells(field: PlanField, thing: object): Cells {
  const read = field.read(thing as never);
  return Object.fromEntries(field.cells.map((name) => [name, read[name] ?? '']));
}

/**
 * A thing with some of its cells written anew. What no cell touches stays as it is stored, whatever its form. Faults name the cell:
 * `/title_ar`.
 */
export function withCells<K extends PlanKind>(
  kind: K,
  thing: Things[K],
  cells: Cells,
): { thing: Things[K]; faults: Fault[] } {
  let next: object = thing;
  const faults: Fault[] = [];
  for (const field of PLAN_FIELDS[kind]) {
    const before = ownCells(field, thing);
    const after = pick(field, { ...before, ...cells });
    const long = field.cells.find((name) => (after[name] ?? '').length > MOST_SIGNS);
    if (long)
      faults.push({
        pointer: `/${long}`,
        key: 'commitments.plan.fault.too-long',
        values: { ...IN_FORM, n: MOST_SIGNS },
      });
    if (long || sameCells(before, after)) continue;
    try {
      next = { ...next, ...field.write(after, next as never) };
    } catch (error) {
      if (!(error instanceof WrongCell)) throw error;
      faults.push({
        pointer: `/${error.cell}`,
        key: `commitments.plan.fault.${error.key}`,
        values: { ...IN_FORM, ...error.values },
      });
    }
  }
  return { thing: next as Things[K], faults };
}

/** What is missing of a thing before it can be published: its name, its number, and the dates of a plan. */
export function missingCells(kind: PlanKind, cells: Cells): Fault[] {
  const faults: Fault[] = [];
  const missing = (cell: string, key: string) =>
    faults.push({ pointer: `/${cell}`, key: `commitments.plan.fault.${key}`, values: IN_FORM });
  if (!cells.title_ar && !cells.title_fr && !cells.title_en) missing('title_ar', 'no-title');
  if (kind !== 'plan' && !cells.number) missing('number', 'no-number');
  if (kind === 'plan' && !cells.start) missing('start', 'no-date');
  if (kind === 'plan' && !cells.end) missing('end', 'no-date');
  return faults;
}

/** The cells in which a thing is written otherwise than it stands. */
export function changedCells(before: Cells, after: Cells): Cells {
  return Object.fromEntries(Object.entries(after).filter(([name, words]) => tidy(words) !== tidy(before[name] ?? '')));
}

/** The fields that differ between two versions of a thing, with their words. */
export function changedFields(kind: PlanKind, before: Cells, after: Cells): PlanChange['fields'] {
  return PLAN_FIELDS[kind].flatMap((field) => {
    const [was, is] = [pick(field, before), pick(field, after)];
    return sameCells(was, is) ? [] : [{ name: field.name, before: filled(was), after: filled(is) }];
  });
}

const pick = (field: PlanField, cells: Cells): Cells =>
  Object.fromEntries(field.cells.map((name) => [name, cells[name] ?? '']));

const filled = (cells: Cells): Cells => Object.fromEntries(Object.entries(cells).filter(([, words]) => words !== ''));

/** Line ends and spaces at the end of lines are no words. */
function tidy(words: string): string {
  return words.replace(/[ \t]*\r?\n/g, '\n').trim();
}

function sameCells(a: Cells, b: Cells): boolean {
  return isDeepStrictEqual(mapped(a), mapped(b));
}

const mapped = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).map(([name, words]) => [name, tidy(words)]));
