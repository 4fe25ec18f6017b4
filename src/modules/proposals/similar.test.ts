import { expect, test } from 'vitest';
import { termsOf } from './similar.ts';

const shared = (one: string, other: string) => {
  const terms = new Set(termsOf({ ar: one }));
  return termsOf({ ar: other }).filter((term) => terms.has(term)).length;
};

test('words find one another without article, prepositions and endings, in Arabic, Darija and French', () => {
  expect(shared('السقي بالواحات', 'سقي الواحات')).toBeGreaterThanOrEqual(2);
  expect(shared('المدرسة بعيدة على الدوار', 'مدرسة قريبة من الدوار')).toBeGreaterThanOrEqual(2);
  expect(shared('l’éclairage des routes', 'éclairer la route')).toBeGreaterThanOrEqual(2);
  expect(shared('ماء السقي', 'ملعب للشباب')).toBe(0);
});

test('words that say nothing are no terms', () => {
  expect(termsOf({ fr: 'à la', ar: 'من في' })).toEqual([]);
});
