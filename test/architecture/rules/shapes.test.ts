import { expect, test } from 'vitest';
import type { SourceFile } from '../source.ts';
import { checkBarrels, checkClasses, checkDocstrings, checkExports, checkSurroundings } from './shapes.ts';

const file = (path: string, text: string): SourceFile => ({ path, text });

test('default exports and export * are found; a configuration file may have one', () => {
  expect(checkExports([file('src/platform/a.ts', 'export default 1;')])).toHaveLength(1);
  expect(checkExports([file('src/platform/a.ts', 'const a = 1; export { a as default };')])).toHaveLength(1);
  expect(checkExports([file('src/core/a/index.ts', `export * from './a.ts';`)])).toHaveLength(1);
  expect(checkExports([file('vitest.config.ts', 'export default {};')])).toEqual([]);
  expect(checkExports([file('src/platform/a.ts', 'export const a = 1;')])).toEqual([]);
});

test('a barrel is found anywhere but in the index of a room', () => {
  const text = `export { a } from './b.ts';`;
  expect(checkBarrels([file('src/platform/db/all.ts', text)])).toHaveLength(1);
  expect(checkBarrels([file('src/platform/db/index.ts', text)])).toHaveLength(1);
  expect(checkBarrels([file('src/modules/petitions/pages/index.ts', text)])).toHaveLength(1);
  expect(checkBarrels([file('src/modules/petitions/index.ts', text)])).toEqual([]);
  const foreign = file('src/modules/petitions/index.ts', `export { a } from '#core/cases/index.ts';`);
  expect(checkBarrels([foreign])).toHaveLength(1);
  const renamed = `export { anyone as readPetition } from '#platform/access.ts';`;
  expect(checkBarrels([file('src/modules/petitions/access.ts', renamed)])).toEqual([]);
});

test('classes are errors or custom elements', () => {
  expect(checkClasses([file('src/core/a/a.ts', 'export class PlanService {}')])).toHaveLength(1);
  expect(checkClasses([file('src/core/a/a.ts', 'const made = class extends Thing {};')])).toHaveLength(1);
  expect(checkClasses([file('src/core/a/a.ts', 'class Box extends HTMLElement {}')])).toHaveLength(1);
  expect(checkClasses([file('src/platform/html/enhance/a.ts', 'class Box extends HTMLElement {}')])).toEqual([]);
  expect(checkClasses([file('src/core/a/a.ts', 'class PlanRefusal extends Refusal {}')])).toEqual([]);
});

test('a capability that reads the time or the environment by itself is found', () => {
  expect(checkSurroundings([file('src/core/a/a.ts', 'const now = new Date();')])).toHaveLength(1);
  expect(checkSurroundings([file('src/modules/a/a.ts', 'const now = Date.now();')])).toHaveLength(1);
  expect(checkSurroundings([file('src/modules/a/a.ts', `const day = new Date('2026-11-21');`)])).toEqual([]);
  expect(checkSurroundings([file('src/platform/mail/a.ts', 'const url = process.env.SMTP_URL;')])).toHaveLength(1);
  expect(checkSurroundings([file('src/platform/mail/a.ts', 'spawn({ PATH: process.env.PATH })')])).toEqual([]);
  expect(checkSurroundings([file('src/platform/config.ts', 'const url = process.env.SMTP_URL;')])).toEqual([]);
  expect(checkSurroundings([file('src/modules/a/a.test.ts', 'const now = new Date();')])).toEqual([]);
});

test('what the platform and an index offer has a docstring, where it is written', () => {
  const bare = 'export function pick() {}';
  const told = '/** Picks. */\nexport function pick() {}';
  expect(checkDocstrings([file('src/platform/a.ts', bare)])).toHaveLength(1);
  expect(checkDocstrings([file('src/platform/a.ts', told)])).toEqual([]);
  const index = file('src/core/cases/index.ts', `export { pick } from './case.ts';`);
  expect(checkDocstrings([index, file('src/core/cases/case.ts', bare)])).toHaveLength(1);
  expect(checkDocstrings([index, file('src/core/cases/case.ts', told)])).toEqual([]);
  expect(checkDocstrings([file('src/core/cases/case.ts', bare)])).toEqual([]);
});
