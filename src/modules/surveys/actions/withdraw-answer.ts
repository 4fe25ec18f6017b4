import { z } from 'zod';
import { forgetDemographics } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotSignedIn } from '#platform/errors.ts';
import { NOBODY } from '#platform/tenant.ts';
import { takeSurvey } from '../access.ts';
import { actOf } from '../finish.ts';
import { draftKey, dropDraft, personDraftKey, plainReceipt } from '../holder.ts';
import { holdInput, surveyParam } from '../input.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { takesAnswers } from '../survey.ts';
import { asksFor, ownAnswer } from '../withdraw.ts';

const input = z.object({
  survey: surveyParam,
  receipt: holdInput,
  /** The code with which the answer was given. */
  token: z.string().trim().max(40).optional(),
  /** The address at which the code of the answer was received. */
  contact: z.string().trim().max(254).optional(),
});
type Input = z.infer<typeof input>;

/**
 * Takes an answer back while the survey takes answers: it no longer counts, nothing of it is kept, and its author, code or address may answer
 * again. By the account where the survey ties answers to it, else by the receipt; an anonymous answer asks also for the account, code or
 * address it came under, for only both together lead to the place on the roll. Refuses what does not fit (422), and when it is over, when
 * the code was revoked and when nothing tells the place on the roll (409).
 */
export const withdrawAnswer = defineAction<Input, Survey, { reference: string }>({
  name: 'surveys.withdraw-answer',
  input,
  target: async (context, { survey }) => {
    const found = await findSurvey(context, survey);
    return found?.state === 'draft' ? undefined : found;
  },
  access: takeSurvey,
  event: 'answer.withdrawn',
  // Who took part, and who took it back, is nobody's business.
  record: () => null,
  run: async (context, brought, survey) => {
    const { db, around, actor, today, queue, touch } = context;
    if (!takesAnswers(survey, today)) throw new Conflict('surveys.refusal.not-open');
    const own = await ownAnswer(context, survey, brought);
    if (!own && !brought.receipt && actor.kind !== 'person') throw new NotSignedIn({ level: 1 });
    if (!own) throw faulty('/receipt', 'receipt');
    if (survey.privacy === 'anonymous' && own.takers.length === 0) {
      if (!own.isBound) throw new Conflict('surveys.refusal.not-bound');
      const asked = asksFor(survey);
      if (asked === 'token' || (asked && (brought[asked] || actor.kind !== 'person')))
        throw faulty(`/${asked}`, brought[asked] ? `not-by-${asked}` : asked);
      throw actor.kind === 'person' ? faulty('', 'not-yours') : new NotSignedIn({ level: 1 });
    }
    const tables = within(db, survey.institutionId);
    await tables.deleteFrom('survey_text').where('survey_id', '=', survey.id).where('answer_id', '=', own.id).execute();
    const left = await tables
      .deleteFrom('survey_answer')
      .where('survey_id', '=', survey.id)
      .where('id', '=', own.id)
      .executeTakeFirst();
    // Taken back at the same moment from elsewhere.
    if (Number(left.numDeletedRows) === 0) throw faulty('/receipt', 'receipt');
    if (own.takers.length > 0)
      await tables
        .deleteFrom('survey_roll')
        .where('survey_id', '=', survey.id)
        .where('taker', 'in', own.takers)
        .execute();
    await forgetDemographics(db, around.keys, actOf(survey, own.id));
    // The answer may be half way through being changed: by its receipt, and by the account that it was given under.
    const { keys } = around;
    const drafts = [
      brought.receipt && draftKey(keys, survey, NOBODY, plainReceipt(brought.receipt)),
      own.personId && personDraftKey(keys, survey.id, own.personId),
    ];
    for (const key of drafts) if (key) await dropDraft(db, survey, key);
    await queue('surveys.count-results', { survey: survey.reference }, { key: `surveys.count:${survey.reference}` });
    touch(`~survey-results:${survey.reference}`);
    return { reference: survey.reference };
  },
});

const faulty = (pointer: string, key: string) => new InvalidInput([{ pointer, key: `surveys.fault.${key}` }]);
