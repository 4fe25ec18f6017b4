import { stringify } from 'csv-stringify/sync';
import { collectYoung } from '../young.ts';

export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

export type CsvValue = string | number | boolean | null | undefined;

/** A column: its heading, and its value in a row. The same shape as the API's `CsvColumn`. */
export type CsvColumnOf<R> = { name: string; value(row: R): CsvValue };

const BATCH = 500;

// What spreadsheets read as the beginning of a formula (OWASP, CSV injection), with the full-width signs that Excel also takes.
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
// -12, +3.5, +212 528 89 12 34: numbers and telephone numbers, which no spreadsheet can run.
const NUMERIC = /^[+-]\d[\d .,\u00A0\u202F]*%?$/;

/** A cell that no spreadsheet runs as a formula: a text that looks like one gets an apostrophe in front. Numbers stay numbers. */
export function safeCell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return Number.isNaN(value) ? '' : String(value);
  const text = value.toWellFormed().replaceAll('\u0000', '');
  return FORMULA.test(text) && !NUMERIC.test(text) ? `'${text}` : text;
}

/**
 * A CSV file (RFC 4180: commas, CRLF, quotes doubled; a heading line), in pieces, as the rows come: memory stays at one batch whatever the
 * length of the list. UTF-8 with a byte order mark, because Excel reads Arabic as Latin-1 without it; `bom: false` for programs that mind.
 * Booleans are `true` and `false`, absent values are empty.
 */
export async function* csv<R>(
  columns: readonly CsvColumnOf<R>[],
  rows: Iterable<R> | AsyncIterable<R>,
  options: { bom?: boolean } = {},
): AsyncGenerator<string, void, undefined> {
  yield (options.bom === false ? '' : '\uFEFF') + lines([columns.map((column) => column.name)]);
  let batch: string[][] = [];
  for await (const row of rows) {
    batch.push(columns.map((column) => safeCell(column.value(row))));
    if (batch.length < BATCH) continue;
    yield lines(batch);
    batch = [];
    collectYoung();
  }
  if (batch.length > 0) yield lines(batch);
}

/** The same, whole: for lists that are known to be short. */
export async function csvText<R>(
  columns: readonly CsvColumnOf<R>[],
  rows: Iterable<R> | AsyncIterable<R>,
  options: { bom?: boolean } = {},
): Promise<string> {
  let text = '';
  for await (const piece of csv(columns, rows, options)) text += piece;
  return text;
}

function lines(rows: string[][]): string {
  return stringify(rows, { record_delimiter: 'windows', quote_record_delimiter: true });
}
