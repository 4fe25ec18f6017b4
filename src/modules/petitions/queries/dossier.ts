import { sql } from 'kysely';
import { type Db, within } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import type { Channel, Tie } from '../petition.ts';
import type { LineFault } from '../sheet.ts';
import { openSignatory } from '../signing.ts';
import type { Petition } from './petitions.ts';
import '../tables.ts';

type Named = Pick<Petition, 'institutionId' | 'id'>;

/** A signatory on the file. `sheet` and `line`: where the paper was signed. A name that was erased is null. */
export type DossierSignatory = {
  id: string;
  name: string | null;
  address: string;
  territory: string;
  tie: Tie;
  channel: Channel;
  copy: boolean;
  sheet: number | null;
  line: number | null;
};

/** The signatories that count, by residence and then in the order of their signatures: so many after so many. */
export async function dossierSignatories(
  db: Db,
  keys: Keys,
  { institutionId, id }: Named,
  { offset, limit }: { offset: number; limit: number },
): Promise<DossierSignatory[]> {
  type Row = Omit<DossierSignatory, 'name' | 'address' | 'copy'> & { sealed: Buffer | null };
  const { rows } = await sql<Row>`
    select signature.id, signature.sealed, signature.territory, signature.tie, signature.channel,
      line.number as sheet, line.line
    from petition_signature signature
      left join petition_sheet_line line on line.institution_id = signature.institution_id
        and line.petition_id = signature.petition_id and line.signature_id = signature.id
    where signature.institution_id = ${institutionId} and signature.petition_id = ${id} and signature.state = 'counted'
    order by signature.territory = '', signature.territory, signature.id
    limit ${limit} offset ${offset}`.execute(db);
  return rows.map(({ sealed, ...row }) => {
    const signatory = sealed ? openSignatory(keys, sealed, row.id) : undefined;
    return {
      ...row,
      name: signatory?.name ?? null,
      address: signatory?.address ?? '',
      copy: signatory?.copy ?? false,
    };
  });
}

/** How many lines of paper sheets do not count, by their reason. */
export async function rejectedLines(
  db: Db,
  { institutionId, id }: Named,
): Promise<{ rejected: LineFault; n: number }[]> {
  const rows = await within(db, institutionId)
    .selectFrom('petition_sheet_line')
    .select('rejected')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('petition_id', '=', id)
    .where('rejected', 'is not', null)
    .groupBy('rejected')
    .orderBy('n', 'desc')
    .execute();
  return rows.flatMap(({ rejected, n }) => (rejected ? [{ rejected, n }] : []));
}
