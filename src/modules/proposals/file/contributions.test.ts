import { describe, expect, test } from 'vitest';
import { COLUMNS, channelNames, readContributions, yesAndNo } from './contributions.ts';

const said: Record<string, string> = {
  'proposals.channel.meeting': 'En réunion',
  'proposals.import.yes': 'Oui',
  'proposals.import.no': 'Non',
};
const words = { ts: (key: string) => said[key] ?? key };
const known = {
  themes: [{ key: 'water', name: { ar: 'الماء', fr: 'L’eau' } }],
  places: [{ code: '11.321', name: { ar: 'العيون', fr: 'Laâyoune' }, within: {} }],
  channelNames: channelNames([words]),
  yesAndNo: yesAndNo([words]),
};
const cells = (given: Partial<Record<(typeof COLUMNS)[number], string>>) => COLUMNS.map((name) => given[name] ?? '');
const good = {
  title_fr: 'Une fontaine',
  body_fr: 'Au marché.',
  theme: 'Leau',
  territory: 'LAAYOUNE',
  channel: 'en reunion',
  signature: 'Quartier',
};
const read = (...rows: Partial<Record<(typeof COLUMNS)[number], string>>[]) =>
  readContributions(
    {
      name: 'contributions',
      rows: [
        { number: 1, cells: [...COLUMNS] },
        ...rows.map((row, index) => ({ number: index + 2, cells: cells(row) })),
      ],
    },
    known,
  );

describe('a file of contributions', () => {
  test('names themes, places and channels by their word or as people write them', () => {
    const { contributions, faults } = read(
      { ...good, theme: 'L’eau' },
      { ...good, theme: 'water', territory: '11.321', consent: 'oui' },
    );
    expect(faults).toEqual([]);
    expect(contributions).toMatchObject([
      { row: 2, theme: 'water', territory: '11.321', channel: 'meeting', signature: 'Quartier', consent: false },
      { row: 3, theme: 'water', territory: '11.321', consent: true },
    ]);
  });

  test('is refused cell by cell, and no line of it is taken', () => {
    const { faults } = read(
      { ...good, theme: 'water', channel: 'pigeon', territory: 'Paris' },
      { ...good, theme: '', title_fr: '', signature: '' },
      { ...good, theme: 'water', consent: 'peut-être', paper: 'x'.repeat(201) },
    );
    expect(faults.map(({ key, values }) => [(key ?? '').split('.').at(-1), values?.cell])).toEqual([
      ['wrong', 'F2'],
      ['wrong', 'H2'],
      ['missing', 'E3'],
      ['missing', 'I3'],
      ['missing', 'A3'],
      ['wrong', 'J4'],
      ['long', 'K4'],
    ]);
  });

  test('without the column of channels, with unknown columns or no lines is refused as a whole', () => {
    const of = (head: string[], rows: string[][] = []) =>
      readContributions(
        { name: '', rows: [head, ...rows].map((row, index) => ({ number: index + 1, cells: row })) },
        known,
      ).faults.map(({ key, values }) => `${(key ?? '').split('.').at(-1)} ${values?.column ?? ''}`.trim());
    expect(of(['title_fr', 'colour'], [['a', 'b']])).toEqual(['no-column channel', 'unknown-column colour']);
    expect(of([...COLUMNS])).toEqual(['empty']);
  });
});
