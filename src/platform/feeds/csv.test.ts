import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, csvText, safeCell } from './csv.ts';

/** RFC 4180, strictly. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
    cell.lastIndex = at;
    const match = cell.exec(text);
    if (!match) throw new Error(`not RFC 4180 at ${at}: ${text.slice(at, at + 20)}`);
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
    at = cell.lastIndex;
  }
  return rows;
}

const columns = [
  { name: 'id', value: (row: { id: string }) => row.id },
  { name: 'title_ar', value: () => 'ميزانية, تشاركية' },
];

describe('a CSV file', () => {
  it('begins with a byte order mark, has a heading and CRLF', async () => {
    const text = await csvText(columns, [{ id: 'a"b' }]);
    expect([...Buffer.from(text).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text).toBe('\uFEFFid,title_ar\r\n"a""b","ميزانية, تشاركية"\r\n');
    expect(await csvText(columns, [], { bom: false })).toBe('id,title_ar\r\n');
  });

  it('writes numbers, booleans and nothing plainly', async () => {
    const one = { a: -3.5, b: true, c: null, d: undefined, e: 0, f: Number.NaN, g: '' };
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
    const text = await csvText(
      keys.map((key) => ({ name: key, value: (row: typeof one) => row[key] })),
      [one],
      { bom: false },
    );
    expect(text.split('\r\n')[1]).toBe('-3.5,true,,,0,,');
  });

  it('lets no cell run as a formula', () => {
    for (const cell of [
      '=1+1',
      '+cmd',
      '-2+3',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '＝1',
      '=HYPERLINK("x")',
      '-1-1',
      '+1|x',
    ])
      expect(safeCell(cell)).toBe(`'${cell}`);
    for (const cell of ['-12', '+212 528 89 12 34', '-3,5', '+12.5%', 'a=1', '', 'جهة', ' x'])
      expect(safeCell(cell)).toBe(cell);
    expect(safeCell(-12)).toBe('-12');
  });

  it('gives back whatever was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 2 })),
        async (rows) => {
          const text = await csvText(
            [0, 1].map((index) => ({ name: `c${index}`, value: (row: string[]) => row[index] })),
            rows,
            { bom: false },
          );
          expect(readCsv(text).slice(1)).toEqual(rows.map((row) => row.map(safeCell)));
        },
      ),
    );
  });

  it('comes in pieces, asks only for the rows it needs, and closes its source when nobody reads on', async () => {
    let asked = 0;
    let closed = false;
    async function* rows() {
      try {
        for (;;) yield { id: String(asked++) };
      } finally {
        closed = true;
      }
    }
    let pieces = 0;
    for await (const piece of csv(columns, rows())) {
      pieces++;
      expect(piece.length).toBeLessThan(40_000);
      if (pieces === 3) break;
    }
    expect(asked).toBeLessThanOrEqual(1000);
    expect(closed).toBe(true);
  });
});
