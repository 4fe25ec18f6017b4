import type { Lang } from '#platform/i18n/languages.ts';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import type { MessageKey, Translator } from '#platform/i18n/messages.ts';
import { type SheetCell, type SheetColumn, writeSheet } from '#platform/sheets/write-sheet.ts';
import type { MatrixColumn, MatrixItem } from './matrix-columns.ts';

/** The name of the sheet, the same in every language: addresses of cells begin with it. */
export const SHEET_NAME = 'Matrix';

/** The matrix as XLSX, written while its rows are read. Headings and statuses are in the language of the words. */
export function matrixSheet(
  items: AsyncIterable<MatrixItem>,
  columns: readonly MatrixColumn[],
  words: Translator,
): ReadableStream<Uint8Array> {
  return writeSheet(
    SHEET_NAME,
    columns.map((column): SheetColumn => ({ heading: headingOf(column, words), width: column.width ?? 24 })),
    cells(items, columns, words),
  );
}

/** `done_fr – What was done (Français)`: the name for programs, then words for people. */
function headingOf(column: MatrixColumn, words: Translator): string {
  const lang: Lang | undefined = column.lang;
  return `${column.name} – ${words.ts(column.label)}${lang ? ` (${LANGUAGE_NAMES[lang]})` : ''}`;
}

async function* cells(
  items: AsyncIterable<MatrixItem>,
  columns: readonly MatrixColumn[],
  words: Translator,
): AsyncGenerator<SheetCell[]> {
  for await (const item of items)
    yield columns.map((column) => {
      if (column.name === 'status') return words.ts(`commitments.status.${item.status}` as MessageKey);
      if (column.name === 'timeliness') return words.ts(`commitments.timeliness.${item.timeliness}` as MessageKey);
      return column.value(item);
    });
}

/** Each thing of a stream turned into another. */
export async function* mapped<T, R>(things: AsyncIterable<T>, turn: (thing: T) => R): AsyncGenerator<R> {
  for await (const thing of things) yield turn(thing);
}
