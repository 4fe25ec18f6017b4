import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { freezeWithAct } from '#core/accounts/index.ts';
import { freezeDemographics, isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { type Db, json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotAllowed, NotSignedIn } from '#platform/errors.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Actor } from '#platform/tenant.ts';
import { answerFaults, countingAnswers } from './answers.ts';
import { type About, bondOf, isOnRoll, newReceipt, receiptKey, takerOf } from './holder.ts';
import { answerProcessing } from './personal-data.ts';
import { placesOf } from './places.ts';
import type { Survey } from './queries/surveys.ts';
import type { Answers } from './questionnaire.ts';
import { type Channel, takesAnswers } from './survey.ts';

type Context = Pick<ActionContext, 'db' | 'around' | 'now' | 'today'>;

/** What the demographics of an answer are kept under. */
export const actOf = ({ institutionId, id }: Pick<Survey, 'institutionId' | 'id'>, answerId: string) => ({
  institutionId,
  kind: 'surveys.answer',
  id: answerId,
  about: `survey:${id}`,
});

/** Refuses where a survey takes no answers today, or where its body may not collect them. */
export async function checkOpen({ db, around, today }: Context, survey: Survey): Promise<void> {
  if (!takesAnswers(survey, today)) throw new Conflict('surveys.refusal.not-open');
  await checkProcessing({ db, around }, survey);
}

/** Nothing is collected before the body has entered the reference of its authorisation. */
export async function checkProcessing(
  { db, around }: Pick<Context, 'db' | 'around'>,
  { institutionId }: Pick<Survey, 'institutionId'>,
): Promise<void> {
  if (!(await isProcessingOpen(db, institutionId, answerProcessing.kind, modeOf(around))))
    throw new NotAllowed('surveys.refusal.processing');
}

/** The person who takes part by their account, if they may; refuses who must sign in, or show who they are. Undefined: by another way. */
export function personFor(survey: Pick<Survey, 'admission'>, actor: Actor): string | undefined {
  const level = survey.admission === 'verified' ? 2 : 1;
  if (actor.kind === 'person' && actor.level >= level) return actor.id;
  if (survey.admission === 'verified' || survey.admission === 'account') throw new NotSignedIn({ level });
  return undefined;
}

type Finishing = {
  answers: Answers;
  channel: Channel;
  lang: Lang;
  /** Every hash by which this person could stand on the roll; the first is written. */
  takers: readonly [Buffer, ...Buffer[]];
  personId: string | null;
  about: About;
};

/** Refuses answers that do not fit; answers those that count. */
export async function checkAnswers({ db }: Pick<Context, 'db'>, survey: Survey, answers: Answers): Promise<Answers> {
  const places = await placesOf(db, survey);
  const faults = answerFaults(survey.questionnaire, answers, { places: new Set(places.map(({ code }) => code)) });
  if (faults.length > 0) throw new InvalidInput(faults);
  return countingAnswers(survey.questionnaire, answers);
}

/**
 * Writes a finished answer, once for each taker: the key of the roll keeps it so, however many try at the same moment. Of an anonymous
 * survey the answer holds nothing of the roll. Refuses whoever has answered (409). Answers the receipt.
 */
export async function finishAnswer(context: Context, survey: Survey, given: Finishing): Promise<string> {
  const { db, around, today } = context;
  const { institutionId, id, privacy } = survey;
  const { channel, lang, takers, personId, about } = given;
  const answers = await checkAnswers(context, survey, given.answers);
  await freeze(context, survey);
  if (await isOnRoll(db, survey, takers)) throw new Conflict('surveys.refusal.already');
  const enrolled = await within(db, institutionId)
    .insert('survey_roll', { survey_id: id, taker: takers[0], taken_on: today })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (Number(enrolled.numInsertedOrUpdatedRows) === 0) throw new Conflict('surveys.refusal.already');
  const receipt = newReceipt();
  const answerId = randomUUID();
  await within(db, institutionId)
    .insert('survey_answer', {
      survey_id: id,
      id: answerId,
      receipt: receiptKey(around.keys, id, receipt),
      answers: json(answers),
      channel,
      lang,
      answered_on: today,
      taker: privacy === 'anonymous' ? null : takers[0],
      person_id: privacy === 'anonymous' ? null : personId,
      bond: bondOf(around.keys, id, takers[0], receipt),
    })
    .execute();
  const act = actOf(survey, answerId);
  if (personId !== null && channel === 'online') await freezeWithAct(context, personId, act);
  else if (await isProcessingOpen(db, institutionId, 'personal-data.demographics', modeOf(around)))
    await freezeDemographics(db, around.keys, act, about, today);
  return receipt;
}

/** With the first answer the questions stand. Whoever answered other questions than those that stand now is told, and looks at them anew. */
async function freeze({ db, now }: Context, survey: Survey): Promise<void> {
  if (survey.frozenAt !== null) return;
  const { institutionId, id, version } = survey;
  const frozen = await within(db, institutionId)
    .updateTable('survey')
    .set({ frozen_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('frozen_at', 'is', null)
    .executeTakeFirst();
  if (Number(frozen.numUpdatedRows) > 0) return;
  const { rows } = await sql<{ same: boolean }>`select version = ${version} and frozen_at is not null as same
    from survey where institution_id = ${institutionId} and id = ${id}`.execute(db);
  if (!rows[0]?.same) throw new Conflict('surveys.refusal.changed');
}

/** Every hash by which somebody who reads an address could stand on the roll: their account and all its addresses, or the address alone. */
export async function takersOf(
  { db, around }: Pick<Context, 'around'> & { db: Db },
  surveyId: string,
  who: { personId: string } | { contact: Buffer },
): Promise<{ personId: string | null; takers: [Buffer, ...Buffer[]] }> {
  const { keys } = around;
  const { rows } = await sql<{ person_id: string; fingerprint: Buffer }>`
    select person_id, fingerprint from contact where confirmed_at is not null and person_id = ${
      'personId' in who
        ? sql`${who.personId}::uuid`
        : sql`(select owner.person_id from contact owner
            where owner.fingerprint = ${who.contact} and owner.confirmed_at is not null limit 1)`
    }`.execute(db);
  const personId = 'personId' in who ? who.personId : (rows[0]?.person_id ?? null);
  const contacts = rows.map(({ fingerprint }) => takerOf(keys, surveyId, { contact: fingerprint }));
  if (personId) return { personId, takers: [takerOf(keys, surveyId, { personId }), ...contacts] };
  return { personId: null, takers: [takerOf(keys, surveyId, who)] };
}

/** Changes a finished answer: the one with this receipt, or the one of this taker. Refuses where it may not be changed. */
export async function reviseAnswer(
  context: Context,
  survey: Survey,
  which: { receipt: string } | { taker: Buffer },
  answers: Answers,
): Promise<void> {
  if (!survey.editable) throw new Conflict('surveys.refusal.not-editable');
  const kept = await checkAnswers(context, survey, answers);
  const changed = await within(context.db, survey.institutionId)
    .updateTable('survey_answer')
    .set({ answers: json(kept) })
    .where('survey_id', '=', survey.id)
    .where(
      'receipt' in which ? 'receipt' : 'taker',
      '=',
      'receipt' in which ? receiptKey(context.around.keys, survey.id, which.receipt) : which.taker,
    )
    .executeTakeFirst();
  if (Number(changed.numUpdatedRows) === 0) throw new Conflict('surveys.refusal.gone');
}
