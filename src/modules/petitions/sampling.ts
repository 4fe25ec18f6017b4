import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CHECK_RESULTS, type CheckResult } from './judging.ts';

/**
 * The registers that signatories of a sample are compared with, outside the platform: the general electoral rolls where the law asks for
 * the conditions of registration, else the population register or the council's own lists of residents.
 */
export const REGISTERS = ['population', 'electoral'] as const;
export type Register = (typeof REGISTERS)[number];

/** Signatures in one sample. */
export const SAMPLE_MOST = 5_000;

/** What may stand in a column of the file. `result` is empty when it goes out, and filled in when it comes back. */
export const COLUMNS = ['place', 'name', 'address', 'residence', 'tie', 'result'] as const;
export type Column = (typeof COLUMNS)[number];

/** How a body exchanges files with whoever keeps a register: the separator, the headings, and the words of the answers. */
export type RegisterFormat = {
  delimiter: ',' | ';' | 'tab';
  headings: Record<Column, string>;
  answers: Record<CheckResult, string>;
};

const word = z.string().trim().min(1, 'petitions.fault.register-word').max(60, 'petitions.fault.register-word');

const distinct = (words: Record<string, string>) =>
  new Set(Object.values(words).map((one) => one.toLowerCase())).size === Object.keys(words).length;

/** A format as it is typed: no two headings and no two answers may be the same words. */
export const registerFormatInput = z.object({
  delimiter: z.enum([',', ';', 'tab'], 'petitions.fault.delimiter'),
  headings: z
    .object(Object.fromEntries(COLUMNS.map((column) => [column, word])) as Record<Column, typeof word>)
    .refine(distinct, { message: 'petitions.fault.register-twice', path: ['place'] }),
  answers: z
    .object(Object.fromEntries(CHECK_RESULTS.map((result) => [result, word])) as Record<CheckResult, typeof word>)
    .refine(distinct, { message: 'petitions.fault.register-twice', path: ['found'] }),
});

/** What a body has that set nothing: words that both sides read without a table. */
export const USUAL_FORMAT: RegisterFormat = {
  delimiter: ';',
  headings: {
    place: 'numero',
    name: 'nom',
    address: 'adresse',
    residence: 'prefecture_province',
    tie: 'lien',
    result: 'resultat',
  },
  answers: { found: 'trouve', 'not-found': 'introuvable', 'not-eligible': 'non_eligible', unclear: 'a_preciser' },
};

/** What a sample says of all signatures. `share`: of those that were told, the part that was found; bounds hold at 95 %. */
export type Estimate = {
  told: number;
  found: number;
  share: number;
  low: number;
  high: number;
  /** Signatures among all that are likely good: by the share and its bounds, rounded to whole ones. */
  signatures: { likely: number; low: number; high: number };
};

const Z95 = 1.959964;

/**
 * Wilson's interval for the share of good signatures, with the correction for a sample that is a large part of the whole: a sample of all
 * leaves no doubt. Undefined before anything was told.
 */
export function estimateOf({ told, found, all }: { told: number; found: number; all: number }): Estimate | undefined {
  if (told === 0 || all === 0) return undefined;
  const share = found / told;
  const left = all > 1 ? Math.max(0, (all - told) / (all - 1)) : 0;
  const z2 = Z95 ** 2 * left;
  const centre = (share + z2 / (2 * told)) / (1 + z2 / told);
  const half = (Math.sqrt(z2) / (1 + z2 / told)) * Math.sqrt((share * (1 - share)) / told + z2 / (4 * told ** 2));
  const low = Math.min(share, Math.max(0, centre - half));
  const high = Math.max(share, Math.min(1, centre + half));
  const whole = (part: number) => Math.round(part * all);
  return {
    told,
    found,
    share,
    low,
    high,
    // What was found is there, and what was not found is not, whatever the rest may be.
    signatures: {
      likely: whole(share),
      low: Math.max(found, Math.floor(low * all)),
      high: Math.min(all - (told - found), Math.ceil(high * all)),
    },
  };
}

/** A sample as CSV in a body's format: UTF-8 with its mark, so that spreadsheets read Arabic; texts that look like formulas are quoted. */
export function sampleCsv(format: RegisterFormat, rows: readonly Record<Column, string>[]): string {
  const separator = format.delimiter === 'tab' ? '\t' : format.delimiter;
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /["\n\r\t;,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [COLUMNS.map((column) => format.headings[column]), ...rows.map((row) => COLUMNS.map((c) => row[c]))];
  return `\uFEFF${lines.map((line) => line.map(cell).join(separator)).join('\r\n')}\r\n`;
}

type CellFault = { pointer: string; key: string; values: Record<string, string | number> };

/**
 * What came back: the answer for each place of the sample. Columns are found by their headings, in any order, and others are left alone; a
 * line without an answer is not told yet. Faults name the line of the file.
 */
export function readAnswers(
  format: RegisterFormat,
  rows: readonly { number: number; cells: readonly string[] }[],
  size: number,
): { answers: Map<number, CheckResult>; faults: CellFault[] } {
  const faults: CellFault[] = [];
  const answers = new Map<number, CheckResult>();
  const [head, ...lines] = rows;
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
  const columnOf = (column: Column) =>
    head?.cells.findIndex((cell) => same(cell.replace(/^\uFEFF/, ''), format.headings[column])) ?? -1;
  const [placeAt, resultAt] = [columnOf('place'), columnOf('result')];
  for (const [column, at] of [['place', placeAt] as const, ['result', resultAt] as const])
    if (at < 0)
      faults.push({
        pointer: '/file',
        key: 'petitions.fault.sample-heading',
        values: { heading: format.headings[column] },
      });
  if (faults.length > 0) return { answers, faults };
  for (const { number, cells } of lines) {
    const said = (cells[resultAt] ?? '').trim();
    if (said === '') continue;
    const wrong = (key: string, value: string) =>
      faults.push({ pointer: '/file', key, values: { line: number, value } });
    const typed = (cells[placeAt] ?? '').trim();
    const place = /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
    const result = CHECK_RESULTS.find((one) => same(format.answers[one], said));
    if (place < 1 || place > size) wrong('petitions.fault.sample-place', typed);
    else if (!result) wrong('petitions.fault.sample-answer', said);
    else if (answers.has(place)) wrong('petitions.fault.sample-twice', typed);
    else answers.set(place, result);
  }
  return { answers, faults: faults.slice(0, 50) };
}

/**
 * The seed of a sample: SHA-256 of the newest published root, the petition and the number of the sample. Nobody can choose it, and whoever
 * holds a receipt can work out the place of their signature: signatures are drawn in the order of SHA-256(seed ‖ id).
 */
export function seedOf(root: Buffer, reference: string, number: number): string {
  return createHash('sha256')
    .update(`${root.toString('hex')}\n${reference}\n${number}`)
    .digest('hex');
}
