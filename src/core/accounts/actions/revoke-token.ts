import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { NotFound } from '#platform/errors.ts';
import { oneself, personOf } from '../access.ts';

/** Revokes one of one's own API tokens, at once. A token may revoke itself and the others: that takes rights away, and gives none. */
export const revokeToken = defineAction({
  name: 'accounts.revoke-token',
  input: z.object({ id: z.uuid() }),
  access: oneself,
  event: 'token.revoked',
  record: ({ id }) => ({ subject: id }),
  run: async ({ db, actor, now }, { id }) => {
    const revoked = await db
      .updateTable('api_token')
      .set({ revoked_at: now })
      .where('id', '=', id)
      .where('person_id', '=', personOf(actor).id)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!revoked) throw new NotFound();
  },
});
