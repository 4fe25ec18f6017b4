import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { PLATFORM_OWNER } from '#platform/audit.ts';
import { followSubject as access } from '../access.ts';
import { ensurePreference, personOf } from '../follows.ts';
import { FREQUENCIES } from '../notification.ts';
import { newestBatch } from '../rounds.ts';

export const preferencesInput = z.object({
  frequency: z.enum(FREQUENCIES, 'notifications.fault.frequency'),
  urgentSms: z.boolean(),
});

/**
 * Changes how often letters come, and whether what is urgent goes to the telephone. The next letter tells what the last one did not;
 * only after a time without letters it starts anew.
 */
export const changePreferences = defineAction({
  name: 'notifications.change-preferences',
  input: preferencesInput,
  access,
  event: 'notification-preferences.changed',
  record: () => ({ institutionId: PLATFORM_OWNER }),
  async run(context, { frequency, urgentSms }) {
    const { db, actor, now } = context;
    const personId = personOf(actor);
    await ensurePreference(context, personId);
    const before = await db
      .selectFrom('notification_preference')
      .select('frequency')
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    const startsAnew = before.frequency === 'never' && frequency !== 'never';
    await db
      .updateTable('notification_preference')
      .set({
        frequency,
        urgent_sms: urgentSms,
        changed_at: now,
        ...(startsAnew ? { told_batch: await newestBatch(db) } : {}),
      })
      .where('person_id', '=', personId)
      .execute();
    return { frequency, urgentSms };
  },
});
