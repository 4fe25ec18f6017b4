import { describe, expect, test } from 'vitest';
import { dirOf, fallbackOrder, isLang, LANGUAGES, negotiateLang } from './languages.ts';

describe('the language of a first visit', () => {
  test.each([
    ['nothing is known', undefined, undefined, 'ar'],
    ['the browser asks for nothing we have', undefined, 'de-DE,de;q=0.9,es;q=0.8', 'ar'],
    ['the browser takes anything', undefined, '*', 'ar'],
    ['the browser prefers French', undefined, 'fr-MA,fr;q=0.9,ar;q=0.8', 'fr'],
    ['the order of writing is not the order of preference', undefined, 'fr;q=0.4, en;q=0.9, ar;q=0.5', 'en'],
    ['equal wishes: the first is meant', undefined, 'en,fr', 'en'],
    ['a language is refused', undefined, 'fr;q=0, en;q=0.1', 'en'],
    ['a variety of Arabic', undefined, 'ary,ar-MA;q=0.9', 'ar'],
    ['Standard Moroccan Amazigh', undefined, 'zgh-Tfng-MA', 'zgh'],
    ['Tachelhit', undefined, 'shi,fr;q=0.7', 'zgh'],
    ['Central Atlas Tamazight', undefined, 'tzm-MA', 'zgh'],
    ['an old code of Berber languages', undefined, 'ber', 'zgh'],
    ['capitals', undefined, 'FR-fr', 'fr'],
    ['a weight that is no number', undefined, 'fr;q=often, en;q=0.2', 'en'],
    ['somebody chose before', 'en', 'fr', 'en'],
    ['the choice is no language', 'klingon', 'fr', 'fr'],
    ['empty words', '', ',,;q=1,', 'ar'],
  ])('%s', (_, cookie, header, lang) => {
    expect(negotiateLang(cookie, header)).toBe(lang);
  });

  test('an endless header is read only so far', () => {
    expect(negotiateLang(undefined, `${'xx,'.repeat(100_000)}fr`)).toBe('ar');
  });
});

test('Arabic alone is written from right to left', () => {
  expect(LANGUAGES.map((lang) => [lang, dirOf(lang)])).toEqual([
    ['ar', 'rtl'],
    ['fr', 'ltr'],
    ['zgh', 'ltr'],
    ['en', 'ltr'],
  ]);
});

test('each language stands in for every other one, itself first; Arabic first for Amazigh', () => {
  for (const lang of LANGUAGES) {
    expect(fallbackOrder(lang)[0]).toBe(lang);
    expect([...fallbackOrder(lang)].sort()).toEqual([...LANGUAGES].sort());
  }
  expect(fallbackOrder('zgh')[1]).toBe('ar');
});

test('only our languages are languages', () => {
  expect(['ar', 'fr', 'zgh', 'en'].every(isLang)).toBe(true);
  expect(['AR', 'ar-MA', '', 'constructor', undefined, 1, ['ar']].some(isLang)).toBe(false);
});
