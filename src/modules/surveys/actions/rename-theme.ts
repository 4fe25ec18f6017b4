import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { manageSurvey } from '../access.ts';
import { surveyParam, words } from '../input.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { lockedTheme } from '../theme.ts';

const input = z.object({ survey: surveyParam, theme: z.uuid('surveys.fault.theme'), title: words(100) });
type Input = z.infer<typeof input>;

/** Gives a theme another title: the texts that were sorted under it stay there. */
export const renameTheme = defineAction<Input, Survey>({
  name: 'surveys.rename-theme',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'theme.renamed',
  record: ({ theme }, { reference, institutionId }) => ({
    subject: `survey:${reference}`,
    institutionId,
    detail: { theme },
  }),
  run: async ({ db, touch }, { theme, title }, survey) => {
    const { id } = await lockedTheme(db, survey, theme);
    await within(db, survey.institutionId)
      .updateTable('survey_theme')
      .set({ title: json(title) })
      .where('survey_id', '=', survey.id)
      .where('id', '=', id)
      .execute();
    touch(`~survey-results:${survey.reference}`);
  },
});
