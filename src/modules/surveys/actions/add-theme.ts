import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { manageSurvey } from '../access.ts';
import { surveyParam, words } from '../input.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { isOpen, questionsOf } from '../questionnaire.ts';

const input = z.object({ survey: surveyParam, question: z.string().max(10), title: words(100) });
type Input = z.infer<typeof input>;

/** Adds a theme under which the texts of one question are sorted. */
export const addTheme = defineAction<Input, Survey, { id: string }>({
  name: 'surveys.add-theme',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'theme.added',
  record: ({ question }, { reference, institutionId }) => ({
    subject: `survey:${reference}`,
    institutionId,
    detail: { question },
  }),
  run: async ({ db, touch }, { question, title }, survey) => {
    const asked = questionsOf(survey.questionnaire).find(({ id }) => id === question);
    if (!asked || !isOpen(asked.kind)) throw new NotFound();
    const id = newId();
    await within(db, survey.institutionId)
      .insert('survey_theme', { survey_id: survey.id, id, question, title: json(title) })
      .execute();
    touch(`survey:${survey.reference}`);
    return { id };
  },
});
