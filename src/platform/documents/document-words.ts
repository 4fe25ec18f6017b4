import { Unavailable } from '../errors.ts';
import type { FileType } from '../files/file-types.ts';
import { openWorkshop, type WorkshopOptions } from '../workshop/workshop.ts';
import { READABLE, type ReadableType, type Words } from './extract-words.ts';

/** Whether the words of a file of this type can be read. */
export function isReadable(type: FileType): type is ReadableType {
  return (READABLE as readonly string[]).includes(type);
}

/** After how long a document is given up: one that takes a minute is made to. */
const PATIENCE = 60_000;

/**
 * The words of a document, read in a process of its own, so that a broken or huge one takes nothing with it and nobody waits behind it.
 * `fault` says why it cannot be read: damaged, protected by a password, too much for time or memory. Refusal: `Unavailable`, to be tried
 * again.
 */
export async function documentWords(
  type: ReadableType,
  bytes: Uint8Array,
  options: WorkshopOptions = {},
): Promise<Words | { fault: string }> {
  const own = openWorkshop({ patience: PATIENCE, ...options });
  try {
    return await own.run('documents.words', { type, bytes });
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    // Whatever a file from outside does to a library (an exception, no end, no memory) is the file's.
    return { fault: (error as Error).message };
  } finally {
    await own.close();
  }
}
