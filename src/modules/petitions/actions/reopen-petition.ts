import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { examinePetition } from '../access.ts';
import { councilWords, petitionReference } from '../council-input.ts';
import { type Filed, findFiled, moveFiled } from '../move-filed.ts';

const input = z.object({ petition: petitionReference, reasons: councilWords });

/** A refusal is taken back, by the council itself or because a court annulled it: the bureau examines the file again, in a new period. */
export const reopenPetition = defineAction<z.infer<typeof input>, Filed>({
  name: 'petitions.reopen-petition',
  input,
  target: (context, { petition }) => findFiled(context, petition),
  access: examinePetition,
  event: 'petition.reopened',
  record: (_input, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.caseFile.institutionId,
  }),
  run: async (context, { reasons }, petition) => {
    await moveFiled(
      context,
      petition,
      { verb: 'reopen', who: 'office', words: reasons },
      { rejected_on: null, rejected_ground: null },
    );
  },
});
