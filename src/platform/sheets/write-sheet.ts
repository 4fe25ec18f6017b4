import { writeXlsxStream } from 'hucre/xlsx';
import { collectYoung } from '../young.ts';

export type SheetColumn = { heading: string; width?: number };
export type SheetCell = string | number | null;

// What no XML may hold (XML 1.0, 2.2): a control sign in a title would make the whole file unreadable.
// biome-ignore lint/suspicious/noControlCharactersInRegex: see above
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/**
 * A workbook of one sheet as XLSX, written while its rows are read: memory stays the same however many there are. The heading line stays
 * in sight. Texts are texts: a spreadsheet runs no formula in them.
 */
export function writeSheet(
  name: string,
  columns: readonly SheetColumn[],
  rows: AsyncIterable<readonly SheetCell[]>,
): ReadableStream<Uint8Array> {
  return writeXlsxStream(clean(rows), {
    name,
    columns: columns.map(({ heading, width = 24 }) => ({ header: heading, width })),
    freezePane: { rows: 1, columns: 1 },
    maxRowsPerSheet: Number.POSITIVE_INFINITY,
  });
}

/** After how many rows the collector is let in: some two megabytes of them. */
const COLLECTED = 400;

async function* clean(rows: AsyncIterable<readonly SheetCell[]>): AsyncGenerator<SheetCell[]> {
  let written = 0;
  for await (const row of rows) {
    yield row.map((cell) => (typeof cell === 'string' ? cell.toWellFormed().replace(NOT_XML, '') : cell));
    written += 1;
    if (written % COLLECTED === 0) collectYoung();
  }
}
