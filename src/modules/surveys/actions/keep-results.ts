import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { keepSurveys } from '../access.ts';
import { surveyParam } from '../input.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import type { Results } from '../results.ts';

const input = z.object({ survey: surveyParam, results: z.custom<Results>() });

/** Keeps the results that a job has counted outside the transaction. */
export const keepResults = defineAction<z.infer<typeof input>, Survey>({
  name: 'surveys.keep-results',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: keepSurveys,
  event: 'survey.counted',
  record: () => null,
  run: async ({ db, now, touch }, { results }, { institutionId, id, reference }) => {
    await within(db, institutionId)
      .updateTable('survey')
      .set({ results: json(results), counted_at: now })
      .where('id', '=', id)
      .execute();
    touch(`~survey-results:${reference}`);
  },
});
