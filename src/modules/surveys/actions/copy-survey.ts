import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { manageSurvey } from '../access.ts';
import { insertDraft } from '../draft.ts';
import { surveyParam } from '../input.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';

/** Begins another survey with the questions and settings of one that is there, on the same dates until they are changed. */
export const copySurvey = defineAction<{ survey: string }, Survey, { reference: string }>({
  name: 'surveys.copy-survey',
  input: z.object({ survey: surveyParam }),
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'survey.drafted',
  record: (_input, { institutionId, reference }, result) => ({
    subject: `survey:${(result as { reference: string }).reference}`,
    institutionId,
    detail: { from: reference },
  }),
  run: (context, _input, survey) => {
    const { opensOn, closesOn } = survey;
    const days = Date.parse(closesOn) - Date.parse(opensOn);
    const { today } = context;
    const later = new Date(Date.parse(today) + days).toISOString().slice(0, 10);
    const dates = opensOn < today ? { opensOn: today, closesOn: later } : { opensOn, closesOn };
    return insertDraft(
      context,
      survey.institutionId,
      { ...survey, ...dates, title: { ...survey.title } as never, intro: { ...survey.intro } as never },
      survey.questionnaire,
    );
  },
});
