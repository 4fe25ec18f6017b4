import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { InvalidInput } from '#platform/errors.ts';
import { manageSurvey } from '../access.ts';
import { surveyParam } from '../input.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { dropTheme, lockedTheme } from '../theme.ts';

const input = z.object({
  survey: surveyParam,
  theme: z.uuid('surveys.fault.theme'),
  into: z.uuid('surveys.fault.theme'),
});
type Input = z.infer<typeof input>;

/** Puts the texts of one theme under another one of the same question, and takes the first away. A text that had both counts once. */
export const mergeThemes = defineAction<Input, Survey>({
  name: 'surveys.merge-themes',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'theme.merged',
  record: ({ theme, into }, { reference, institutionId }) => ({
    subject: `survey:${reference}`,
    institutionId,
    detail: { theme, into },
  }),
  run: async ({ db, touch }, { theme, into }, survey) => {
    const from = await lockedTheme(db, survey, theme);
    const to = await lockedTheme(db, survey, into);
    if (from.question !== to.question || from.id === to.id)
      throw new InvalidInput([{ pointer: '/into', key: 'surveys.fault.theme-same' }]);
    await dropTheme(db, survey, from.id, to.id);
    touch(`~survey-results:${survey.reference}`);
  },
});
