import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { publish } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { manageSurvey } from '../access.ts';
import { surveyParam } from '../input.ts';
import { moveSurvey } from '../move.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { questionsOf } from '../questionnaire.ts';
import { indexSurvey } from '../search.ts';

/** Makes a survey public: from its first day on people can answer. Refuses one without questions, or whose last day is past. */
export const publishSurvey = defineAction<{ survey: string }, Survey>({
  name: 'surveys.publish-survey',
  input: z.object({ survey: surveyParam }),
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'survey.published',
  record: (_input, { reference, institutionId }) => ({ subject: `survey:${reference}`, institutionId }),
  run: async (context, _input, survey) => {
    const { today, now, db } = context;
    if (survey.state !== 'draft') throw new Conflict('surveys.refusal.not-a-draft');
    if (questionsOf(survey.questionnaire).length === 0) throw new Conflict('surveys.refusal.no-questions');
    if (survey.closesOn < today) throw new Conflict('surveys.refusal.dates-past');
    await moveSurvey(context, survey, { state: 'published', published_at: now });
    await indexSurvey(db, survey);
    const body = (await institutionsById(db, [survey.institutionId])).get(survey.institutionId);
    await publish(context, {
      institutionId: survey.institutionId,
      subjects: [`institution:${body?.slug ?? ''}`],
      event: 'surveys.notice.published',
      title: survey.title,
      path: `/surveys/${survey.reference}`,
    });
  },
});
