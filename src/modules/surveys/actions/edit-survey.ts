import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, Overtaken } from '#platform/errors.ts';
import { manageSurvey } from '../access.ts';
import { correct, noteInput, sameWords } from '../correct.ts';
import { settingsInput, surveyParam } from '../input.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { indexSurvey } from '../search.ts';
import { checkSettings } from '../settings.ts';

const input = settingsInput.extend({
  survey: surveyParam,
  /** The version that was changed. */
  version: z.coerce.number().int(),
  note: noteInput,
});
type Input = z.infer<typeof input>;

/**
 * Changes the words, dates and rules of a survey. Once published, who may take part and whose name is asked stay as people were told, and
 * the end may only move to today or later; after the first answer a change of words needs a note that everybody reads.
 */
export const editSurvey = defineAction<Input, Survey, { version: number }>({
  name: 'surveys.edit-survey',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: manageSurvey,
  event: 'survey.changed',
  record: ({ version }, { reference, institutionId }) => ({
    subject: `survey:${reference}`,
    institutionId,
    detail: { version },
  }),
  run: async (context, given, survey) => {
    const { db, today, touch } = context;
    checkSettings(given);
    if (given.version !== survey.version) throw new Overtaken('surveys.refusal.overtaken');
    if (survey.state === 'closed') throw new Conflict('surveys.refusal.over');
    const isPublic = survey.state === 'published';
    if (isPublic && (given.privacy !== survey.privacy || given.admission !== survey.admission))
      throw new InvalidInput([{ pointer: '/privacy', key: 'surveys.fault.told-already' }]);
    if (isPublic && given.closesOn < today)
      throw new InvalidInput([{ pointer: '/closesOn', key: 'surveys.fault.ends-before' }]);
    if (isPublic && survey.opensOn <= today && given.opensOn !== survey.opensOn)
      throw new InvalidInput([{ pointer: '/opensOn', key: 'surveys.fault.told-already' }]);
    const { title, intro, privacy, admission, showing, editable, opensOn, closesOn } = given;
    if (!sameWords(title, survey.title) || !sameWords(intro, survey.intro)) await correct(context, survey, given.note);
    const version = survey.version + 1;
    const saved = await within(db, survey.institutionId)
      .updateTable('survey')
      .set({
        title: json(title),
        intro: json(intro),
        privacy,
        admission,
        showing,
        editable,
        opens_on: opensOn,
        closes_on: closesOn,
        version,
      })
      .where('id', '=', survey.id)
      .where('version', '=', survey.version)
      .executeTakeFirst();
    if (Number(saved.numUpdatedRows) === 0) throw new Overtaken('surveys.refusal.overtaken');
    if (isPublic) await indexSurvey(db, { ...survey, title, intro });
    touch(`survey:${survey.reference}`, 'surveys');
    return { version };
  },
});
