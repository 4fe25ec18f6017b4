import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { enterPaper } from '../access.ts';
import { sheetInput, surveyParam } from '../input.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';

const input = z.object({ survey: surveyParam, sheet: sheetInput });

/** Gives a sheet up that was typed and does not count yet: what was typed is forgotten, and it may be typed anew. */
export const removeSheet = defineAction<z.infer<typeof input>, Survey>({
  name: 'surveys.remove-sheet',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: enterPaper,
  event: 'paper.given-up',
  record: ({ sheet }, { reference, institutionId }) => ({
    subject: `survey:${reference}`,
    institutionId,
    detail: { sheet },
  }),
  run: async ({ db }, { sheet }, { institutionId, id }) => {
    const gone = await within(db, institutionId)
      .deleteFrom('survey_paper')
      .where('survey_id', '=', id)
      .where('sheet', '=', sheet)
      .where('state', '!=', 'agreed')
      .executeTakeFirst();
    if (Number(gone.numDeletedRows) === 0) throw new NotFound();
  },
});
