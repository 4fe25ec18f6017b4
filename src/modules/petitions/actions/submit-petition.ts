import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { changePetition as mayChange } from '../access.ts';
import { movePetition } from '../move.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';

/** The representative gives a draft to be opened: the council's office checks the listed grounds, and no others. */
export const submitPetition = defineAction<{ petition: string }, Petition>({
  name: 'petitions.submit-petition',
  input: z.object({ petition: z.string().max(40) }),
  target: (context, { petition }) => findPetition(context, petition),
  access: mayChange,
  event: 'petition.submitted',
  record: (_input, petition) => ({ subject: `petition:${petition.reference}`, institutionId: petition.institutionId }),
  run: async (context, _input, petition) => {
    await movePetition(context, petition, { verb: 'submit', who: 'representative' }, { submitted_at: context.now });
  },
});
