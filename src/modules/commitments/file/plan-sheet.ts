import { csvText } from '#platform/feeds/csv.ts';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import type { Translator } from '#platform/i18n/messages.ts';
import { type SheetCell, type SheetColumn, writeSheet } from '#platform/sheets/write-sheet.ts';
import { type Cells, cellNames, PLAN_KINDS, type PlanKind } from '../plan-cells.ts';
import type { Drafted, DraftedPlan } from '../plan-draft.ts';
import { PLAN_FIELDS } from '../plan-fields.ts';
import { PLAN_LANGUAGES } from '../written-lines.ts';

/**
 * A whole plan as a file, XLSX or CSV: a row for the plan, one for each commitment and one for each milestone, in order, with a column for
 * each cell. The first word of a heading is the column's name, what follows is for people. What went out comes back the same.
 */

/** The name of the sheet, the same in every language: addresses of cells begin with it. */
export const PLAN_SHEET = 'Plan';

/** What a row is; its own id (empty: a new one); a milestone's commitment; when it was read, so that nothing newer is written over. */
export const PLACE_COLUMNS = ['kind', 'id', 'commitment', 'stamp'] as const;
export type PlaceColumn = (typeof PLACE_COLUMNS)[number];

/** The columns that hold words, each once, in the order of the plan, the commitment and the milestone. */
export const CELL_COLUMNS: readonly string[] = [...new Set(PLAN_KINDS.flatMap(cellNames))];

/** A row as it goes out: words by the name of the column. */
export type PlanSheetRow = Cells & Record<PlaceColumn, string>;

/** What says which state of a thing a file was made from: the version of the plan and the revision in its draft. */
export function stampOf(version: number, thing: { revision: number }): string {
  return `${version}.${thing.revision}`;
}

/** The rows of a plan; what its draft takes out is not among them. */
export function planRows({ plan, commitments }: DraftedPlan, version: number): PlanSheetRow[] {
  const row = (thing: Drafted<PlanKind>, commitment = ''): PlanSheetRow => ({
    ...thing.cells,
    kind: thing.kind,
    id: thing.reference,
    commitment,
    stamp: stampOf(version, thing),
  });
  const standing = <T extends { state: string }>(things: readonly T[]) =>
    things.filter((one) => one.state !== 'removed');
  return [
    row(plan),
    ...standing(commitments).flatMap((one) => [
      row(one),
      ...standing(one.milestones).map((milestone) => row(milestone, one.reference)),
    ]),
  ];
}

/** The headings, in the language of the words. */
function headings({ ts }: Translator): string[] {
  const labels = new Map(
    PLAN_KINDS.flatMap((kind) => PLAN_FIELDS[kind].flatMap((field) => field.cells.map((cell) => [cell, field.label]))),
  );
  const place = (name: PlaceColumn) => `${name} – ${ts(`commitments.plan.column.${name}`)}`;
  const words = (name: string) => {
    const label = labels.get(name);
    const lang = PLAN_LANGUAGES.find((one) => name.endsWith(`_${one}`));
    if (name === 'start' || name === 'end') return `${name} – ${ts(`commitments.field.${name}`)}`;
    return `${name} – ${label ? ts(label) : ''}${lang ? ` (${LANGUAGE_NAMES[lang]})` : ''}`;
  };
  return [...PLACE_COLUMNS.map(place), ...CELL_COLUMNS.map(words)];
}

const cellsOfRow = (row: PlanSheetRow): string[] => [...PLACE_COLUMNS, ...CELL_COLUMNS].map((name) => row[name] ?? '');

/** The plan as XLSX. */
export function planWorkbook(drafted: DraftedPlan, version: number, words: Translator): ReadableStream<Uint8Array> {
  async function* rows(): AsyncGenerator<SheetCell[]> {
    for (const row of planRows(drafted, version)) yield cellsOfRow(row);
  }
  return writeSheet(
    PLAN_SHEET,
    headings(words).map((heading, index): SheetColumn => ({ heading, width: index < PLACE_COLUMNS.length ? 14 : 32 })),
    rows(),
  );
}

/** The plan as CSV. */
export function planCsv(drafted: DraftedPlan, version: number, words: Translator): Promise<string> {
  const columns = headings(words).map((name, index) => ({ name, value: (cells: string[]) => cells[index] }));
  return csvText(columns, planRows(drafted, version).map(cellsOfRow));
}
