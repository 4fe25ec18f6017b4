import { type Db, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import type { Keys } from '#platform/keys.ts';
import { tokenNumber } from '../tokens.ts';
import type { Survey } from './surveys.ts';
import '../tables.ts';

type Of = Pick<Survey, 'institutionId' | 'id'>;

/** A code that was taken out of use, by its number. */
export type RevokedToken = { number: number; reason: string; revokedAt: Date };

/** The codes of a survey that were revoked, by their numbers. */
export async function revokedTokens(db: Db, { institutionId, id }: Of): Promise<RevokedToken[]> {
  return within(db, institutionId)
    .selectFrom('survey_revoked_token')
    .select(['number', 'reason', 'revoked_at as revokedAt'])
    .where('survey_id', '=', id)
    .orderBy('number')
    .execute();
}

/** The number of a code that was typed; undefined when it is none of those issued for this survey. Refuses one that was revoked (409). */
export async function usableToken(
  db: Db,
  keys: Keys,
  survey: Of & Pick<Survey, 'tokens'>,
  typed: string,
): Promise<number | undefined> {
  const number = tokenNumber(keys, survey, typed);
  if (number === undefined) return undefined;
  const revoked = await within(db, survey.institutionId)
    .selectFrom('survey_revoked_token')
    .select('number')
    .where('survey_id', '=', survey.id)
    .where('number', '=', number)
    .executeTakeFirst();
  if (revoked) throw new Conflict('surveys.refusal.code-revoked');
  return number;
}
