import { z } from 'zod';
import { commitmentByReference } from '#modules/commitments/index.ts';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { answerFollowUp, type Owned } from '../access.ts';
import { MOST, reference, words } from '../input.ts';
import { followUpTags } from '../plan.ts';
import { completionLevels } from '../vocabulary.ts';

export const publishSelfAssessmentInput = z.object({
  commitment: reference,
  completion: z.string().max(60),
  text: words(MOST.page),
});
type Input = z.infer<typeof publishSelfAssessmentInput>;
type Target = Owned & { plan: string };

async function target({ db, today }: ActionContext, { commitment }: Input): Promise<Target | undefined> {
  const found = await commitmentByReference(db, commitment, today);
  return found && found.goneAt === null
    ? { institutionId: found.institution.id, plan: found.plan.reference }
    : undefined;
}

/** The body says by itself how far it has come with a commitment, on the scale the independent assessment uses. Every word is kept. */
export const publishSelfAssessment = defineAction<Input, Target, { id: string }>({
  name: 'reviews.publish-self-assessment',
  input: publishSelfAssessmentInput,
  target,
  access: answerFollowUp,
  event: 'self-assessment.published',
  record: ({ commitment, completion }, { institutionId }) => ({
    subject: commitment,
    institutionId,
    detail: { completion },
  }),
  async run({ db, now, today, actor, touch }, { commitment, completion, text }, { institutionId, plan }) {
    if (!completionLevels().some((level) => level.id === completion))
      throw new InvalidInput([{ pointer: '/completion', key: 'reviews.form.choose' }]);
    const id = newId();
    await within(db, institutionId)
      .insert('self_assessment', {
        id,
        plan,
        commitment,
        completion,
        words: json(text),
        published_on: today,
        published_at: now,
        published_by: actor.kind === 'person' ? actor.id : null,
      })
      .execute();
    touch(...followUpTags(plan));
    return { id };
  },
});
