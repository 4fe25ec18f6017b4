import type { SelectQueryBuilder } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';

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
  const [page, total] = await Promise.all([slice<T>(query, order, paging), totalOf(db, query)]);
  return { ...page, ...total };
}
