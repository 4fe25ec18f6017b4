import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import { decideOpeningAppeal } from '../access.ts';
import { tellRepresentative } from '../letters.ts';
import { openForSigning } from '../opening.ts';
import { APPEAL_OUTCOMES } from '../petition.ts';
import { openingReasons } from '../petition-input.ts';
import { appealOf, type OpeningAppeal } from '../queries/appeals.ts';
import { type Draft, findDraft } from '../queries/collaborators.ts';

const input = z.object({
  petition: z.string().max(40),
  outcome: z.enum(APPEAL_OUTCOMES, 'petitions.fault.appeal-outcome'),
  reasons: openingReasons,
});

/**
 * Somebody else than who refused looks at a petition again: opens it, or confirms that it is not opened, with reasons that everybody reads.
 * This ends the matter on the platform.
 */
export const decideRefusalAppeal = defineAction<z.infer<typeof input>, Draft & { appeal: OpeningAppeal }>({
  name: 'petitions.decide-refusal-appeal',
  input,
  target: async (context, { petition: typed }) => {
    const petition = await findDraft(context, typed);
    const appeal = petition && (await appealOf(context.db, petition, { lock: true }));
    return petition && appeal && { ...petition, appeal };
  },
  access: decideOpeningAppeal,
  event: 'petition.appeal-decided',
  record: ({ outcome }, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.institutionId,
    detail: { outcome },
  }),
  run: async (context, { outcome, reasons: { ar, fr } }, petition) => {
    const { db, actor, now, touch } = context;
    if (actor.kind !== 'person') throw new NotAllowed();
    if (petition.appeal.outcome !== null) throw new Conflict('petitions.refusal.appeal-decided');
    await within(db, petition.institutionId)
      .updateTable('petition_appeal')
      .set({ outcome, reasons: json(fr ? { ar, fr } : { ar }), decided_by: actor.id, decided_at: now })
      .where('petition_id', '=', petition.id)
      .execute();
    if (outcome === 'opened') await openForSigning(context, petition, { onAppeal: true });
    touch(`petition:${petition.reference}`);
    await tellRepresentative(context, petition, outcome === 'opened' ? 'appeal-opened' : 'appeal-confirmed');
  },
});
