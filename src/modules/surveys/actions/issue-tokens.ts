import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { manageSurvey } from '../access.ts';
import { surveyParam } from '../input.ts';
import { moveSurvey } from '../move.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { TOKENS_MAX } from '../survey.ts';

const input = z.object({
  survey: surveyParam,
  /** How many more. */
  count: z.coerce.number('surveys.fault.number').int('surveys.fault.number').min(1).max(TOKENS_MAX),
});
type Input = z.infer<typeof input>;

/** Issues more codes for a survey that asks for one. Kept is only how many there are: the list can be taken again at any time. */
export const issueTokens = defineAction<Input, Survey, { tokens: number }>({
  name: 'surveys.issue-tokens',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'survey.tokens-issued',
  record: ({ count }, { reference, institutionId }) => ({
    subject: `survey:${reference}`,
    institutionId,
    detail: { count },
  }),
  run: async (context, { count }, survey) => {
    if (survey.admission !== 'token') throw new Conflict('surveys.refusal.no-tokens');
    const tokens = survey.tokens + count;
    if (tokens > TOKENS_MAX)
      throw new InvalidInput([
        { pointer: '/count', key: 'surveys.fault.too-many-tokens', values: { most: TOKENS_MAX - survey.tokens } },
      ]);
    await moveSurvey(context, survey, { tokens });
    return { tokens };
  },
});
