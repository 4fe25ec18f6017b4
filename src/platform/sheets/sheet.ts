/** A sheet as it was read: its rows with their numbers in the file (1 is the first), every cell as text. */
export type Sheet = {
  /** Its name, and `''` for a CSV file, which has none. */
  name: string;
  rows: SheetRow[];
};
export type SheetRow = { number: number; cells: string[] };

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The most that a sheet that is read may hold: rows, columns, and octets of the file. */
export const SHEET_LIMITS = { rows: 25_001, columns: 100, bytes: 16 * 1024 * 1024 };

/** The address of a cell as spreadsheets write it: column 3, row 14 is `D14`. `column` counts from 0, `row` from 1. */
export function cellAddress(column: number, row: number): string {
  let letters = '';
  for (let left = column; left >= 0; left = Math.floor(left / 26) - 1)
    letters = String.fromCharCode(65 + (left % 26)) + letters;
  return `${letters}${row}`;
}
