import type { Db, Tx } from '#platform/db/database.ts';
import type { KeptData, PersonalDataSource } from '#platform/module.ts';

/** The source that empties the account itself comes last: the others may still need to know whose it is. */
const ACCOUNT = 'accounts.';

/** Lets every source remove or anonymise what it knows about a person; answers what must stay, why, and until when. */
export async function closeEverything(
  tx: Tx,
  sources: readonly PersonalDataSource[],
  personId: string,
  now: Date,
): Promise<KeptData[]> {
  const isAccount = (source: PersonalDataSource) => source.name.startsWith(ACCOUNT);
  const ordered = [...sources.filter((one) => !isAccount(one)), ...sources.filter(isAccount)];
  const kept: KeptData[] = [];
  for (const source of ordered) kept.push(...(await source.close(tx, personId, now)));
  return kept;
}

/** Ends a transaction without keeping anything of it. */
class UndoneError extends Error {}

/**
 * What would stay if the account was closed now. The only sure way to know is to do it: in a transaction that is always undone, so that
 * the page that asks "do you want this?" says exactly what will happen.
 */
export async function whatWouldStay(
  db: Db,
  sources: readonly PersonalDataSource[],
  personId: string,
  now: Date,
): Promise<KeptData[]> {
  let kept: KeptData[] = [];
  try {
    await db.transaction().execute(async (tx) => {
      kept = await closeEverything(tx, sources, personId, now);
      throw new UndoneError();
    });
  } catch (error) {
    if (!(error instanceof UndoneError)) throw error;
  }
  return kept;
}
