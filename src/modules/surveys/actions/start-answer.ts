import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotFound } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { newSecret } from '#platform/ids.ts';
import { takeSurvey } from '../access.ts';
import { checkOpen, personFor, takersOf } from '../finish.ts';
import { draftKey, dropDraft, isOnRoll, plainReceipt, readDraft, receiptKey, takerOf, writeDraft } from '../holder.ts';
import { holdInput, surveyParam } from '../input.ts';
import { usableToken } from '../queries/revoked-tokens.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';
import { type Answers, questionsOf } from '../questionnaire.ts';

const input = z.object({
  survey: surveyParam,
  lang: z.enum(LANGUAGES),
  /** The code that somebody was given. */
  token: z.string('surveys.fault.token').trim().max(40).optional(),
  /** The receipt of the answer that is to be changed. */
  receipt: holdInput,
});
type Input = z.infer<typeof input>;

/**
 * Begins an answer, or takes a finished one up to change it. `hold` is what whoever has no account holds it by, and stands in the address
 * from now on; null for people, who hold it by their account. Begun already, it is gone on with. Refuses who may not take part (401, 422),
 * who has answered (409), and where nothing is taken (409).
 */
export const startAnswer = defineAction<Input, Survey, { hold: string | null }>({
  name: 'surveys.start-answer',
  input,
  target: async (context, { survey }) => {
    const found = await findSurvey(context, survey);
    return found?.state === 'draft' ? undefined : found;
  },
  access: takeSurvey,
  event: 'answer.begun',
  // Who takes part is nobody's business.
  record: () => null,
  run: async (context, { token, receipt: typed, lang }, survey) => {
    const { db, around, actor, now } = context;
    const { keys } = around;
    await checkOpen(context, survey);
    const begin = async (hold: string | null, from: { answers: Answers; receipt: string | null } | null) => {
      const key = draftKey(keys, survey, actor, hold ?? undefined);
      if (!key) throw new NotFound();
      const found = await readDraft(db, keys, survey, key, now);
      if (found && found.revises === (from !== null)) return { hold };
      // Its answer was taken back meanwhile, or sent from elsewhere.
      if (found) await dropDraft(db, survey, key);
      const fresh = { answers: from?.answers ?? {}, receipt: from?.receipt ?? null, revises: from !== null, about: {} };
      await writeDraft(context, survey, { key, lang, ...fresh });
      return { hold };
    };
    if (typed) {
      const receipt = plainReceipt(typed);
      const finished = await answerBy(context, survey, { receipt: receiptKey(keys, survey.id, receipt) });
      if (!finished) throw new InvalidInput([{ pointer: '/receipt', key: 'surveys.fault.receipt' }]);
      if (!survey.editable) throw new Conflict('surveys.refusal.not-editable');
      return begin(receipt, { answers: finished, receipt });
    }
    if (survey.admission === 'token') {
      const number = await usableToken(db, keys, survey, token ?? '');
      if (number === undefined) throw new InvalidInput([{ pointer: '/token', key: 'surveys.fault.token' }]);
      if (await isOnRoll(db, survey, [takerOf(keys, survey.id, { token: number })]))
        throw new Conflict('surveys.refusal.already');
      return begin(token ?? '', null);
    }
    const personId = personFor(survey, actor);
    if (personId === undefined) return begin(newSecret(), null);
    const { takers } = await takersOf(context, survey.id, { personId });
    if (!(await isOnRoll(db, survey, takers))) return begin(null, null);
    const own = await answerBy(context, survey, { taker: takers[0] });
    if (!own || !survey.editable) throw new Conflict('surveys.refusal.already');
    return begin(null, { answers: own, receipt: null });
  },
});

/** The finished answer of a receipt or a taker. */
async function answerBy(
  { db }: Parameters<typeof checkOpen>[0],
  survey: Survey,
  by: { receipt: Buffer } | { taker: Buffer },
): Promise<Answers | undefined> {
  const row = await within(db, survey.institutionId)
    .selectFrom('survey_answer')
    .select('answers')
    .where('survey_id', '=', survey.id)
    .where('receipt' in by ? 'receipt' : 'taker', '=', 'receipt' in by ? by.receipt : by.taker)
    .executeTakeFirst();
  if (!row) return undefined;
  const known = new Set(questionsOf(survey.questionnaire).map(({ id }) => id));
  return Object.fromEntries(Object.entries(row.answers).filter(([id]) => known.has(id)));
}
