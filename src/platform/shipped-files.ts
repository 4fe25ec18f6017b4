import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Where a data set that comes with the program stands: `shippedFile('territories.json')`. The sources and the built program lie at
 * different depths, so the folder is looked for upwards: the first `data/README.md` beside a `package.json`.
 */
export function shippedFile(name: string): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'data', 'README.md')))
      return join(folder, 'data', name);
    if (folder === dirname(folder)) throw new Error(`the folder of data sets is missing: ${name} was not found`);
  }
}

/** Reads such a data set as JSON. Its shape is the caller's to check. */
export function readShipped(name: string): unknown {
  return JSON.parse(readFileSync(shippedFile(name), 'utf8'));
}
