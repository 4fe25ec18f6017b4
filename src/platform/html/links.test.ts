import { expect, test } from 'vitest';
import { hrefInLanguage, hrefWith, hrefWithout, pathAndQuery } from './links.ts';
import { samplePage } from './testing.tsx';

const page = samplePage({ lang: 'fr', path: '/things', query: 'q=eau&s=a&s=b&after=c1' });

test('a changed query starts again at the first page of results', () => {
  expect(hrefWith(page, { sort: 'end' })).toBe('/fr/things?q=eau&s=a&s=b&sort=end');
  expect(hrefWith(page, { s: ['x', 'y'], q: null })).toBe('/fr/things?s=x&s=y');
  expect(hrefWith(page, { after: 'c2' })).toBe('/fr/things?q=eau&s=a&s=b&after=c2');
});

test('one value of several is removed, or all of them', () => {
  expect(hrefWithout(page, 's', 'a')).toBe('/fr/things?q=eau&s=b');
  expect(hrefWithout(page, 's')).toBe('/fr/things?q=eau');
});

test('the same page in another language, as it was asked for', () => {
  expect(hrefInLanguage(page, 'ar')).toBe('/ar/things?q=eau&s=a&s=b&after=c1&lang-choice=ar');
  expect(pathAndQuery(page)).toBe('/things?q=eau&s=a&s=b&after=c1');
  expect(pathAndQuery(samplePage({ path: '/' }))).toBe('/');
});
