import { z } from 'zod';
import { withdrawNotices } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { forgetDocuments } from '#platform/search/index-documents.ts';
import { decideOpening } from '../access.ts';
import { tellRepresentative } from '../letters.ts';
import { movePetition } from '../move.ts';
import { REMOVAL_GROUNDS } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { SEARCH_KIND } from '../search.ts';
import { findPetition } from '../target.ts';

const input = z.object({
  petition: z.string().max(40),
  ground: z.enum(REMOVAL_GROUNDS, 'petitions.fault.removal-ground'),
  /** The decision that orders it: court or commission, number, day. It stays in the log, and the representative reads it. */
  act: z.string('petitions.fault.removal-act').trim().min(10, 'petitions.fault.removal-act').max(300),
});

/**
 * Takes a public petition off the platform because a decision orders it: its words and the names of its signatories are erased, and its
 * address answers "gone" with the ground. There is no way back, and no other ground: what was opened is not taken away because it
 * displeases. Refuses a petition whose file the council has (409).
 */
export const removePetition = defineAction<z.infer<typeof input>, Petition>({
  name: 'petitions.remove-petition',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: decideOpening,
  event: 'petition.removed',
  record: ({ ground, act }, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.institutionId,
    detail: { ground, act },
  }),
  run: async (context, { ground, act }, petition) => {
    const { db, now, touch } = context;
    const { institutionId, id, reference } = petition;
    await movePetition(
      context,
      petition,
      { verb: 'remove', who: 'council' },
      {
        title: '',
        demand: '',
        reasons: '',
        representative_name: '',
        refusal_ground: null,
        refusal_reasons: null,
        tallied_at: null,
        closed_at: petition.closedAt ?? now,
        removal_ground: ground,
        removal_act: act,
        removed_at: now,
      },
    );
    const here = within(db, institutionId);
    await here
      .updateTable('petition_signature')
      .set({ sealed: null, public_name: null, person_id: null, contribution: null, alike: null })
      .where('petition_id', '=', id)
      .execute();
    await here.deleteFrom('petition_news').where('petition_id', '=', id).execute();
    await here.deleteFrom('petition_version').where('petition_id', '=', id).execute();
    await here.deleteFrom('petition_signing').where('petition_id', '=', id).execute();
    await here.deleteFrom('petition_appeal').where('petition_id', '=', id).execute();
    await forgetDocuments(db, { institutionId, kind: SEARCH_KIND, ids: [reference] });
    await withdrawNotices(context, institutionId, `petition:${reference}`);
    touch(`~petition-count:${reference}`, `petition-days:${reference}`);
    await tellRepresentative(context, petition, 'removed', act);
  },
});
