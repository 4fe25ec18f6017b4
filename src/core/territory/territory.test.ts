import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readShipped } from '#platform/shipped-files.ts';
import { growth, isTerritoryCode, LEVELS, nameKeys, TYPES, TYPES_OF } from './territory.ts';

const { units } = readShipped('territories.json') as { units: { code: string; level: string; type: string }[] };

test('every code of the census is a code, and little else is', () => {
  expect(units.filter((unit) => !isTerritoryCode(unit.code))).toEqual([]);
  for (const wrong of [
    '',
    'MA',
    '1',
    '011',
    '01.',
    '01.51',
    '01.511.1',
    '01.511.01.',
    '01.511.01.123',
    ' 01',
    '01\n',
    "01'--",
  ])
    expect(isTerritoryCode(wrong), wrong).toBe(false);
});

test('every type belongs to one level', () => {
  expect(LEVELS.flatMap((level) => TYPES_OF[level]).sort()).toEqual([...TYPES].sort());
});

test('growth is a share of what was, and unknown where 2014 is unknown or nobody lived there', () => {
  expect(growth({ population2014: 367_758, population2024: 451_028 })).toBeCloseTo(0.2264, 4);
  expect(growth({ population2014: 200, population2024: 150 })).toBe(-0.25);
  expect(growth({ population2014: null, population2024: 3 })).toBeNull();
  expect(growth({ population2014: 0, population2024: 3 })).toBeNull();
});

test('names are found without case, accents, dashes, and in any spelling of the alef', () => {
  expect(nameKeys({ fr: 'Laâyoune-Sakia El Hamra', ar: 'العيون-الساقية الحمراء' })).toContain(
    '|laayoune sakia el hamra|',
  );
  expect(nameKeys({ ar: 'أكادير' })).toBe(nameKeys({ ar: 'اكادير' }));
  expect(nameKeys({})).toBe('||');
});

test('a name is one entry between bars, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(nameKeys({ ar: name }).split('|')).toHaveLength(3);
    }),
  );
});
