import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { moderate } from '../access.ts';

const input = z.object({ institutionId: z.uuid(), key: z.string().max(60) });

/**
 * Takes a body's own words back: its own ground is no longer offered, a common one is worded again as everywhere. Decisions that used them
 * keep the words they were taken with.
 */
export const closeGround = defineAction<z.infer<typeof input>, { institutionId: string }, void>({
  name: 'moderation.close-ground',
  input,
  target: async (_context, { institutionId }) => ({ institutionId }),
  access: moderate,
  event: 'ground.closed',
  record: ({ key }, { institutionId }) => ({ subject: key, institutionId }),
  run: async ({ db, today, touch }, { institutionId, key }) => {
    const closed = await within(db, institutionId)
      .updateTable('moderation_ground')
      .set({ closed_on: today })
      .where('key', '=', key)
      .where('closed_on', 'is', null)
      .executeTakeFirst();
    if (Number(closed.numUpdatedRows) === 0) throw new NotFound();
    touch('moderation');
  },
});
