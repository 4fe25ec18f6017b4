import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { manageSurvey } from '../access.ts';
import { surveyParam } from '../input.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { holdsText, themesOf } from '../queries/texts.ts';

const input = z.object({
  survey: surveyParam,
  question: z.string().max(10),
  answer: z.uuid(),
  themes: z.array(z.uuid()).max(20).default([]),
  /** Everybody may read it. */
  shown: z.boolean().default(false),
});
type Input = z.infer<typeof input>;

/** Sorts what somebody wrote under themes, and says whether everybody may read it: nothing is shown before. */
export const sortText = defineAction<Input, Survey>({
  name: 'surveys.sort-text',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'text.sorted',
  record: ({ question, answer, shown }, { reference, institutionId }) => ({
    subject: `survey:${reference}`,
    institutionId,
    detail: { question, answer, shown },
  }),
  run: async ({ db, touch }, { question, answer, themes, shown }, survey) => {
    if (!(await holdsText(db, survey, answer, question))) throw new NotFound();
    const known = new Set((await themesOf(db, survey, question)).map(({ id }) => id));
    const kept = themes.filter((id) => known.has(id));
    await within(db, survey.institutionId)
      .insert('survey_text', { survey_id: survey.id, answer_id: answer, question, themes: kept, shown })
      .onConflict((conflict) =>
        conflict.columns(['institution_id', 'survey_id', 'answer_id', 'question']).doUpdateSet({ themes: kept, shown }),
      )
      .execute();
    touch(`~survey-results:${survey.reference}`);
  },
});
