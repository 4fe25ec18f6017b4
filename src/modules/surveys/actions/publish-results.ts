import { z } from 'zod';
import { publish } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { manageSurvey } from '../access.ts';
import { surveyParam } from '../input.ts';
import { moveSurvey } from '../move.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';

/** Shows the results to everybody, whatever was set before: while people answer as they come in, else as they were at the end. */
export const publishResults = defineAction<{ survey: string }, Survey>({
  name: 'surveys.publish-results',
  input: z.object({ survey: surveyParam }),
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'survey.results-published',
  record: (_input, { reference, institutionId }) => ({ subject: `survey:${reference}`, institutionId }),
  run: async (context, _input, survey) => {
    if (survey.state === 'draft') throw new Conflict('surveys.refusal.not-published');
    await moveSurvey(context, survey, { results_published_at: survey.resultsPublishedAt ?? context.now });
    await publish(context, {
      institutionId: survey.institutionId,
      subjects: [`survey:${survey.reference}`],
      event: 'surveys.notice.results',
      title: survey.title,
      path: `/surveys/${survey.reference}/results`,
    });
    await context.queue('surveys.count-results', { survey: survey.reference });
  },
});
