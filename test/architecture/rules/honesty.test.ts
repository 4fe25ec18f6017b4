import { expect, test } from 'vitest';
import type { SourceFile } from '../source.ts';
import { checkCatches, checkForbiddenWords, checkTests } from './honesty.ts';

const file = (path: string, text: string): SourceFile => ({ path, text });
const check = (text: string) => checkTests([file('src/core/cases/case.test.ts', `${text}; expect(1)`)]);

test('tests that are put aside or run alone are found', () => {
  for (const text of [
    `test.skip('a', () => {})`,
    `describe.only('a', () => {})`,
    `test.todo('a')`,
    `it.each([1]).skip('a', () => {})`,
    `test.skipIf(slow)('a', () => {})`,
    `xit('a', () => {})`,
  ])
    expect(check(text), text).toHaveLength(1);
  expect(check(`test('a', () => { list.skip(2); only(3) })`)).toEqual([]);
});

test('mocks of our own code and tests that expect nothing are found', () => {
  expect(check(`vi.mock('#platform/mail/mail.ts')`)).toHaveLength(1);
  expect(check(`vi.mock('nodemailer')`)).toEqual([]);
  expect(checkTests([file('src/core/cases/case.test.ts', `test('a', () => { run() })`)])).toHaveLength(1);
});

test('a swallowed error is found; one whose disregard is explained is not', () => {
  expect(checkCatches([file('src/a.ts', 'try { a() } catch {}')])).toHaveLength(1);
  expect(checkCatches([file('src/a.ts', 'try { a() } catch { /* it may be gone already */ }')])).toEqual([]);
});

test('unfinished work and paths of one machine are found', () => {
  for (const text of ['// TODO later', 'Coming soon', 'lorem ipsum dolor', `open('/home/me/x')`, 'see ../shared/law'])
    expect(checkForbiddenWords([file('docs/a.md', text)]), text).toHaveLength(1);
  for (const text of ['the work of the desk', 'href="/ar/workshops"', 'a to-do list', '/homepage/x'])
    expect(checkForbiddenWords([file('docs/a.md', text)]), text).toEqual([]);
});
