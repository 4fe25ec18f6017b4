import { expect, test } from 'vitest';
import type { Article } from './article.ts';
import { compareArticles } from './compare.ts';

test('parts that are new stand where they are, those that are gone where they stood', () => {
  const part = (id: string, ar: string): Article => ({
    id,
    kind: 'article',
    label: {},
    heading: {},
    body: { ar },
    note: {},
  });
  const compared = compareArticles(
    [part('a1', 'أ'), part('a2', 'ب'), part('a3', 'ج')],
    [part('a1', 'أ'), part('a4', 'د'), part('a3', 'جيم')],
    'ar',
  );
  expect(compared.map(({ id, changed, before, after }) => [id, changed, !!before, !!after])).toEqual([
    ['a1', false, true, true],
    ['a2', true, true, false],
    ['a4', true, false, true],
    ['a3', true, true, true],
  ]);
});
