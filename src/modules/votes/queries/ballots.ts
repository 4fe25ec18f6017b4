import { sql } from 'kysely';
import { type Db, within } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice } from '#platform/db/paging.ts';
import { plainCode } from '#platform/receipt-code.ts';
import type { PublishedBallot } from '../code.ts';
import type { Vote } from './votes.ts';
import '../tables.ts';

type Named = Pick<Vote, 'institutionId' | 'id'>;

const BY_CODE: readonly OrderColumn[] = [{ sql: sql`vote_ballot.code`, key: 'code', direction: 'asc' }];

/** The published ballots in the order of their codes, page by page. None before the closing. */
export async function listBallots(
  db: Db,
  { institutionId, id }: Named,
  paging: Paging,
): Promise<Slice<PublishedBallot>> {
  const query = within(db, institutionId)
    .selectFrom('vote_ballot')
    .select(['code', 'choice', 'channel', 'name'])
    .where('vote_id', '=', id);
  return slice(query, BY_CODE, paging);
}

/** All published ballots, in the order of their codes. */
export async function* everyBallot(db: Db, vote: Named): AsyncGenerator<PublishedBallot[]> {
  let after: string | undefined;
  do {
    const { items, next } = await listBallots(db, vote, { limit: 500, after });
    yield items;
    after = next ?? undefined;
  } while (after !== undefined);
}

/** The published ballot of a code, however it was typed. */
export async function ballotByCode(
  db: Db,
  { institutionId, id }: Named,
  typed: string,
): Promise<PublishedBallot | undefined> {
  return within(db, institutionId)
    .selectFrom('vote_ballot')
    .select(['code', 'choice', 'channel', 'name'])
    .where('vote_id', '=', id)
    .where('code', '=', (plainCode(typed).match(/.{5}|.+$/g) ?? []).join('-'))
    .executeTakeFirst();
}
