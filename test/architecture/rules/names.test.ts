import { expect, test } from 'vitest';
import type { SourceFile } from '../source.ts';
import { checkNames, checkRooms, checkSizes } from './names.ts';

const file = (path: string, text = ''): SourceFile => ({ path, text });

test('names that are not kebab-case or say nothing are found', () => {
  const wrong = [
    'src/platform/PageCache.ts',
    'src/platform/page_cache.ts',
    'src/core/cases/utils.ts',
    'src/core/cases/case-helpers.ts',
    'src/core/cases/case-manager.ts',
    'src/core/cases/data.ts',
    'src/modules/petitions/common/words.ts',
  ];
  for (const path of wrong) expect(checkNames([file(path)]), path).toHaveLength(1);
  const right = [
    'src/platform/data-dir.ts',
    'src/modules/open-data/module.ts',
    'src/modules/petitions/README.md',
    'src/modules/petitions/migrations/2026-11-21-1000-petitions.ts',
    'src/modules/petitions/actions/sign-petition.test.ts',
    'data/territories.json',
  ];
  for (const path of right) expect(checkNames([file(path)]), path).toEqual([]);
});

test('a file that is too long is found, tests later than others', () => {
  const lines = (count: number) => Array.from({ length: count }, () => 'x;').join('\n');
  expect(checkSizes([file('src/platform/a.ts', lines(401))])).toHaveLength(1);
  expect(checkSizes([file('src/platform/html/styles/a.css', lines(401))])).toHaveLength(1);
  expect(checkSizes([file('src/platform/a.ts', lines(400)), file('src/platform/a.test.ts', lines(600))])).toEqual([]);
  expect(checkSizes([file('test/journeys/a.test.ts', lines(601))])).toHaveLength(1);
});

test('an invented room, a missing README or plug is found', () => {
  const whole = [
    file('src/core/cases/README.md'),
    file('src/core/cases/module.ts'),
    file('src/core/cases/actions/open-case.ts'),
  ];
  expect(checkRooms(whole)).toEqual([]);
  expect(checkRooms([...whole, file('src/core/cases/stuff/a.ts')])).toHaveLength(1);
  expect(checkRooms(whole.slice(1))).toEqual([{ path: 'src/core/cases/README.md', line: 0, what: 'is missing' }]);
});
