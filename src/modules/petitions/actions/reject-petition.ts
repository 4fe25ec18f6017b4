import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { InvalidInput } from '#platform/errors.ts';
import { examinePetition } from '../access.ts';
import { CONDITIONS } from '../council.ts';
import { councilWords, petitionReference } from '../council-input.ts';
import { type Filed, findFiled, moveFiled } from '../move-filed.ts';
import { checksOf } from '../queries/council.ts';

const input = z.object({
  petition: petitionReference,
  /** A condition of the law that the bureau found not to be met. */
  ground: z.enum(CONDITIONS, 'petitions.fault.condition'),
  reasons: councilWords,
});

/**
 * The president notifies the refusal of the bureau, with its reasons: within two months from the filing (region, prefecture, province) or
 * three (commune). It rests on a condition that was checked and is not met, and on no other.
 */
export const rejectPetition = defineAction<z.infer<typeof input>, Filed>({
  name: 'petitions.reject-petition',
  input,
  target: (context, { petition }) => findFiled(context, petition),
  access: examinePetition,
  event: 'petition.rejected',
  record: ({ ground }, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.caseFile.institutionId,
    detail: { ground },
  }),
  run: async (context, { ground, reasons }, petition) => {
    const checks = await checksOf(context.db, petition);
    if (petition.state === 'filed' && !checks.some(({ condition, met }) => condition === ground && !met))
      throw new InvalidInput([{ pointer: '/ground', key: 'petitions.fault.condition-met' }]);
    await moveFiled(
      context,
      petition,
      { verb: 'reject', who: 'office', words: reasons, ground },
      { rejected_on: context.today, rejected_ground: ground },
    );
  },
});
