import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { changePetition as mayChange } from '../access.ts';
import { petitionInput } from '../petition-input.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';

const input = petitionInput.extend({ petition: z.string().max(40) });

/** The representative changes a draft. What was opened stays as it was signed. */
export const editPetition = defineAction<z.infer<typeof input>, Petition, { reference: string }>({
  name: 'petitions.edit-petition',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: mayChange,
  event: 'petition.changed',
  record: (_input, petition) => ({ subject: `petition:${petition.reference}`, institutionId: petition.institutionId }),
  run: async ({ db }, { lang, title, demand, reasons, representative, months }, petition) => {
    if (petition.state !== 'draft') throw new Conflict('petitions.refusal.not-a-draft');
    await within(db, petition.institutionId)
      .updateTable('petition')
      .set({ lang, title, demand, reasons, representative_name: representative, months })
      .where('id', '=', petition.id)
      .execute();
    return { reference: petition.reference };
  },
});
