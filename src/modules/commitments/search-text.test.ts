import { expect, test } from 'vitest';
import { searchQuery, searchWords } from './search-text.ts';

test('words of all languages, each once, without case and accents', () => {
  const words = searchWords([{ fr: 'La Démocratie, la démocratie', en: 'Democracy' }, 'MALAA0004']).split(' ');
  expect(words).toEqual(['la', 'democratie', 'democracy', 'malaa0004']);
});

test('texts are found however deep they lie, and other strings are not', () => {
  const words = searchWords([
    [{ text: { en: 'A tree' }, items: [{ en: 'A leaf' }] }],
    { key: 'hidden', label: { en: 'shown' } },
  ]);
  expect(words).toBe('a tree leaf shown');
});

test('Arabic words are kept without article and conjunction too', () => {
  const words = searchWords([{ ar: 'والشفافية' }]).split(' ');
  expect(words).toContain('شفافيه');
});

test('a question is beginnings of words, all of them wanted', () => {
  expect(searchQuery('Démocratie 2025')).toBe("('democratie':*) & ('2025':*)");
  expect(searchQuery('engagements')).toBe("('engagement':*)");
  expect(searchQuery('الشفافية')).toContain("'شفافيه':*");
});

test('a question without words is no question, and signs of tsquery are only signs', () => {
  expect(searchQuery('  !!! ')).toBeUndefined();
  expect(searchQuery("a' | !b & (c:*")).toBe("('a':*) & ('b':*) & ('c':*)");
});
