import { type Tx, within } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import type { Vote } from './queries/votes.ts';
import type { Channel } from './vote.ts';
import './tables.ts';

const USE = 'votes.paper';

type Named = Pick<Vote, 'institutionId' | 'id'>;

/** A paper that was entered once (`choice`) or twice (null: its ballot lies in the urn, and nothing leads to it). */
export type Paper = { sheet: string; channel: Channel; choice: string | null; firstBy: string | null };

/** The paper of a number. */
export async function paperOf(
  db: Tx,
  keys: Keys,
  { institutionId, id }: Named,
  sheet: string,
): Promise<Paper | undefined> {
  const row = await within(db, institutionId)
    .selectFrom('vote_paper')
    .select(['sheet', 'channel', 'sealed', 'first_by as firstBy'])
    .where('vote_id', '=', id)
    .where('sheet', '=', sheet)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  const { sealed, ...paper } = row;
  return { ...paper, choice: sealed && (keys.open(USE, sealed, `${id}:${sheet}`) ?? null) };
}

/** Keeps a first entry, sealed, in the place of an earlier one of the same official. */
export async function keepFirstEntry(
  db: Tx,
  keys: Keys,
  { institutionId, id }: Named,
  { sheet, channel, choice, by }: { sheet: string; channel: Channel; choice: string; by: string },
): Promise<void> {
  const entry = { channel, sealed: keys.seal(USE, choice, `${id}:${sheet}`), first_by: by, second_by: null };
  await within(db, institutionId)
    .insert('vote_paper', { vote_id: id, sheet, ...entry })
    .onConflict((conflict) => conflict.columns(['institution_id', 'vote_id', 'sheet']).doUpdateSet(entry))
    .execute();
}

/** Both entries agree: what was entered is forgotten here, that it was entered is not. */
export async function keepSecondEntry(db: Tx, { institutionId, id }: Named, sheet: string, by: string): Promise<void> {
  await within(db, institutionId)
    .updateTable('vote_paper')
    .set({ sealed: null, second_by: by })
    .where('vote_id', '=', id)
    .where('sheet', '=', sheet)
    .execute();
}

/** The entries differ: the paper is entered anew, twice. */
export async function forgetPaper(db: Tx, { institutionId, id }: Named, sheet: string): Promise<void> {
  await within(db, institutionId)
    .deleteFrom('vote_paper')
    .where('vote_id', '=', id)
    .where('sheet', '=', sheet)
    .execute();
}
