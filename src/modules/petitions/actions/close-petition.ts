import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { changePetition as mayChange } from '../access.ts';
import { movePetition } from '../move.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';

/** The representative ends the collection before its last day. Signatures that were begun can still be confirmed for 24 hours. */
export const closePetition = defineAction<{ petition: string }, Petition>({
  name: 'petitions.close-petition',
  input: z.object({ petition: z.string().max(40) }),
  target: (context, { petition }) => findPetition(context, petition),
  access: mayChange,
  event: 'petition.closed',
  record: (_input, petition) => ({ subject: `petition:${petition.reference}`, institutionId: petition.institutionId }),
  run: async (context, _input, petition) => {
    await movePetition(context, petition, { verb: 'close', who: 'representative' }, { closed_at: context.now });
  },
});
