import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { manageSurvey } from '../access.ts';
import { surveyParam } from '../input.ts';
import { moveSurvey } from '../move.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';

/** Ends a survey before its last day: no more answers are taken. */
export const closeSurvey = defineAction<{ survey: string }, Survey>({
  name: 'surveys.close-survey',
  input: z.object({ survey: surveyParam }),
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'survey.closed',
  record: (_input, { reference, institutionId }) => ({ subject: `survey:${reference}`, institutionId }),
  run: async (context, _input, survey) => {
    if (survey.state !== 'published') throw new Conflict('surveys.refusal.over');
    await moveSurvey(context, survey, { state: 'closed', closed_at: context.now });
    await context.queue('surveys.count-results', { survey: survey.reference });
  },
});
