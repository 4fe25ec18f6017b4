import { parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';
import { SHEET_LIMITS, type Sheet } from './sheet.ts';

export type SheetOrder = { bytes: Uint8Array; sheet: string };
export type SheetAnswer = { sheet: Sheet } | { refused: 'unreadable' | 'too-large' };

/**
 * Reads a spreadsheet (XLSX, or CSV in UTF-8 with any of the usual separators) in the workshop's process: what a stranger packed into a
 * file never costs more than that process. The sheet of this name is taken, else the first.
 */
export async function parseSheet({ bytes, sheet }: SheetOrder): Promise<SheetAnswer> {
  try {
    const read = isZip(bytes) ? await readWorkbook(bytes, sheet) : readText(bytes);
    const tooLarge =
      read.rows.length > SHEET_LIMITS.rows || read.rows.some((row) => row.cells.length > SHEET_LIMITS.columns);
    return tooLarge ? { refused: 'too-large' } : { sheet: read };
  } catch {
    // Whatever a reader says of a broken file: for whoever sent it there is one answer.
    return { refused: 'unreadable' };
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

async function readWorkbook(bytes: Uint8Array, wanted: string): Promise<Sheet> {
  const workbook = await readXlsx(bytes, { maxRows: SHEET_LIMITS.rows + 1 });
  const sheet = workbook.sheets.find((one) => one.name === wanted) ?? workbook.sheets[0];
  if (!sheet) throw new Error('a workbook without sheets');
  return { name: sheet.name, rows: numbered(sheet.rows) };
}

function readText(bytes: Uint8Array): Sheet {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return { name: '', rows: numbered(parseCsv(text, { typeInference: false })) };
}

function numbered(rows: readonly (readonly unknown[])[]): Sheet['rows'] {
  return rows.flatMap((cells, index) => {
    const texts = cells.map(textOf);
    while (texts.at(-1) === '') texts.pop();
    return texts.length === 0 ? [] : [{ number: index + 1, cells: texts }];
  });
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value).replaceAll('\r\n', '\n');
}
