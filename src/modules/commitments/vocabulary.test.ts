import { expect, test } from 'vitest';
import { termKey } from './commitment.ts';
import { term } from './vocabulary.ts';

test('a word of the vocabulary has its key, whatever its spelling', () => {
  expect(term('policyAreas', 'Civic Space', { en: 'Civic Space' })).toEqual({
    key: 'civic-space',
    label: { en: 'Civic Space', fr: 'Espace civique', ar: 'الفضاء المدني' },
  });
  expect(term('sectors', 'Environment and climate', { en: 'Environment and climate' }).key).toBe(
    'environment-and-climate',
  );
  expect(term('policyAreas', 'Espace civique', { fr: 'Espace civique' }).key).toBe('civic-space');
});

test('an OGP value is found by the label that plans print', () => {
  expect(term('values', 'Access to information', { en: 'Access to information' }).key).toBe('transparency');
  expect(term('values', 'Civic Participation', { en: 'Civic Participation' }).key).toBe('civic-participation');
});

test('what the source says comes before what the vocabulary says', () => {
  const label = { en: 'Access to information', ar: 'الحصول على المعلومات' };
  expect(term('values', 'Access to information', label).label).toMatchObject(label);
});

test('an unknown word gets a key of its own', () => {
  expect(term('sectors', 'Water & Sanitation', { en: 'Water & Sanitation' })).toEqual({
    key: 'water-and-sanitation',
    label: { en: 'Water & Sanitation' },
  });
  expect(termKey('  L’Économie  Verte ')).toBe('l-economie-verte');
  expect(termKey('الماء والتطهير')).toBe('الماء-والتطهير');
});
