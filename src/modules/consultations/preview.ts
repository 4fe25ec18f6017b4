import type { Keys } from '#platform/keys.ts';
import type { Consultation } from './queries/consultations.ts';

/** The word in the link of a shared draft: it cannot be guessed, and another one is made each time it is shared anew. */
export function previewWord(
  keys: Keys,
  { id, shownSince }: Pick<Consultation, 'id' | 'shownSince'>,
): string | undefined {
  if (!shownSince) return undefined;
  return keys.fingerprint('consultations.preview', `${id}:${shownSince.toISOString()}`).toString('hex').slice(0, 32);
}
