import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './root.ts';

/** Where a data set that comes with the program stands: `shippedFile('territories.json')`. */
export function shippedFile(name: string): string {
  return join(projectRoot, 'data', name);
}

/** Reads such a data set as JSON. Its shape is the caller's to check. */
export function readShipped(name: string): unknown {
  return JSON.parse(readFileSync(shippedFile(name), 'utf8'));
}
