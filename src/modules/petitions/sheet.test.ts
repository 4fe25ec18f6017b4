import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differingLines, LINE_FAULTS, mergedLines, type ReadLine, readLines, SHEET_LINES } from './sheet.ts';

const typed = (line: number, words: object = {}) => ({
  line,
  name: '',
  tie: '',
  territory: null,
  address: '',
  copy: false,
  rejected: '',
  ...words,
});

describe('a line as it is typed', () => {
  test('without a word is a line that nobody wrote on', () => {
    expect(readLines([typed(1, { copy: true, territory: 'a' })], ['a'])).toEqual({ lines: [], faults: [] });
  });

  test('has a name and, in a region, a province or an activity there', () => {
    const { lines, faults } = readLines(
      [
        typed(1, { name: ' أمينة  بنت محمد ', territory: 'a', address: 'حي السلام', copy: true }),
        typed(2, { name: 'سعيد', territory: '' }),
        typed(3, { name: 'x', territory: 'a' }),
        typed(4, { name: 'كريم', territory: 'elsewhere' }),
      ],
      ['a'],
    );
    expect(lines).toEqual([
      {
        line: 1,
        name: 'أمينة بنت محمد',
        tie: 'residence',
        territory: 'a',
        address: 'حي السلام',
        copy: true,
        rejected: null,
      },
      { line: 2, name: 'سعيد', tie: 'activity', territory: '', address: '', copy: false, rejected: null },
    ]);
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/line-3/name', '/line-4/territory']);
  });

  test('elsewhere has a tie', () => {
    const { lines, faults } = readLines(
      [typed(1, { name: 'سعيد' }), typed(2, { name: 'سعيد', tie: 'activity' })],
      undefined,
    );
    expect(lines).toMatchObject([{ line: 2, tie: 'activity', territory: '' }]);
    expect(faults).toEqual([{ pointer: '/line-1/tie', key: 'petitions.fault.line-place', values: { line: 1 } }]);
  });

  test('that is rejected needs nothing but a listed reason', () => {
    const { lines, faults } = readLines([typed(1, { rejected: 'unreadable' }), typed(2, { rejected: 'ugly' })], ['a']);
    expect(lines).toEqual([{ line: 1, rejected: 'unreadable' }]);
    expect(faults).toMatchObject([{ pointer: '/line-2/rejected' }]);
  });
});

const readLine = (line: number): fc.Arbitrary<ReadLine> =>
  fc.oneof(
    fc.record({ line: fc.constant(line), rejected: fc.constantFrom(...LINE_FAULTS) }),
    fc.record({
      line: fc.constant(line),
      name: fc.constantFrom('أمينة', 'سعيد'),
      tie: fc.constant('residence' as const),
      territory: fc.constantFrom('a', 'b'),
      address: fc.constantFrom('', 'حي السلام'),
      copy: fc.boolean(),
      rejected: fc.constant(null),
    }),
  );
const reading: fc.Arbitrary<ReadLine[]> = fc
  .subarray(Array.from({ length: SHEET_LINES }, (_, index) => index + 1))
  .chain((numbers) => fc.tuple(...numbers.map(readLine)));

describe('two readings of one sheet', () => {
  test('that are alike differ in no line, however their entries are ordered', () => {
    fc.assert(
      fc.property(reading, (lines) => {
        const turned = lines.map((one) => Object.fromEntries(Object.entries(one).reverse()) as ReadLine).reverse();
        expect(differingLines(lines, turned)).toEqual([]);
        expect(mergedLines(lines, turned, new Map())).toEqual(lines);
      }),
    );
  });

  test('become one that has for every line what one of the two says', () => {
    fc.assert(
      fc.property(
        reading,
        reading,
        fc.array(fc.boolean(), { minLength: SHEET_LINES, maxLength: SHEET_LINES }),
        (a, b, flips) => {
          const differing = differingLines(a, b);
          const choices = new Map(
            differing.map((line) => [line, flips[line - 1] ? ('first' as const) : ('second' as const)]),
          );
          const merged = mergedLines(a, b, choices);
          expect(merged?.map(({ line }) => line)).toEqual([...new Set(merged?.map(({ line }) => line))]);
          for (let line = 1; line <= SHEET_LINES; line++) {
            const of = (lines: readonly ReadLine[] | undefined) => lines?.find((one) => one.line === line);
            expect(of(merged)).toEqual(choices.get(line) === 'second' ? of(b) : of(a));
          }
          const [some] = differing;
          if (some !== undefined) {
            choices.delete(some);
            expect(mergedLines(a, b, choices)).toBeUndefined();
          }
        },
      ),
    );
  });
});
