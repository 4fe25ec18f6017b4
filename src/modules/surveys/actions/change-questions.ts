import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, Overtaken } from '#platform/errors.ts';
import { manageSurvey } from '../access.ts';
import { correct, noteInput } from '../correct.ts';
import { questionnaireInput, surveyParam } from '../input.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { structureOf } from '../questionnaire.ts';
import { indexSurvey } from '../search.ts';

const input = z.object({
  survey: surveyParam,
  /** The version that was changed. */
  version: z.coerce.number().int(),
  questionnaire: questionnaireInput,
  note: noteInput,
});
type Input = z.infer<typeof input>;

/**
 * Puts these questions in the place of those that stand. After the first answer only words may differ, and a note says to everybody what
 * was corrected. Refuses what does not fit together (422), another structure once it is frozen, a change over somebody else's (409).
 */
export const changeQuestions = defineAction<Input, Survey, { version: number }>({
  name: 'surveys.change-questions',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'survey.changed',
  record: ({ version }, { reference, institutionId }) => ({
    subject: `survey:${reference}`,
    institutionId,
    detail: { version },
  }),
  run: async (context, { version, questionnaire, note }, survey) => {
    const { db, touch } = context;
    if (version !== survey.version) throw new Overtaken('surveys.refusal.overtaken');
    if (survey.state === 'closed') throw new Conflict('surveys.refusal.over');
    const isSame = structureOf(questionnaire) === structureOf(survey.questionnaire);
    if (survey.frozenAt !== null && !isSame) throw new Conflict('surveys.refusal.frozen');
    await correct(context, survey, note);
    // Whoever sends the first answer at this moment has frozen the version that they saw: one of the two is told.
    const saved = await within(db, survey.institutionId)
      .updateTable('survey')
      .set({ questionnaire: json(questionnaire), version: version + 1 })
      .where('id', '=', survey.id)
      .where('version', '=', version)
      .where('frozen_at', survey.frozenAt === null ? 'is' : 'is not', null)
      .executeTakeFirst();
    if (Number(saved.numUpdatedRows) === 0) throw new Overtaken('surveys.refusal.overtaken');
    if (survey.state === 'published') await indexSurvey(db, { ...survey, questionnaire });
    touch(`survey:${survey.reference}`);
    return { version: version + 1 };
  },
});
