import { territoryByCode } from '#core/territory/index.ts';
import { type Db, json, type Tx, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import type { TermsInput } from './input.ts';

/** The columns of a vote that its terms fill. Where a method has no such number, it is 1. */
export function columnsOf(given: TermsInput) {
  const { method } = given;
  return {
    title: json(given.title),
    explanation: json(given.explanation),
    about: given.about,
    method,
    most: method === 'choose' || method === 'points' ? given.most : 1,
    points: method === 'points' ? given.points : 1,
    winners: method === 'support' ? 1 : given.winners,
    secret: given.secret,
    changeable: given.changeable,
    results: given.results,
    level: given.level,
    territory: given.territory,
    tie_rule: given.tieRule,
    opens_at: given.opensAt,
    closes_at: given.closesAt,
  };
}

/** Refuses (422) a territory that there is not, and a closing that is over. */
export async function checkTerms(db: Db, { territory, closesAt }: TermsInput, now: Date): Promise<void> {
  if (territory !== null && !(await territoryByCode(db, territory)))
    throw new InvalidInput([{ pointer: '/territory', key: 'votes.fault.territory' }]);
  if (closesAt <= now) throw new InvalidInput([{ pointer: '/closesAt', key: 'votes.fault.closes-past' }]);
}

/** Writes the options of a vote anew, numbered in the order in which they are given. */
export async function writeOptions(
  db: Tx,
  { institutionId, id }: { institutionId: string; id: string },
  { method, options }: Pick<TermsInput, 'method' | 'options'>,
): Promise<void> {
  await within(db, institutionId).deleteFrom('vote_option').where('vote_id', '=', id).execute();
  if (method === 'support' || options.length === 0) return;
  await within(db, institutionId)
    .insert(
      'vote_option',
      options.map(({ text, link, cost }, index) => ({ vote_id: id, number: index + 1, text: json(text), link, cost })),
    )
    .execute();
}
