import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json } from '#platform/db/database.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import { examinePetition } from '../access.ts';
import { movePetition } from '../move.ts';
import { REFUSAL_GROUNDS } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { petitionDocuments } from '../search.ts';
import { findPetition } from '../target.ts';

const reasons = z.string().trim().max(3_000, 'petitions.fault.refusal-long');

const input = z.object({
  petition: z.string().max(40),
  ground: z.enum(REFUSAL_GROUNDS, 'petitions.fault.ground'),
  /** In Arabic, for everybody; in French too where it is written. */
  reasons: z.object({ ar: reasons.min(20, 'petitions.fault.refusal-missing'), fr: reasons.default('') }),
});

/** The council's office does not open a petition: for one of the listed grounds, with reasons that everybody reads. */
export const refusePetition = defineAction<z.infer<typeof input>, Petition>({
  name: 'petitions.refuse-petition',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: examinePetition,
  event: 'petition.refused',
  record: ({ ground }, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.institutionId,
    detail: { ground },
  }),
  run: async (context, { ground, reasons: { ar, fr } }, petition) => {
    await movePetition(
      context,
      petition,
      { verb: 'refuse', who: 'council' },
      { decided_at: context.now, refusal_ground: ground, refusal_reasons: json(fr ? { ar, fr } : { ar }) },
    );
    await indexDocuments(context.db, await petitionDocuments(context.db, [petition]));
  },
});
