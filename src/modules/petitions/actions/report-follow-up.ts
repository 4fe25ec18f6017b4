import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { examinePetition } from '../access.ts';
import { councilWords, petitionReference } from '../council-input.ts';
import { type Filed, findFiled, moveFiled } from '../move-filed.ts';

const input = z.object({ petition: petitionReference, words: councilWords });

/** The council says what was done since its decision. */
export const reportFollowUp = defineAction<z.infer<typeof input>, Filed>({
  name: 'petitions.report-follow-up',
  input,
  target: (context, { petition }) => findFiled(context, petition),
  access: examinePetition,
  event: 'petition.follow-up-reported',
  record: (_input, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.caseFile.institutionId,
  }),
  run: async (context, { words }, petition) => {
    await moveFiled(context, petition, { verb: 'report', who: 'office', words });
  },
});
