import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { PLATFORM_OWNER } from '#platform/audit.ts';
import { stopLetters as access } from '../access.ts';
import { ensurePreference } from '../follows.ts';
import { readUnsubscribeToken } from '../unsubscribe-token.ts';

/**
 * Stops a person's letters by the keyed word of a letter: whoever has the letter may stop it, from any mail program, without signing in
 * (RFC 8058). What the person follows stays, and stands on `/me/notifications`.
 */
export const stopLetters = defineAction<{ token: string }, { id: string }>({
  name: 'notifications.stop-letters',
  input: z.object({ token: z.string().max(100) }),
  target: async ({ db, around }, { token }) => {
    const personId = readUnsubscribeToken(around.keys, token);
    if (personId === undefined) return undefined;
    return db
      .selectFrom('person')
      .select('id')
      .where('id', '=', personId)
      .where('closed_at', 'is', null)
      .executeTakeFirst();
  },
  access,
  event: 'letters.stopped',
  record: () => ({ institutionId: PLATFORM_OWNER }),
  async run(context, _input, { id }) {
    await ensurePreference(context, id);
    await context.db
      .updateTable('notification_preference')
      .set({ frequency: 'never', changed_at: context.now })
      .where('person_id', '=', id)
      .execute();
  },
});
