import { z } from 'zod';
import { meetDeadlines } from '#core/deadlines/index.ts';
import { defineAction } from '#platform/action.ts';
import { decideOpening } from '../access.ts';
import { tellRepresentative } from '../letters.ts';
import { OPENING_SUBJECT, openForSigning } from '../opening.ts';
import { type Draft, findDraft } from '../queries/collaborators.ts';
import { checkTaken } from '../taken.ts';

/** The council's office opens a petition for signing. What it needs is the law's by the figures of this day, and stays so. */
export const openPetition = defineAction<{ petition: string }, Draft>({
  name: 'petitions.open-petition',
  input: z.object({ petition: z.string().max(40) }),
  target: (context, { petition }) => findDraft(context, petition),
  access: decideOpening,
  event: 'petition.opened',
  record: (_input, petition) => ({ subject: `petition:${petition.reference}`, institutionId: petition.institutionId }),
  run: async (context, _input, petition) => {
    checkTaken(context, petition);
    await openForSigning(context, petition, { onAppeal: false });
    const subject = { kind: OPENING_SUBJECT, id: petition.id };
    await meetDeadlines(context, { institutionId: petition.institutionId, subject }, context.today);
    await tellRepresentative(context, petition, 'opened');
  },
});
