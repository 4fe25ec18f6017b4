import { expect, test } from 'vitest';
import type { SourceFile } from '../source.ts';
import { checkLinks, checkSettings } from './documents.ts';

const file = (path: string, text: string): SourceFile => ({ path, text });
const whats = (violations: { what: string }[]) => violations.map((violation) => violation.what);

test('a setting that the manual does not tell, or tells in vain, is found', () => {
  const config = file(
    'src/platform/config.ts',
    `const settings = z.object({ PORT: z.string(), SMTP_URL: z.string() });`,
  );
  const manual = (names: string) => file('docs/running.md', `| setting | default |\n|---|---|\n${names}`);
  expect(checkSettings([config, manual('| `PORT` | 3000 |\n| `SMTP_URL` | |')])).toEqual([]);
  expect(whats(checkSettings([config, manual('| `PORT`, `HOST` | 3000 |')]))).toEqual([
    'docs/running.md does not list SMTP_URL',
    'lists HOST, which nobody reads',
  ]);
  expect(whats(checkSettings([config]))).toEqual(['is missing']);
});

test('a link or a path that leads nowhere is found', () => {
  const exists = (path: string) => ['docs/glossary.md', 'src/app.ts', 'src/core'].includes(path);
  const check = (text: string) => whats(checkLinks([file('docs/decisions/0001-x.md', text)], exists));
  expect(
    check('[words](../glossary.md#a) `src/app.ts` `src/core/` [web](https://example.org) `src/modules/*/index.ts`'),
  ).toEqual([]);
  expect(check('[words](glossary.md)')).toEqual(['docs/decisions/glossary.md does not exist']);
  expect(check('see `src/everything.ts`')).toEqual(['src/everything.ts does not exist']);
  expect(check('`src/modules/petitions/actions/sign-petition.ts`')).toEqual([]);
});
