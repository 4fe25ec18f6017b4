import type { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { type LimitsOwner, limitSigning } from '../access.ts';
import { limitsOwner } from '../queries/signing-limits.ts';
import { rateInput } from '../signing-limits.ts';

/** Sets how many signatures one network may begin in a minute and in an hour. */
export const setSigningRate = defineAction<z.infer<typeof rateInput>, LimitsOwner>({
  name: 'petitions.set-signing-rate',
  input: rateInput,
  target: ({ db }) => limitsOwner(db),
  access: limitSigning,
  event: 'petitions.signing-rate-set',
  record: (rate, { portalId }) => ({ institutionId: portalId, detail: rate }),
  run: async ({ db, actor, now }, { perMinute, perHour }, { portalId }) => {
    const set = {
      per_minute: perMinute,
      per_hour: perHour,
      set_by: actor.kind === 'person' ? actor.id : null,
      set_at: now,
    };
    await within(db, portalId)
      .insert('signing_rate', set)
      .onConflict((conflict) => conflict.column('institution_id').doUpdateSet(set))
      .execute();
  },
});
