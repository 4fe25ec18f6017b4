import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { aboutInput } from '../about.ts';
import { enterPaper } from '../access.ts';
import { asAnswers, countingAnswers } from '../answers.ts';
import { checkAnswers, checkProcessing, finishAnswer } from '../finish.ts';
import { takerOf } from '../holder.ts';
import { answersInput, sheetInput, surveyParam } from '../input.ts';
import { differing } from '../paper.ts';
import { usableToken } from '../queries/revoked-tokens.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { ENTERED_CHANNELS, takesPaper } from '../survey.ts';

const input = z.object({
  survey: surveyParam,
  sheet: sheetInput,
  channel: z.enum(ENTERED_CHANNELS, 'surveys.fault.choose'),
  /** The language of the sheet. */
  lang: z.enum(LANGUAGES),
  answers: answersInput,
  about: aboutInput,
  /** Somebody has looked at the sheet a third time: this is what it says. */
  decides: z.boolean().default(false),
});
type Input = z.infer<typeof input>;

/** `agreed`: both typings said the same, and the answer counts. */
export type PaperState = { state: 'once' | 'differs' | 'agreed' };

/**
 * An official types what a sheet says. Another one does so again, without sight of the first typing: where they agree the answer counts,
 * where they differ somebody looks at the sheet again and decides. Whoever typed it first may type it anew in the place of the first time.
 * A sheet counts once, and so does its code, on paper or online.
 */
export const recordPaper = defineAction<Input, Survey, PaperState>({
  name: 'surveys.record-paper',
  input,
  target: (context, { survey }) => findSurvey(context, survey),
  access: enterPaper,
  event: 'paper.recorded',
  record: ({ sheet, decides }, { reference, institutionId }, result) => ({
    subject: `survey:${reference}`,
    institutionId,
    detail: { sheet, decides, state: (result as PaperState).state },
  }),
  run: async (context, given, survey) => {
    const { db, actor, now, around } = context;
    const { sheet, channel, lang, about, decides } = given;
    await checkProcessing(context, survey);
    const answers = await checkAnswers(context, survey, asAnswers(survey.questionnaire, given.answers));
    const number = await usableToken(db, around.keys, survey, sheet);
    if (survey.admission === 'token' && number === undefined)
      throw new InvalidInput([{ pointer: '/sheet', key: 'surveys.fault.token' }]);
    const tables = within(db, survey.institutionId);
    // Nobody says meanwhile that the typing is finished.
    const { paperFinishedAt } = await tables
      .selectFrom('survey')
      .select('paper_finished_at as paperFinishedAt')
      .where('id', '=', survey.id)
      .forShare()
      .executeTakeFirstOrThrow();
    if (!takesPaper({ ...survey, paperFinishedAt }, context.today)) throw new Conflict('surveys.refusal.no-paper');
    const known = await tables
      .selectFrom('survey_paper')
      .selectAll()
      .where('survey_id', '=', survey.id)
      .where('sheet', '=', sheet)
      .forUpdate()
      .executeTakeFirst();
    if (known?.state === 'agreed') throw new Conflict('surveys.refusal.sheet-counted');
    const by = actor.kind === 'person' ? actor.id : null;
    const first = { channel, lang, answers: json(answers), second: null, entered_by: by, entered_at: now };
    if (!known) {
      const typed = await tables
        .insert('survey_paper', { survey_id: survey.id, sheet, state: 'once', ...first })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (Number(typed.numInsertedOrUpdatedRows) === 0) throw new Conflict('surveys.refusal.overtaken');
      return { state: 'once' };
    }
    if (by !== null && by === known.entered_by && !decides) {
      await tables
        .updateTable('survey_paper')
        .set({ state: 'once', ...first })
        .where('survey_id', '=', survey.id)
        .where('sheet', '=', sheet)
        .execute();
      return { state: 'once' };
    }
    const before = countingAnswers(survey.questionnaire, known.answers);
    const isSame = differing(before, answers).length === 0 && known.channel === channel;
    if (!isSame && !decides) {
      await tables
        .updateTable('survey_paper')
        .set({ second: json(answers), state: 'differs' })
        .where('survey_id', '=', survey.id)
        .where('sheet', '=', sheet)
        .execute();
      return { state: 'differs' };
    }
    if (decides && known.state !== 'differs') throw new Conflict('surveys.refusal.not-typed-twice');
    const taker = takerOf(around.keys, survey.id, number === undefined ? { sheet } : { token: number });
    await finishAnswer(context, survey, { answers, channel, lang, takers: [taker], personId: null, about });
    // What was typed goes: the answer holds it, and nothing ties the sheet to it.
    await tables
      .updateTable('survey_paper')
      .set({ answers: json({}), second: null, state: 'agreed', entered_by: null })
      .where('survey_id', '=', survey.id)
      .where('sheet', '=', sheet)
      .execute();
    await context.queue(
      'surveys.count-results',
      { survey: survey.reference },
      { key: `surveys.count:${survey.reference}` },
    );
    return { state: 'agreed' };
  },
});
