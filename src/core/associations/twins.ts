import type { Db } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import type { Declaration } from './association.ts';
import { verifiedTwin } from './queries.ts';

/**
 * Refuses a receipt by which another association is verified already: its representatives invite whoever belongs to it. Declarations that
 * wait are no obstacle, so that nobody keeps an association out by declaring it first.
 */
export async function refuseTwin(
  db: Db,
  receipt: Pick<Declaration, 'receiptNumber' | 'receiptAuthority'>,
  except?: string,
): Promise<void> {
  if (await verifiedTwin(db, receipt, except))
    throw new InvalidInput([{ pointer: '/receiptNumber', key: 'associations.fault.receipt-known' }]);
}
