import { expect, test } from 'vitest';
import { pick, plain } from './text.ts';

test('a text is shown in the language asked for', () => {
  expect(pick({ ar: 'ماء', fr: 'eau', en: 'water' }, 'fr')).toEqual({ lang: 'fr', value: 'eau' });
});

test('a text that is missing says in which language it is shown instead', () => {
  expect(pick({ fr: 'eau', en: 'water' }, 'ar')).toEqual({ lang: 'fr', value: 'eau' });
  expect(pick({ ar: 'ماء', fr: 'eau' }, 'zgh')).toEqual({ lang: 'ar', value: 'ماء' });
  expect(pick({ ar: 'ماء', en: 'water' }, 'fr')).toEqual({ lang: 'en', value: 'water' });
  expect(pick({ zgh: 'ⴰⵎⴰⵏ' }, 'en')).toEqual({ lang: 'zgh', value: 'ⴰⵎⴰⵏ' });
});

test('an empty text is no text', () => {
  expect(pick({ ar: '', fr: 'eau' }, 'ar')).toEqual({ lang: 'fr', value: 'eau' });
  for (const nothing of [null, undefined, {}, { ar: '' }]) {
    expect(pick(nothing, 'ar')).toBeUndefined();
    expect(plain(nothing, 'ar')).toBe('');
  }
});

test('where no language can be said the words alone are given', () => {
  expect(plain({ fr: 'eau' }, 'ar')).toBe('eau');
});
