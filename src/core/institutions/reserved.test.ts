import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';
import { RESERVED } from './reserved.ts';

const sources = (readdirSync(join(projectRoot, 'src'), { recursive: true }) as string[])
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !name.endsWith('testing.tsx'))
  .map((name) => readFileSync(join(projectRoot, 'src', name), 'utf8'));

/** The first words of all `path: '/…'` of pages, resources and routes, as the source has them. */
function firstWords(): Set<string> {
  const words = new Set<string>();
  for (const text of sources) {
    if (!/define(Page|Resource|Thing|List|ActionRoute)\b/.test(text)) continue;
    for (const [, word] of text.matchAll(/\bpath:\s*['"`]\/([a-z0-9-]+)/g)) if (word) words.add(word);
  }
  return words;
}

test('every first word of an address in the program is reserved', () => {
  const words = firstWords();
  // The reading of the source itself works: its own two resources are among what it found.
  expect(words).toContain('institutions');
  expect(words).toContain('territories');
  expect([...words].filter((word) => !RESERVED.has(word))).toEqual([]);
});
