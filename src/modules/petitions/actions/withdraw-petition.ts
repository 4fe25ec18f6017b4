import { z } from 'zod';
import { moveCase } from '#core/cases/index.ts';
import { cancelDeadlines } from '#core/deadlines/index.ts';
import { defineAction } from '#platform/action.ts';
import { changePetition as mayChange } from '../access.ts';
import { movePetition } from '../move.ts';
import { OPENING_SUBJECT } from '../opening.ts';
import type { PetitionState } from '../petition.ts';
import { councilOf, fileOf } from '../queries/council.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';

/** The representative takes a petition back: to the drafts before it is opened; for everybody to see afterwards. */
export const withdrawPetition = defineAction<{ petition: string }, Petition, { state: PetitionState }>({
  name: 'petitions.withdraw-petition',
  input: z.object({ petition: z.string().max(40) }),
  target: (context, { petition }) => findPetition(context, petition),
  access: mayChange,
  event: 'petition.withdrawn',
  record: (_input, petition) => ({ subject: `petition:${petition.reference}`, institutionId: petition.institutionId }),
  run: async (context, _input, petition) => {
    const council = await councilOf(context.db, petition);
    const caseFile = await fileOf(context.db, council);
    if (caseFile) await moveCase(context, caseFile, { verb: 'withdraw', who: 'party' });
    const { institutionId, id } = petition;
    if (petition.state === 'submitted')
      await cancelDeadlines(context, { institutionId, subject: { kind: OPENING_SUBJECT, id } });
    const closed = petition.state === 'open' ? { closed_at: context.now } : {};
    return { state: await movePetition(context, petition, { verb: 'withdraw', who: 'representative' }, closed) };
  },
});
