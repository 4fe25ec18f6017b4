import { z } from 'zod';
import { within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { FILE_TYPES, type FileType } from '#platform/files/file-types.ts';
import { defineResource } from '#platform/page.ts';
import { manageSurvey } from '../../access.ts';
import { questionsOf } from '../../questionnaire.ts';
import { surveyOf } from '../public-survey.ts';

const query = z.object({ answer: z.uuid(), q: z.string().max(10) });

/** A file that somebody sent with an answer, for the officials of the survey alone. */
export const sentFile = defineResource<z.infer<typeof query>, Awaited<ReturnType<typeof surveyOf>>>({
  name: 'surveys.sent-file',
  path: '/desk/surveys/:reference/file',
  on: 'tenant',
  query,
  access: manageSurvey,
  target: surveyOf,
  async load(request) {
    const { db, around, query: asked } = request;
    const survey = await surveyOf(request);
    const question = questionsOf(survey.questionnaire).find(({ id, kind }) => id === asked.q && kind === 'file');
    const row = await within(db, survey.institutionId)
      .selectFrom('survey_answer')
      .select('answers')
      .where('survey_id', '=', survey.id)
      .where('id', '=', asked.answer)
      .executeTakeFirst();
    const [hash, name = 'file', type = '', size = '0'] = row?.answers[asked.q] ?? [];
    if (!question || hash === undefined) throw new NotFound();
    const read = async (part?: { first: number; last: number }) => {
      const content = await around.files.readFile(hash, part);
      if (!content) throw new NotFound();
      return content.stream;
    };
    return {
      type: FILE_TYPES[type as FileType].type,
      body: { file: { size: Number(size), hash, read } },
      download: name,
      headers: { 'cache-control': 'private, no-store, no-transform' },
    };
  },
});
