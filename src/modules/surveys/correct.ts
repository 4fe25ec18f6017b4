import { z } from 'zod';
import type { ActionContext } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { newId } from '#platform/ids.ts';
import type { Survey } from './queries/surveys.ts';

const part = z.string().trim().max(1_000).optional();

/** What was corrected and why, for everybody; asked for once somebody has answered. */
export const noteInput = z.object({ ar: part, fr: part, en: part }).optional();

/** Writes the note of a correction, which only a survey that has answers needs. Refuses a correction without one. */
export async function correct(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  { institutionId, id, frozenAt }: Survey,
  note: z.infer<typeof noteInput>,
): Promise<void> {
  if (frozenAt === null) return;
  const said = Object.fromEntries(Object.entries(note ?? {}).filter(([, words]) => words));
  if (Object.keys(said).length === 0) throw new InvalidInput([{ pointer: '/note/ar', key: 'surveys.fault.note' }]);
  await within(db, institutionId)
    .insert('survey_correction', { survey_id: id, id: newId(), at: now, note: json(said) })
    .execute();
}

/** Whether two texts say the same in every language. */
export function sameWords(one: Text, other: Text): boolean {
  return LANGUAGES.every((lang) => (one[lang] ?? '') === (other[lang] ?? ''));
}
