import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { breach, type SourceFile, type Violation, visit } from '../source.ts';

const SETTINGS = 'src/platform/config.ts';
const MANUAL = 'docs/running.md';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Every setting that the program reads stands in the manual's table, and no other. */
export function checkSettings(files: readonly SourceFile[]): Violation[] {
  const config = files.find((file) => file.path === SETTINGS);
  const manual = files.find((file) => file.path === MANUAL);
  if (!config) return [];
  if (!manual) return [{ path: MANUAL, line: 0, what: 'is missing' }];
  const read = new Map<string, number>();
  visit(config, (node) => {
    if (node.type === 'Property' && node.key.type === 'Identifier' && /^[A-Z][A-Z0-9_]+$/.test(node.key.name))
      read.set(node.key.name, node.start);
  });
  const told = new Set<string>();
  for (const row of manual.text.matchAll(/^\| (`[^|]+`) \|/gm))
    for (const name of row[1]?.matchAll(/`([A-Z][A-Z0-9_]+)`/g) ?? []) told.add(name[1] ?? '');
  return [
    ...[...read]
      .filter(([name]) => !told.has(name))
      .map(([name, start]) => breach(config, { start }, `${MANUAL} does not list ${name}`)),
    ...[...told]
      .filter((name) => !read.has(name))
      .map((name) => breach(manual, 0, `lists ${name}, which nobody reads`)),
  ];
}

/** Links between documents, and the paths that documents name, lead somewhere. */
export function checkLinks(
  files: readonly SourceFile[],
  exists: (path: string) => boolean = (path) => existsSync(posix.join(ROOT, path)),
): Violation[] {
  const violations: Violation[] = [];
  for (const file of files) {
    if (!file.path.endsWith('.md') || file.path.startsWith('data/')) continue;
    const check = (target: string, index: number | undefined) => {
      if (!exists(target)) violations.push(breach(file, { start: index ?? 0 }, `${target} does not exist`));
    };
    for (const link of file.text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)/g))
      check(posix.join(posix.dirname(file.path), decodeURI(link[1] ?? '')), link.index);
    // `src/platform/page.ts` in running text; patterns with signs of their own (`src/modules/*/`, `{id}`) are no paths.
    for (const name of file.text.matchAll(/`((?:src|test|docs|scripts|bin|data|bench)\/[\w./-]+)`/g))
      if (!isExample(file.path, name[1] ?? '')) check((name[1] ?? '').replace(/\/$/, ''), name.index);
  }
  return violations;
}

/** Decisions and guides explain themselves with capabilities that are still to come. */
function isExample(document: string, path: string): boolean {
  return (
    /^(docs\/|CONTRIBUTING|ARCHITECTURE)/.test(document) && /^src\/modules\/(petitions|consultations|NAME)\//.test(path)
  );
}
