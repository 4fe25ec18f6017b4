import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkLinks, checkSettings } from './rules/documents.ts';
import { checkCircles, checkCrossings, checkFloors, checkUses } from './rules/floors.ts';
import { checkCatches, checkForbiddenWords, checkTests } from './rules/honesty.ts';
import { checkAmazigh, checkCompleteness, checkKeys, checkPlaceholders, checkUse } from './rules/messages.ts';
import { checkNames, checkRooms, checkSizes } from './rules/names.ts';
import { checkPackages } from './rules/packages.ts';
import { checkInline, checkPhrases, checkWords } from './rules/pages.ts';
import { checkMigrations, checkPlugs } from './rules/plugs.ts';
import { checkBarrels, checkClasses, checkDocstrings, checkExports, checkSurroundings } from './rules/shapes.ts';
import { checkStyles } from './rules/styles.ts';
import { checkDeclarations, checkOwnership, checkTenantKeys } from './rules/tables.ts';
import { isCode, programOf, type Rule, readProject } from './source.ts';

const RULES: Record<string, Rule> = {
  'arrows point down only: modules → core → platform': checkFloors,
  'a crossing between rooms can be seen in the import': checkCrossings,
  'a room is entered through its index.ts, and a module says which it uses': checkUses,
  'there are no circles': checkCircles,
  'exports have names': checkExports,
  'there are no barrels': checkBarrels,
  'the only classes are errors': checkClasses,
  'time and settings come from outside': checkSurroundings,
  'what is offered to others is told in a docstring': checkDocstrings,
  'file names are words of the glossary, in kebab-case': checkNames,
  'files can be read in one go': checkSizes,
  'a capability has the rooms that every other one has': checkRooms,
  'actions and pages are called like their files and plugged in': checkPlugs,
  'migrations are frozen and listed': checkMigrations,
  'SQL names its own tables and those of core': checkOwnership,
  'every table is declared and created once, in one room': checkDeclarations,
  'the keys of tables keep public bodies apart': checkTenantKeys,
  'Arabic, French and English are complete': checkCompleteness,
  'languages use the same values and all their plurals': checkPlaceholders,
  'Amazigh words stand in the glossary': checkAmazigh,
  'every message is used': checkUse,
  'every message key exists': checkKeys,
  'all words come from messages': checkWords,
  'phrases in Arabic and Tifinagh stand in messages': checkPhrases,
  'no inline style and no inline handler': checkInline,
  'style sheets know no left and right': checkStyles,
  'no test is put aside': checkTests,
  'no error is swallowed': checkCatches,
  'nothing unfinished, nothing of one machine': checkForbiddenWords,
  'packages are pinned, used and declared': checkPackages,
  'the manual lists every setting': checkSettings,
  'links and paths in documents lead somewhere': (all) => checkLinks(all),
};

const files = readProject(fileURLToPath(new URL('../..', import.meta.url)));
// Read once before the rules, so that none of them is counted for the reading.
for (const file of files) if (isCode(file.path)) programOf(file);

test('the whole repository is read', () => {
  expect(files.filter((file) => file.path.startsWith('src/')).length).toBeGreaterThan(20);
  expect(files.some((file) => file.path === 'package.json')).toBe(true);
});

test.each(Object.entries(RULES))('%s', (_, check) => {
  expect(check(files).map(({ path, line, what }) => `${path}${line ? `:${line}` : ''} ${what}`)).toEqual([]);
});
