import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { manageSurvey } from '../access.ts';
import { surveyParam } from '../input.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';

/** Takes a draft away that was never published. */
export const removeSurvey = defineAction<{ survey: string }, Survey>({
  name: 'surveys.remove-survey',
  input: z.object({ survey: surveyParam }),
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'survey.removed',
  record: (_input, { reference, institutionId }) => ({ subject: `survey:${reference}`, institutionId }),
  run: async ({ db }, _input, { institutionId, id, state }) => {
    if (state !== 'draft') throw new Conflict('surveys.refusal.not-a-draft');
    await within(db, institutionId).deleteFrom('survey').where('id', '=', id).execute();
  },
});
