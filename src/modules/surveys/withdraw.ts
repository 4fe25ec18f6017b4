import { contactFingerprint } from '#core/accounts/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { type Db, within } from '#platform/db/database.ts';
import { takersOf } from './finish.ts';
import { bondOf, receiptKey, takerOf } from './holder.ts';
import { usableToken } from './queries/revoked-tokens.ts';
import type { Survey } from './queries/surveys.ts';
import type { Answers } from './questionnaire.ts';
import './tables.ts';

type Context = Pick<ActionContext, 'around' | 'actor'> & { db: Db };

/** What somebody brings to find their answer: nothing but their account, or the receipt, with the code or the address it came under. */
export type Brought = { receipt?: string | undefined; token?: string | undefined; contact?: string | undefined };

/**
 * A finished answer. `takers`: who stands on the roll for it, as far as what was brought leads there. `isBound`: whether anything tells that
 * of an anonymous answer; of those from before it was kept, nothing does.
 */
export type OwnAnswer = {
  id: string;
  answers: Answers;
  answeredOn: string;
  personId: string | null;
  takers: Buffer[];
  isBound: boolean;
};

/**
 * What an anonymous answer asks for beside its receipt, because nothing else says which line of the roll it came with: the code, or the
 * address of whoever answered without an account. Null where the receipt or the account is enough.
 */
export function asksFor({ privacy, admission }: Pick<Survey, 'privacy' | 'admission'>): 'token' | 'contact' | null {
  if (privacy !== 'anonymous') return null;
  if (admission === 'token') return 'token';
  return admission === 'anyone' ? 'contact' : null;
}

/**
 * The answer of a receipt, or of the account where the survey ties the two; undefined when there is none. A code or an address is looked at
 * beside the receipt alone: others may know it. Refuses a code that was revoked (409).
 */
export async function ownAnswer(context: Context, survey: Survey, brought: Brought): Promise<OwnAnswer | undefined> {
  const { db, around } = context;
  const { keys } = around;
  const { receipt } = brought;
  const takers = await broughtTakers(context, survey, brought);
  if (!receipt && takers.length === 0) return undefined;
  const query = within(db, survey.institutionId)
    .selectFrom('survey_answer')
    .select(['id', 'answers', 'answered_on as answeredOn', 'person_id as personId', 'taker', 'bond'])
    .where('survey_id', '=', survey.id);
  const row = await (receipt
    ? query.where('receipt', '=', receiptKey(keys, survey.id, receipt))
    : query.where('taker', 'in', takers)
  ).executeTakeFirst();
  if (!row) return undefined;
  const { taker, bond, ...answer } = row;
  const isOf = (one: Buffer) => bond !== null && bondOf(keys, survey.id, one, receipt ?? '').equals(bond);
  return { ...answer, takers: taker ? [taker] : takers.filter(isOf), isBound: bond !== null };
}

/** Every hash under which whoever brings this could stand on the roll. */
async function broughtTakers(
  context: Context,
  survey: Survey,
  { receipt, token, contact }: Brought,
): Promise<Buffer[]> {
  const { db, around, actor } = context;
  const { keys } = around;
  const asked = receipt ? asksFor(survey) : null;
  if (asked === 'token') {
    const number = token === undefined ? undefined : await usableToken(db, keys, survey, token);
    return number === undefined ? [] : [takerOf(keys, survey.id, { token: number })];
  }
  const fingerprint = asked === 'contact' && contact ? contactFingerprint(keys, contact) : undefined;
  if (fingerprint) return (await takersOf(context, survey.id, { contact: fingerprint })).takers;
  return actor.kind === 'person' ? (await takersOf(context, survey.id, { personId: actor.id })).takers : [];
}
