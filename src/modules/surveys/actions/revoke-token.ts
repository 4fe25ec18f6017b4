import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { manageSurvey } from '../access.ts';
import { surveyParam } from '../input.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { tokenNumber } from '../tokens.ts';

const input = z.object({
  survey: surveyParam,
  /** The number of the code in the list, or the code itself. */
  code: z.string('surveys.fault.token-number').trim().min(1, 'surveys.fault.token-number').max(40),
  reason: z.string('surveys.fault.reason').trim().min(5, 'surveys.fault.reason').max(500, 'surveys.fault.reason'),
});
type Input = z.infer<typeof input>;

/**
 * Takes one code out of use: it was lost, or handed to the wrong person. Nothing is answered with it from now on. What was answered with it
 * before stays and counts, and whether anything was is not said. Refuses a code that was not issued (422) or is revoked already (409).
 */
export const revokeToken = defineAction<Input, Survey, { number: number }>({
  name: 'surveys.revoke-token',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'survey.token-revoked',
  record: ({ reason }, { reference, institutionId }, result) => ({
    subject: `survey:${reference}`,
    institutionId,
    detail: { number: (result as { number: number }).number, reason },
  }),
  run: async ({ db, around, actor, now }, { code, reason }, survey) => {
    const number = /^\d{1,5}$/.test(code) ? Number(code) : tokenNumber(around.keys, survey, code);
    if (number === undefined || number < 1 || number > survey.tokens)
      throw new InvalidInput([{ pointer: '/code', key: 'surveys.fault.token-number' }]);
    const revoked = await within(db, survey.institutionId)
      .insert('survey_revoked_token', {
        survey_id: survey.id,
        number,
        reason,
        revoked_at: now,
        revoked_by: actor.kind === 'person' ? actor.id : null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (Number(revoked.numInsertedOrUpdatedRows) === 0) throw new Conflict('surveys.refusal.token-revoked');
    return { number };
  },
});
