import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json } from '#platform/db/database.ts';
import { examinePetition } from '../access.ts';
import { councilLine, petitionReference } from '../council-input.ts';
import { type Filed, findFiled, moveFiled } from '../move-filed.ts';

const input = z.object({ petition: petitionReference, committee: councilLine });

/** The president sends an accepted petition to the standing committee that studies it before the council deliberates. */
export const referPetition = defineAction<z.infer<typeof input>, Filed>({
  name: 'petitions.refer-petition',
  input,
  target: (context, { petition }) => findFiled(context, petition),
  access: examinePetition,
  event: 'petition.referred',
  record: (_input, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.caseFile.institutionId,
  }),
  run: async (context, { committee }, petition) => {
    await moveFiled(
      context,
      petition,
      { verb: 'refer', who: 'office', words: committee },
      { committee: json(committee) },
    );
  },
});
