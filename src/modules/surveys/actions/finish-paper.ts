import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { manageSurvey } from '../access.ts';
import { surveyParam } from '../input.ts';
import { moveSurvey } from '../move.ts';
import { countSheets } from '../queries/papers.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { takesPaper } from '../survey.ts';

/**
 * Says that no sheet will be typed any more, before the days for it are over: groups are compared and shares weighted from now on. Refuses
 * (409) while the survey takes answers, and while sheets wait.
 */
export const finishPaper = defineAction<{ survey: string }, Survey>({
  name: 'surveys.finish-paper',
  input: z.object({ survey: surveyParam }),
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'survey.paper-finished',
  record: (_input, { reference, institutionId }) => ({ subject: `survey:${reference}`, institutionId }),
  run: async (context, _input, survey) => {
    if (survey.state !== 'closed') throw new Conflict('surveys.refusal.not-over');
    if (!takesPaper(survey, context.today)) throw new Conflict('surveys.refusal.no-paper');
    await moveSurvey(context, survey, { paper_finished_at: context.now });
    const { once, differs } = await countSheets(context.db, survey);
    if (once + differs > 0) throw new Conflict('surveys.refusal.sheets-waiting');
    await context.queue('surveys.count-results', { survey: survey.reference });
  },
});
