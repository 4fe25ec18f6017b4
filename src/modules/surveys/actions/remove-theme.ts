import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { manageSurvey } from '../access.ts';
import { surveyParam } from '../input.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { dropTheme, lockedTheme } from '../theme.ts';

const input = z.object({ survey: surveyParam, theme: z.uuid('surveys.fault.theme') });
type Input = z.infer<typeof input>;

/** Takes a theme away. The texts that were sorted under it stay, without it. */
export const removeTheme = defineAction<Input, Survey>({
  name: 'surveys.remove-theme',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'theme.removed',
  record: ({ theme }, { reference, institutionId }) => ({
    subject: `survey:${reference}`,
    institutionId,
    detail: { theme },
  }),
  run: async ({ db, touch }, { theme }, survey) => {
    const { id } = await lockedTheme(db, survey, theme);
    await dropTheme(db, survey, id, null);
    touch(`~survey-results:${survey.reference}`);
  },
});
