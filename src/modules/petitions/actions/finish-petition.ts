import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { examinePetition } from '../access.ts';
import { councilWords, petitionReference } from '../council-input.ts';
import { type Filed, findFiled, moveFiled } from '../move-filed.ts';

const input = z.object({ petition: petitionReference, words: councilWords });

/** Nothing more is to be done: the council says with what result the follow-up ends. */
export const finishPetition = defineAction<z.infer<typeof input>, Filed>({
  name: 'petitions.finish-petition',
  input,
  target: (context, { petition }) => findFiled(context, petition),
  access: examinePetition,
  event: 'petition.finished',
  record: (_input, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.caseFile.institutionId,
  }),
  run: async (context, { words }, petition) => {
    await moveFiled(context, petition, { verb: 'finish', who: 'office', words });
  },
});
