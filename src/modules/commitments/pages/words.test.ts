import { expect, test } from 'vitest';
import { makeCatalog } from '#platform/i18n/messages.ts';
import { messages } from '../messages.ts';
import { tagsOf } from './words.tsx';

const page = makeCatalog({ commitments: messages }).translator('fr');

test.each([
  ['late', ['En retard', 'En cours']],
  ['due-soon', ['Échéance proche', 'En cours']],
  ['on-time', ['En cours']],
] as const)('what is %s says so before its status', (timeliness, said) => {
  expect(tagsOf(page, { status: 'in-progress', timeliness }).map((tag) => tag.label)).toEqual(said);
});
