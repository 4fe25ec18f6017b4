import { expect, test } from 'vitest';
import type { SourceFile } from '../source.ts';
import { checkCircles, checkCrossings, checkFloors, checkUses } from './floors.ts';

const file = (path: string, text: string): SourceFile => ({ path, text });
const whats = (violations: { what: string }[]) => violations.map((violation) => violation.what);

test('an import that points up is found, whatever its form', () => {
  const up = [
    file('src/platform/page.ts', `import { findPlan } from '#core/institutions/index.ts';`),
    file('src/core/cases/case.ts', `import type { Petition } from '#modules/petitions/index.ts';`),
    file('src/platform/cli/run.ts', `const load = () => import('#modules/petitions/index.ts');`),
    file('src/platform/mail/mail.ts', `export { petition } from '#modules/petitions/index.ts';`),
    file('src/core/territory/place.ts', `type P = import('#modules/petitions/index.ts').Petition;`),
  ];
  expect(checkFloors(up).map((violation) => violation.path)).toEqual(up.map((one) => one.path));
});

test('imports that point down, and those of the top files, are allowed', () => {
  const down = [
    file('src/modules/petitions/petition.ts', `import { pick } from '#platform/i18n/text.ts';`),
    file('src/core/institutions/queries.ts', `import { pick } from '#platform/i18n/text.ts';`),
    file('src/app.ts', `import { modules } from './modules.ts'; import { x } from './core/territory/index.ts';`),
    file('src/modules/petitions/pages/page.test.ts', `import { makeApp } from '../../../app.ts';`),
  ];
  expect(checkFloors(down)).toEqual([]);
});

test('product code that leans on the app, on a test folder, or stands above the floors is found', () => {
  const wrong = [
    file('src/modules/petitions/petition.ts', `import { makeApp } from '../../app.ts';`),
    file('src/modules/petitions/queries.ts', `import { testDatabase } from '../../../test/setup/database.ts';`),
    file('src/everything.ts', ''),
  ];
  expect(checkFloors(wrong)).toHaveLength(3);
});

test('a crossing must be visible, and a step inside a room must not look like one', () => {
  const wrong = [
    file('src/modules/petitions/petition.ts', `import { pick } from '../../platform/i18n/text.ts';`),
    file('src/platform/page.ts', `import { pick } from '#platform/i18n/text.ts';`),
    file('src/platform/api.ts', `import { pick } from './i18n/text';`),
    file('src/core/cases/case.test.ts', `import { pick } from '../../platform/i18n/text.ts';`),
  ];
  expect(whats(checkCrossings(wrong))).toEqual([
    'write ../../platform/i18n/text.ts as #platform/i18n/text.ts',
    'inside a room write #platform/i18n/text.ts as a relative path',
    './i18n/text needs its extension',
    'write ../../platform/i18n/text.ts as #platform/i18n/text.ts',
  ]);
});

const plug = (name: string, uses: string) =>
  file(`src/modules/${name}/module.ts`, `export const ${name} = defineModule({ name: '${name}', uses: [${uses}] });`);

test('a module reaches another only through its index and only when it says so', () => {
  const inside = file('src/modules/petitions/petition.ts', `import { a } from '#modules/consultations/queries.ts';`);
  const through = file('src/modules/petitions/petition.ts', `import { a } from '#modules/consultations/index.ts';`);
  expect(whats(checkUses([plug('petitions', `'consultations'`), inside]))).toEqual([
    'petitions reaches consultations past its index.ts',
  ]);
  expect(whats(checkUses([plug('petitions', ''), through]))).toEqual([
    "src/modules/petitions/module.ts does not name 'consultations' in uses",
  ]);
  expect(whats(checkUses([plug('petitions', `'consultations', 'budgets'`), through]))).toEqual([
    "uses names 'budgets', which petitions does not import",
  ]);
  expect(checkUses([plug('petitions', `'consultations'`), through])).toEqual([]);
});

test('a room of core is entered through its index too; its tests may plug others in', () => {
  const text = `import { territory } from '#core/territory/module.ts';`;
  const past = `import { regions } from '#core/territory/queries.ts';`;
  expect(checkUses([file('src/core/institutions/queries.ts', past)])).toHaveLength(1);
  expect(checkUses([file('src/modules/petitions/queries.ts', past)])).toHaveLength(1);
  expect(checkUses([file('src/core/institutions/queries.ts', text)])).toHaveLength(1);
  expect(checkUses([file('src/core/institutions/queries.test.ts', text)])).toEqual([]);
  expect(checkUses([file('src/modules/petitions/a.ts', `import { a } from '#core/territory/index.ts';`)])).toEqual([]);
});

test('circles of files and of modules are found; types alone make no circle of files', () => {
  const a = file('src/modules/a/index.ts', `import { b } from '#modules/b/index.ts';`);
  const b = file('src/modules/b/index.ts', `import type { a } from '#modules/a/index.ts';`);
  expect(whats(checkCircles([a, b]))).toEqual(['a circle of rooms: src/modules/b → src/modules/a → src/modules/b']);
  const three = [
    file('src/platform/x.ts', `import { y } from './y.ts';`),
    file('src/platform/y.ts', `import { z } from './z.ts';`),
    file('src/platform/z.ts', `import { type X, x } from './x.ts';`),
    file('src/platform/leaf.ts', `import { x } from './x.ts';`),
  ];
  expect(whats(checkCircles(three))).toHaveLength(1);
  expect(checkCircles([...three.slice(0, 2), file('src/platform/z.ts', `import type { X } from './x.ts';`)])).toEqual(
    [],
  );
});
