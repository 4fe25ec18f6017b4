import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import { changePetition as mayAppeal } from '../access.ts';
import { APPEAL_MAX } from '../petition.ts';
import { appealOf, lastDayOfAppeal } from '../queries/appeals.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';

const input = z.object({
  petition: z.string().max(40),
  words: z
    .string('petitions.fault.appeal-missing')
    .trim()
    .min(1, 'petitions.fault.appeal-missing')
    .max(APPEAL_MAX, 'petitions.fault.refusal-long'),
});

/**
 * The author of a petition that was not opened asks that somebody else look at it: once, within the time that the body gives for it, where
 * it gives one. Refuses a second appeal and one that comes too late (409).
 */
export const appealRefusal = defineAction<z.infer<typeof input>, Petition>({
  name: 'petitions.appeal-refusal',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: mayAppeal,
  event: 'petition.refusal-appealed',
  record: (_input, petition) => ({ subject: `petition:${petition.reference}`, institutionId: petition.institutionId }),
  run: async (context, { words }, petition) => {
    const { db, actor, now, today, touch } = context;
    const { institutionId, id, refusalGround, refusalReasons, decidedAt, decidedBy } = petition;
    if (actor.kind !== 'person') throw new NotAllowed();
    if (await appealOf(db, petition)) throw new Conflict('petitions.refusal.appealed');
    if (petition.state !== 'refused' || !refusalGround || !decidedAt)
      throw new Conflict('petitions.refusal.not-refused');
    const until = await lastDayOfAppeal(db, petition);
    if (until !== null && today > until) throw new Conflict('petitions.refusal.appeal-too-late');
    const made = await within(db, institutionId)
      .insert('petition_appeal', {
        petition_id: id,
        ground: refusalGround,
        refusal_reasons: json(refusalReasons),
        refused_at: decidedAt,
        refused_by: decidedBy,
        appellant_id: actor.id,
        words,
        made_at: now,
        outcome: null,
        reasons: null,
        decided_by: null,
        decided_at: null,
      })
      // A second click at the same moment.
      .onConflict((conflict) => conflict.columns(['institution_id', 'petition_id']).doNothing())
      .executeTakeFirst();
    if (Number(made.numInsertedOrUpdatedRows) === 0) throw new Conflict('petitions.refusal.appealed');
    touch(`petition:${petition.reference}`);
  },
});
