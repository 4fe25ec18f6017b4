import { z } from 'zod';
import { meetDeadlines } from '#core/deadlines/index.ts';
import { defineAction } from '#platform/action.ts';
import { json } from '#platform/db/database.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import { decideOpening } from '../access.ts';
import { tellRepresentative } from '../letters.ts';
import { movePetition } from '../move.ts';
import { appealEnd, OPENING_SUBJECT } from '../opening.ts';
import { REFUSAL_GROUNDS } from '../petition.ts';
import { openingReasons } from '../petition-input.ts';
import { type Draft, findDraft } from '../queries/collaborators.ts';
import { petitionDocuments } from '../search.ts';
import { checkTaken } from '../taken.ts';

const input = z.object({
  petition: z.string().max(40),
  ground: z.enum(REFUSAL_GROUNDS, 'petitions.fault.ground'),
  reasons: openingReasons,
});

/** The council's office does not open a petition: for one of the listed grounds, with reasons that everybody reads. */
export const refusePetition = defineAction<z.infer<typeof input>, Draft>({
  name: 'petitions.refuse-petition',
  input,
  target: (context, { petition }) => findDraft(context, petition),
  access: decideOpening,
  event: 'petition.refused',
  record: ({ ground }, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.institutionId,
    detail: { ground },
  }),
  run: async (context, { ground, reasons: { ar, fr } }, petition) => {
    const { db, actor, now, today } = context;
    checkTaken(context, petition);
    await movePetition(
      context,
      petition,
      { verb: 'refuse', who: 'council' },
      {
        decided_at: now,
        decided_by: actor.kind === 'person' ? actor.id : null,
        taken_by: null,
        taken_at: null,
        appeal_until: await appealEnd(db, petition.institutionId, today),
        refusal_ground: ground,
        refusal_reasons: json(fr ? { ar, fr } : { ar }),
      },
    );
    await indexDocuments(db, await petitionDocuments(db, [petition]));
    const subject = { kind: OPENING_SUBJECT, id: petition.id };
    await meetDeadlines(context, { institutionId: petition.institutionId, subject }, today);
    await tellRepresentative(context, petition, 'refused');
  },
});
