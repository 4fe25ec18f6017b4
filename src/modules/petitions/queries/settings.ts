import { type Db, within } from '#platform/db/database.ts';
import type { PetitionLevel } from '../law.ts';
import '../tables.ts';

/** How surely a body wants signatories of petitions to its council to be known: by a confirmed contact unless it has set otherwise. */
export async function signatoryLevel(db: Db, institutionId: string, level: PetitionLevel): Promise<1 | 2> {
  const set = await within(db, institutionId)
    .selectFrom('petition_setting')
    .select('assurance')
    .where('level', '=', level)
    .executeTakeFirst();
  return set?.assurance ?? 1;
}
