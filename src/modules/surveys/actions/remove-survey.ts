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
    const tables = within(db, institutionId);
    // The only thing a draft can have: codes may be issued, and revoked, before it is published.
    await tables.deleteFrom('survey_revoked_token').where('survey_id', '=', id).execute();
    await tables.deleteFrom('survey').where('id', '=', id).execute();
  },
});
