import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { moderate } from '../access.ts';
import { isCommonGround } from '../moderation.ts';
import { ownGrounds } from '../queries/grounds.ts';

const words = (most: number) =>
  z.object({
    ar: z.string().trim().min(1, 'moderation.grounds.words-missing').max(most),
    fr: z.string().trim().min(1, 'moderation.grounds.words-missing').max(most),
    en: z.string().trim().max(most).optional(),
  });

const input = z.object({
  institutionId: z.uuid(),
  /** Absent: a new ground of the body's own. */
  key: z.string().max(60).optional(),
  label: words(80),
  letter: words(1_000),
});

/** Words a ground of a body: a new one, one of its own, or its wording of one that every body has. */
export const writeGround = defineAction<z.infer<typeof input>, { institutionId: string }, { key: string }>({
  name: 'moderation.write-ground',
  input,
  target: async (_context, { institutionId }) => ({ institutionId }),
  access: moderate,
  event: 'ground.written',
  record: (_given, { institutionId }, result) => ({ subject: (result as { key: string }).key, institutionId }),
  run: async ({ db, touch }, { institutionId, key: given, label, letter }) => {
    if (given !== undefined && !isCommonGround(given)) {
      const known = (await ownGrounds(db, institutionId)).some((one) => one.key === given);
      if (!known) throw new NotFound();
    }
    const key = given ?? newId();
    const row = { label: json(present(label)), letter: json(present(letter)) };
    await within(db, institutionId)
      .insert('moderation_ground', { key, ...row, position: 100, closed_on: null })
      .onConflict((conflict) => conflict.columns(['institution_id', 'key']).doUpdateSet({ ...row, closed_on: null }))
      .execute();
    touch('moderation');
    return { key };
  },
});

/** Only the languages that have words. */
function present(text: { ar: string; fr: string; en?: string | undefined }) {
  return { ar: text.ar, fr: text.fr, ...(text.en ? { en: text.en } : {}) };
}
