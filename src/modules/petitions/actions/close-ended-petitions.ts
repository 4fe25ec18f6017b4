import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { across } from '#platform/db/database.ts';
import { closePetitions } from '../access.ts';
import { endOfDay } from '../petition.ts';

/** Ends the collection of every petition whose last day is over, as of the end of that day. */
export const closeEndedPetitions = defineAction<object, undefined, { closed: number }>({
  name: 'petitions.close-ended-petitions',
  input: z.object({}),
  access: closePetitions,
  event: 'petitions.closed',
  record: (_input, _target, result) => {
    const { closed } = result as { closed: number };
    return closed > 0 ? { detail: { closed } } : null;
  },
  run: async ({ db, today, touch }) => {
    const ended = await across(db)
      .selectFrom('petition')
      .select(['institution_id', 'id', 'reference', 'closes_on'])
      .where('state', '=', 'open')
      .where('closes_on', '<', today)
      .limit(1_000)
      .forUpdate()
      .execute();
    for (const { institution_id, id, reference, closes_on } of ended) {
      await across(db)
        .updateTable('petition')
        .set({ state: 'closed', closed_at: closes_on ? endOfDay(closes_on) : null })
        .where('institution_id', '=', institution_id)
        .where('id', '=', id)
        .execute();
      touch(`petition:${reference}`);
    }
    if (ended.length > 0) touch('petitions');
    return { closed: ended.length };
  },
});
