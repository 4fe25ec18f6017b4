import type { SelectQueryBuilder } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import {
  asTotal,
  COUNTED_EXACTLY,
  type OrderColumn,
  type Paging,
  type Slice,
  slice,
  type Total,
} from '#platform/db/paging.ts';

/** What the lists of the API are filtered by: one plan, the body that owns it, both or neither. */
export type Listing = { plan?: string | undefined; institutionId?: string | undefined; paging: Paging };

/** One page of a query, with how many rows there are in all: exact up to 10,000. */
export async function listed<T extends object>(
  db: Db,
  // The tables of the query are nobody's business here: only its rows are.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  query: SelectQueryBuilder<any, any, T>,
  order: readonly OrderColumn[],
  paging: Paging,
): Promise<Slice<T> & Total> {
  const limited = query.limit(COUNTED_EXACTLY + 1).as('limited');
  const [page, { counted }] = await Promise.all([
    slice<T>(query, order, paging),
    across(db)
      .selectFrom(limited)
      .select((e) => e.fn.countAll<number>().as('counted'))
      .executeTakeFirstOrThrow(),
  ]);
  return { ...page, ...asTotal(counted) };
}
