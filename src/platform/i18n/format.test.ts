import { describe, expect, test } from 'vitest';
import { formatOf } from './format.ts';
import { LANGUAGES } from './languages.ts';

const [ar, fr, zgh, en] = [formatOf('ar'), formatOf('fr'), formatOf('zgh'), formatOf('en')];

describe('dates', () => {
  test('Arabic has the names of months that Moroccans use', () => {
    const months = Array.from({ length: 12 }, (_, month) =>
      ar.date(`2026-${String(month + 1).padStart(2, '0')}-01`, 'month'),
    );
    expect(months).toEqual(
      ['يناير', 'فبراير', 'مارس', 'أبريل', 'ماي', 'يونيو', 'يوليوز', 'غشت', 'شتنبر', 'أكتوبر', 'نونبر', 'دجنبر'].map(
        (name) => `${name} 2026`,
      ),
    );
  });

  test('are written out in each language', () => {
    expect(ar.date('2026-11-21')).toBe('21 نونبر 2026');
    expect(fr.date('2026-11-21')).toBe('21 novembre 2026');
    expect(en.date('2026-11-21')).toBe('21 November 2026');
    expect(zgh.date('2026-11-21')).toBe('21 ⵏⵓⵡⴰⵏⴱⵉⵔ 2026');
  });

  test('the first of a month is an ordinal in French, and only the first', () => {
    expect(fr.date('2026-01-01')).toBe('1er janvier 2026');
    expect(fr.date('2026-01-11')).toBe('11 janvier 2026');
    expect(fr.date('2026-01-01', 'month')).toBe('janvier 2026');
  });

  test('say no more than the source does', () => {
    expect(fr.date('2027-05-01', 'month')).toBe('mai 2027');
    expect(LANGUAGES.map((lang) => formatOf(lang).date('2027-01-01', 'year'))).toEqual(Array(4).fill('2027'));
  });

  test('a calendar date is the same day wherever the server stands', () => {
    expect(en.date('2026-03-01')).toBe('1 March 2026');
    expect(en.date('2024-02-29')).toBe('29 February 2024');
  });

  test.each(['2026-02-30', '2026-13-01', '2026-04-31', 'yesterday', ''])('%j is no date', (date) => {
    expect(() => fr.date(date)).toThrow(RangeError);
  });

  test('an instant is told in the time of Morocco, which is UTC since September 2026', () => {
    expect(fr.dateTime(new Date('2026-11-21T23:30:00Z'))).toMatch(/^21 novembre 2026.*23:30$/);
    expect(fr.dateTime(new Date('2026-07-01T23:30:00Z'))).toMatch(/^2 juillet 2026.*00:30$/);
    expect(ar.dateTime(new Date('2026-11-21T09:05:00Z'))).toMatch(/^21 نونبر 2026.*09:05$/);
  });
});

describe('numbers', () => {
  test('have Latin digits, grouped as the country prints them', () => {
    expect(ar.number(451028)).toBe('451\u202f028');
    expect(fr.number(1234567.5)).toBe('1\u202f234\u202f567,5');
    expect(zgh.number(451028)).toBe('451\u202f028');
    expect(en.number(451028)).toBe('451,028');
    expect(fr.number(2.345, { maximumFractionDigits: 1 })).toBe('2,3');
  });

  test('a share is a percentage without decimals', () => {
    expect(ar.percent(0.625)).toBe('63%');
    expect(fr.percent(0.625)).toMatch(/^63[\u00a0\u202f]%$/);
    expect(en.percent(0.625)).toBe('63%');
    expect([0, 1].map((share) => ar.percent(share))).toEqual(['0%', '100%']);
  });

  test('no formatter ever writes Arabic-Indic digits', () => {
    const written = LANGUAGES.flatMap((lang) => {
      const format = formatOf(lang);
      return [
        format.number(1234567890.25),
        format.percent(0.5),
        format.date('2026-11-21'),
        format.dateTime(new Date('2026-11-21T10:00:00Z')),
      ];
    });
    expect(written.join(' ')).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]/);
  });
});

describe('lists and order', () => {
  test('a list reads as people say it', () => {
    expect(fr.list(['eau', 'route', 'école'])).toBe('eau, route et école');
    expect(en.list(['water', 'road'])).toBe('water and road');
    expect(ar.list(['ماء', 'طريق'])).toBe('ماء وطريق');
    expect(zgh.list(['ⴰⵎⴰⵏ', 'ⴰⴱⵔⵉⴷ'])).toBe('ⴰⵎⴰⵏ, ⴰⴱⵔⵉⴷ');
    expect(fr.list([])).toBe('');
  });

  test('words are sorted by the alphabet of the language, numbers by their value', () => {
    expect(['Zagora', 'École', 'eau', 'Été'].sort(fr.compare)).toEqual(['eau', 'École', 'Été', 'Zagora']);
    expect(['C10', 'C9', 'c1'].sort(fr.compare)).toEqual(['c1', 'C9', 'C10']);
    expect(['ياء', 'ألف', 'باء', 'تاء'].sort(ar.compare)).toEqual(['ألف', 'باء', 'تاء', 'ياء']);
  });
});

test('the formatters of a language are made once', () => {
  expect(formatOf('ar')).toBe(ar);
});
