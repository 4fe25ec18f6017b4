import { expect, test } from 'vitest';
import type { SourceFile } from '../source.ts';
import { checkAmazigh, checkCompleteness, checkKeys, checkPlaceholders, checkUse } from './messages.ts';

const words = (lang: string, tree: object): SourceFile => ({
  path: `src/modules/petitions/messages/${lang}.json`,
  text: JSON.stringify(tree, null, 2),
});
const room = (ar: object, fr: object, en: object = fr) => [words('ar', ar), words('fr', fr), words('en', en)];
const whats = (violations: { what: string }[]) => violations.map((violation) => violation.what);

test('a message that a language lacks, has alone or leaves empty is found', () => {
  expect(checkCompleteness(room({ a: 'ا' }, { a: 'a' }))).toEqual([]);
  expect(whats(checkCompleteness(room({ a: 'ا', b: { c: 'ج' } }, { a: 'a' }, { a: 'a', b: { c: 'c' } })))).toEqual([
    'petitions.b.c is missing',
  ]);
  expect(whats(checkCompleteness(room({ a: 'ا' }, { a: 'a', b: 'b' }, { a: ' ' })))).toEqual([
    'petitions.b is not in ar.json',
    'petitions.a is empty',
  ]);
  expect(whats(checkCompleteness([words('ar', {}), words('fr', {})]))).toEqual(['is missing']);
});

test('other placeholders, tags or choices than in Arabic are found', () => {
  expect(checkPlaceholders(room({ a: '{n} <b>ا</b>' }, { a: '<b>a</b> {n}' }))).toEqual([]);
  expect(whats(checkPlaceholders(room({ a: '{n}' }, { a: '{m}' }, { a: '{n}' })))).toEqual([
    'petitions.a does not use n as Arabic does',
    'petitions.a uses m, which Arabic does not have',
  ]);
  expect(checkPlaceholders(room({ a: '<b>ا</b>' }, { a: 'a' }, { a: '<b>a</b>' }))).toHaveLength(1);
  expect(checkPlaceholders(room({ a: '{n' }, { a: 'a' }))).toHaveLength(1);
  const select = (options: string) => `{x, select, ${options}}`;
  expect(whats(checkPlaceholders(room({ a: select('p {ا} other {ب}') }, { a: select('other {b}') })))[0]).toBe(
    'petitions.a does not choose p of x',
  );
});

test('a plural that lacks a category of its language is found', () => {
  const arabic = '{n, plural, zero {٠} one {١} two {٢} few {#} many {#} other {#}}';
  const french = '{n, plural, one {#} many {#} other {#}}';
  const english = '{n, plural, one {#} other {#}}';
  expect(checkPlaceholders(room({ a: arabic }, { a: french }, { a: english }))).toEqual([]);
  expect(whats(checkPlaceholders(room({ a: english }, { a: french }, { a: english })))).toEqual([
    'petitions.a lacks the plural zero, two, few, many of n',
  ]);
  expect(whats(checkPlaceholders(room({ a: arabic }, { a: english }, { a: english })))).toEqual([
    'petitions.a lacks the plural many of n',
  ]);
});

test('an Amazigh word without evidence is found', () => {
  const glossary = { path: 'data/amazigh-glossary.json', text: JSON.stringify({ terms: [{ zgh: 'ⴰⵙⵏⵓⴱⴳ' }] }) };
  expect(checkAmazigh([glossary, words('zgh', { home: 'ⴰⵙⵏⵓⴱⴳ', title: '{page} – {site}' })])).toEqual([]);
  expect(checkAmazigh([glossary, words('zgh', { home: 'ⴰⵙⵏⵓⴱⴳ ⴰⵎⵇⵔⴰⵏ' })])).toHaveLength(1);
  expect(checkAmazigh([glossary, words('zgh', { home: 'Accueil' })])).toHaveLength(1);
  expect(checkAmazigh([glossary, { path: 'docs/a.md', text: 'home: ⴰⵙⵏⵓⴱⴳ; letters: ⴰ ⴱ' }])).toEqual([]);
  expect(checkAmazigh([glossary, { path: 'docs/a.md', text: 'home: ⴰⵙⵏⵓⴱⴳ ⴰⵎⵇⵔⴰⵏ' }])).toHaveLength(1);
});

const code = (text: string): SourceFile => ({ path: 'src/modules/petitions/pages/a.tsx', text });

test('a message that nobody uses is found; keys that are put together count as used', () => {
  const files = room({ sign: { title: 'ا', name: 'ب' } }, {});
  expect(checkUse([...files, code(`t('petitions.sign.title'); t(\`petitions.sign.\${x}\`)`)])).toEqual([]);
  expect(checkUse([...files, code(`t('petitions.sign.title'); maybe('petitions.sign.' + x)`)])).toEqual([]);
  expect(whats(checkUse([...files, code(`t('petitions.sign.title')`)]))).toEqual(['nobody uses petitions.sign.name']);
});

test('a key that travels as a plain string and does not exist is found', () => {
  const files = room({ sign: { missing: 'ا' } }, {});
  expect(checkKeys([...files, code(`z.string().min(1, 'petitions.sign.missing')`)])).toEqual([]);
  expect(checkKeys([...files, code(`z.string().min(1, 'petitions.sign.mising')`)])).toHaveLength(1);
  expect(checkKeys([...files, code(`const fault = { key: 'petitions.taken' }`)])).toHaveLength(1);
  expect(
    checkKeys([...files, code(`defineAction({ name: 'petitions.sign-petition', event: 'petition.signed' })`)]),
  ).toEqual([]);
});
