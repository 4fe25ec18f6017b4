import { z } from 'zod';
import { isCivilDate } from '#core/deadlines/index.ts';
import { publish } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { InvalidInput } from '#platform/errors.ts';
import { examinePetition } from '../access.ts';
import { OUTCOMES } from '../council.ts';
import { councilWords, petitionReference } from '../council-input.ts';
import { type Filed, findFiled, moveFiled } from '../move-filed.ts';

const votes = z.coerce
  .number('petitions.fault.votes')
  .int('petitions.fault.votes')
  .min(0, 'petitions.fault.votes')
  .max(9_999, 'petitions.fault.votes');

const input = z.object({
  petition: petitionReference,
  outcome: z.enum(OUTCOMES, 'petitions.fault.outcome'),
  on: z.string('petitions.fault.answered').refine(isCivilDate, 'petitions.fault.answered'),
  /** The number of the deliberation. */
  deliberation: z.string().trim().max(60, 'petitions.fault.deliberation').default(''),
  votes: z.object({ for: votes.default(0), against: votes.default(0), abstained: votes.default(0) }),
  reasons: councilWords,
});

/** The council has deliberated: its decision, the vote and the answer to the petitioners, for everybody to read. */
export const answerPetition = defineAction<z.infer<typeof input>, Filed>({
  name: 'petitions.answer-petition',
  input,
  target: (context, { petition }) => findFiled(context, petition),
  access: examinePetition,
  event: 'petition.answered',
  record: ({ outcome, on }, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.caseFile.institutionId,
    detail: { outcome, on },
  }),
  run: async (context, { outcome, on, deliberation, votes: cast, reasons }, petition) => {
    const { acceptedOn } = petition.council;
    if (on > context.today || (acceptedOn !== null && on < acceptedOn))
      throw new InvalidInput([{ pointer: '/on', key: 'petitions.fault.answered' }]);
    const wasCast = cast.for + cast.against + cast.abstained > 0;
    const facts = {
      outcome,
      on,
      ...(deliberation ? { deliberation } : {}),
      ...(wasCast ? { 'votes-for': cast.for, 'votes-against': cast.against, 'votes-abstained': cast.abstained } : {}),
    };
    await moveFiled(
      context,
      petition,
      { verb: 'answer', who: 'office', words: reasons, facts },
      { answered_on: on, outcome, deliberation: deliberation || null },
    );
    await publish(context, {
      institutionId: petition.institutionId,
      subjects: [`petition:${petition.reference}`],
      event: 'petitions.notice.answered',
      title: { [petition.lang]: petition.title },
      path: `/petitions/${petition.reference}`,
    });
  },
});
