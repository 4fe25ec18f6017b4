import { z } from 'zod';
import { ELSEWHERE, TIES, type Tie } from './petition.ts';
import { addressInput, nameInput } from './signing.ts';

/** `issued`: printed; `read-once`: one official typed it; `differing`: two did, and not the same; `counted`: its lines have counted. */
export const SHEET_STATES = ['issued', 'read-once', 'differing', 'counted'] as const;
export type SheetState = (typeof SHEET_STATES)[number];

/** Lines on one sheet, and the most sheets that are issued at a time. */
export const SHEET_LINES = 12;
export const SHEETS_AT_ONCE = 50;

/** Why a line is no signature. The organic laws ask for name, address, residence and signature, and for a copy of the identity card. */
export const LINE_FAULTS = [
  'unreadable',
  'no-signature',
  'incomplete',
  'not-entitled',
  'no-identity-copy',
  'twice',
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

/** What an official read on a line: somebody's details, or why it does not count. Lines that nobody wrote on are left out. */
export type ReadLine = { line: number } & (
  | { name: string; tie: Tie; territory: string; address: string; copy: boolean; rejected: null }
  | { rejected: LineFault }
);

const textOf = z.string().max(400).default('');

/** A line as it is typed. `tie` and `territory` are those of the petition's own questions. */
export const lineInput = z.object({
  line: z.number().int().min(1).max(SHEET_LINES),
  name: textOf,
  tie: z.string().max(20).default(''),
  territory: z.string().max(20).nullable().default(null),
  address: textOf,
  copy: z.boolean().default(false),
  rejected: z.string().max(40).default(''),
});
export type TypedLine = z.infer<typeof lineInput>;

/** The field of a line in the form: a fault leads to it. */
export function fieldOf(field: 'name' | 'tie' | 'territory' | 'address' | 'copy' | 'rejected', line: number): string {
  return `line-${line}.${field}`;
}

type LineFaults = { pointer: string; key: string; values: { line: number } }[];

/**
 * What was typed of a sheet, checked. `provinces` are the codes among which a region's signatory chooses a residence; undefined where the
 * law counts by no province. A line without a word is a line that nobody wrote on.
 */
export function readLines(
  typed: readonly TypedLine[],
  provinces: readonly string[] | undefined,
): { lines: ReadLine[]; faults: LineFaults } {
  const faults: LineFaults = [];
  const lines: ReadLine[] = [];
  for (const one of typed) {
    const { line } = one;
    const wrong = (field: Parameters<typeof fieldOf>[0], key: string) =>
      faults.push({ pointer: `/${fieldOf(field, line).replace('.', '/')}`, key, values: { line } });
    const rejected = LINE_FAULTS.find((fault) => fault === one.rejected);
    if (one.rejected !== '' && !rejected) wrong('rejected', 'petitions.fault.line-rejected');
    if (rejected) lines.push({ line, rejected });
    if (one.rejected !== '') continue;
    if (isBlank(one)) continue;
    const name = nameInput.safeParse(one.name);
    const address = addressInput.safeParse(one.address);
    const place = placeOf(one, provinces);
    if (!name.success) wrong('name', 'petitions.fault.line-name');
    if (!address.success) wrong('address', 'petitions.fault.address-long');
    if (!place) wrong(provinces ? 'territory' : 'tie', 'petitions.fault.line-place');
    if (name.success && address.success && place)
      lines.push({ line, name: name.data, ...place, address: address.data, copy: one.copy, rejected: null });
  }
  return { lines, faults };
}

/** Name and address are what people write by hand; what is only ticked or chosen does not make a line. */
function isBlank({ name, address }: TypedLine): boolean {
  return name.trim() === '' && address.trim() === '';
}

function placeOf({ tie, territory }: TypedLine, provinces: readonly string[] | undefined) {
  const chosen = TIES.find((each) => each === tie);
  if (!provinces) return chosen && { tie: chosen, territory: ELSEWHERE };
  if (territory === ELSEWHERE) return { tie: 'activity' as const, territory: ELSEWHERE };
  return territory !== null && provinces.includes(territory) ? { tie: 'residence' as const, territory } : undefined;
}

/** The numbers of the lines that two officials did not read alike. */
export function differingLines(first: readonly ReadLine[], second: readonly ReadLine[]): number[] {
  const words = (lines: readonly ReadLine[]) => new Map(lines.map((one) => [one.line, JSON.stringify(entriesOf(one))]));
  const [a, b] = [words(first), words(second)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((line) => a.get(line) !== b.get(line)).sort((x, y) => x - y);
}

const entriesOf = (line: ReadLine) => Object.entries(line).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * One reading out of two: lines that are alike, and of the others the one that was chosen by the number of its line. Undefined while a
 * differing line has no choice.
 */
export function mergedLines(
  first: readonly ReadLine[],
  second: readonly ReadLine[],
  choices: ReadonlyMap<number, 'first' | 'second'>,
): ReadLine[] | undefined {
  const differing = differingLines(first, second);
  if (differing.some((line) => !choices.has(line))) return undefined;
  const alike = first.filter(({ line }) => !differing.includes(line));
  const chosen = differing.flatMap((line) =>
    (choices.get(line) === 'first' ? first : second).filter((one) => one.line === line),
  );
  return [...alike, ...chosen].sort((a, b) => a.line - b.line);
}
