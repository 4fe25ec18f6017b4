import { expect, test } from 'vitest';
import type { SourceFile } from '../source.ts';
import { checkMigrations, checkPlugs } from './plugs.ts';

const file = (path: string, text: string): SourceFile => ({ path, text });
const whats = (violations: { what: string }[]) => violations.map((violation) => violation.what);

const action = (path: string, name: string) =>
  file(path, `export const signPetition = defineAction({ name: '${name}', access: anyone });`);
const module = (list: string) =>
  file(
    'src/modules/petitions/module.ts',
    `import { signPetition } from './actions/sign-petition.ts';
     export const petitions = defineModule({ name: 'petitions', uses: [], actions: [${list}] });`,
  );
const path = 'src/modules/petitions/actions/sign-petition.ts';

test('an action is called like its file, verb first, and listed by its module', () => {
  expect(checkPlugs([module('signPetition'), action(path, 'petitions.sign-petition')])).toEqual([]);
  expect(whats(checkPlugs([module(''), action(path, 'petitions.sign-petition')]))).toEqual([
    'src/modules/petitions/module.ts does not list signPetition in actions',
  ]);
  expect(whats(checkPlugs([module('signPetition'), action(path, 'petitions.add-name')]))).toEqual([
    "is called 'petitions.add-name', should be 'petitions.sign-petition'",
  ]);
  const noun = 'src/modules/petitions/actions/petition-signature.ts';
  expect(whats(checkPlugs([action(noun, 'petitions.petition-signature')]))[0]).toMatch(/not one of the verbs/);
  const elsewhere = 'src/modules/petitions/pages/petition-page.tsx';
  expect(whats(checkPlugs([action(elsewhere, 'petitions.sign-petition')]))).toEqual([
    'defineAction belongs into src/modules/petitions/actions/',
  ]);
});

test('a page is called like its file and listed by its module', () => {
  const page = (at: string, name: string) => file(at, `export const petitionPage = definePage({ name: '${name}' });`);
  const plug = file(
    'src/modules/petitions/module.ts',
    `import { petitionPage } from './pages/petition-page.tsx';
     export const petitions = defineModule({ name: 'petitions', uses: [], pages: [petitionPage] });`,
  );
  const at = 'src/modules/petitions/pages/petition-page.tsx';
  expect(checkPlugs([plug, page(at, 'petitions.petition-page')])).toEqual([]);
  expect(checkPlugs([plug, page(at, 'petitions.page')])).toHaveLength(1);
  expect(checkPlugs([page(at, 'petitions.petition-page')])).toHaveLength(1);
  expect(checkPlugs([plug, file('src/modules/petitions/pages/strip.tsx', 'export function Strip() {}')])).toEqual([]);
});

const name = '2026-11-21-1000-petitions';
const at = `src/modules/petitions/migrations/${name}.ts`;
const listed = file('src/modules/petitions/module.ts', `import { migration } from './migrations/${name}.ts';`);

test('a migration that is whole, frozen and listed is allowed', () => {
  const good = `import type { Migration } from '#platform/db/migrate.ts';
    export const migration: Migration = { name: '${name}', sql: \`create table petition (id uuid primary key)\` };`;
  expect(checkMigrations([file(at, good), listed])).toEqual([]);
  expect(whats(checkMigrations([file(at, good)]))).toEqual(['nobody in its room lists this migration']);
});

test('a migration that leans on the program, is misnamed or computed is found', () => {
  const sql = 'sql: `select 1`';
  const cases: [string, RegExp][] = [
    [`import { states } from '../petition.ts'; export const m = { name: '${name}', ${sql} };`, /a migration imports/],
    [`export const m = { name: 'petitions', ${sql} };`, /should be/],
    [`export const m = { name: '${name}', sql: \`check (state in (\${states}))\` };`, /computed/],
    [`export const m = [{ name: '${name}', ${sql} }, { name: '${name}', ${sql} }];`, /holds 2 migrations/],
  ];
  for (const [text, what] of cases) expect(whats(checkMigrations([file(at, text), listed])).join(), text).toMatch(what);
});
