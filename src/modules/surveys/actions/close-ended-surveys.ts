import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { across, within } from '#platform/db/database.ts';
import { keepSurveys } from '../access.ts';
import { endOfDay, GRACE_HOURS } from '../survey.ts';

/** Closes every survey whose last day is over and whose last confirmations can no longer come, as of the end of that day. */
export const closeEndedSurveys = defineAction<object, undefined, { closed: string[] }>({
  name: 'surveys.close-ended-surveys',
  input: z.object({}),
  access: keepSurveys,
  event: 'surveys.closed',
  record: (_input, _target, result) => {
    const { closed } = result as { closed: string[] };
    return closed.length > 0 ? { detail: { closed } } : null;
  },
  run: async ({ db, now, touch, queue }) => {
    const lastDay = new Date(now.getTime() - (GRACE_HOURS + 24) * 3_600_000).toISOString().slice(0, 10);
    const ended = await across(db)
      .selectFrom('survey')
      .select(['institution_id', 'id', 'reference', 'closes_on'])
      .where('state', '=', 'published')
      .where('closes_on', '<=', lastDay)
      .limit(500)
      .forUpdate()
      .execute();
    for (const { institution_id, id, reference, closes_on } of ended) {
      await within(db, institution_id)
        .updateTable('survey')
        .set({ state: 'closed', closed_at: endOfDay(closes_on) })
        .where('id', '=', id)
        .execute();
      await queue('surveys.count-results', { survey: reference });
      touch(`survey:${reference}`);
    }
    if (ended.length > 0) touch('surveys');
    return { closed: ended.map(({ reference }) => reference) };
  },
});
