import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Db, Tx } from '#platform/db/database.ts';
import { NotAllowed } from '#platform/errors.ts';
import type { Keys } from '#platform/keys.ts';
import { logAccess } from './access-log.ts';
import { latinDigits } from './contact.ts';
import './tables.ts';

const USE = 'accounts.national-id';
const SEALED_USE = 'accounts.national-id-number';

/** The number of a national identity card in one form: one or two letters and up to seven digits. Undefined when it is none. */
export function parseNationalId(typed: string): string | undefined {
  const text = latinDigits(typed.normalize('NFKC'))
    .replace(/[\s.-]/g, '')
    .toUpperCase();
  const match = /^([A-Z]{1,2})0*(\d{1,7})$/.exec(text);
  return match ? `${match[1]}${match[2]}` : undefined;
}

/** The version of the key that new rows are written with: the newest there is. */
export async function nationalIdKeyVersion(db: Db): Promise<number> {
  const row = await db
    .selectFrom('national_id_key')
    .select(({ fn }) => fn.max('version').as('version'))
    .executeTakeFirst();
  return row?.version ?? 1;
}

type Context = Pick<ActionContext, 'db' | 'actor' | 'around' | 'tenant' | 'now'>;

export type NationalIdRecorded =
  | { outcome: 'recorded' }
  /** The number stands for another account already. */
  | { outcome: 'taken'; personId: string };

/**
 * Records whose national identity number this is: as a keyed hash, so that one number stands for one account. `keepNumber`: sealed as
 * well, only where a law needs the number itself. Refuses (403) while the body has no authorisation of the CNDP (law 09-08, art. 12).
 */
export async function recordNationalId(
  context: Context,
  given: { personId: string; number: string; institutionId: string; keepNumber?: boolean },
): Promise<NationalIdRecorded> {
  const { db, around, now } = context;
  await requireOpen(context, given.institutionId);
  const { personId, number } = given;
  const other = await personOfNationalId(db, around.keys, number);
  if (other && other !== personId) return { outcome: 'taken', personId: other };
  const version = await nationalIdKeyVersion(db);
  const row = {
    key_version: version,
    fingerprint: around.keys.fingerprint(USE, number, version),
    sealed: given.keepNumber ? around.keys.seal(SEALED_USE, number, personId, version) : null,
    institution_id: given.institutionId,
    recorded_at: now,
  };
  await db
    .insertInto('national_id')
    .values({ person_id: personId, ...row })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
    .execute();
  return { outcome: 'recorded' };
}

async function requireOpen({ db, around }: Pick<Context, 'db' | 'around'>, institutionId: string): Promise<void> {
  if (!(await isProcessingOpen(db, institutionId, USE, modeOf(around))))
    throw new NotAllowed('accounts.refusal.national-id-closed');
}

/** Whose number this is, whichever version of the key it was recorded with. */
export async function personOfNationalId(db: Db, keys: Keys, number: string): Promise<string | undefined> {
  const versions = await db.selectFrom('national_id').select('key_version').distinct().execute();
  for (const { key_version: version } of versions) {
    const row = await db
      .selectFrom('national_id')
      .select('person_id')
      .where('key_version', '=', version)
      .where('fingerprint', '=', keys.fingerprint(USE, number, version))
      .executeTakeFirst();
    if (row) return row.person_id;
  }
  return undefined;
}

/** The fingerprints under which a number may have been recorded: one for each version of the key that rows were written with. */
export async function nationalIdFingerprints(db: Db, keys: Keys, number: string): Promise<Buffer[]> {
  const versions = await db.selectFrom('national_id').select('key_version').distinct().execute();
  const all = new Set([await nationalIdKeyVersion(db), ...versions.map(({ key_version }) => key_version)]);
  return [...all].sort((a, b) => a - b).map((version) => keys.fingerprint(USE, number, version));
}

/** Reads a number that was kept because a law needs it. Every reading is written down for the person it is about. */
export async function readNationalId(
  context: Context,
  given: { personId: string; institutionId: string; reason: string },
): Promise<string | undefined> {
  const { db, around } = context;
  const row = await db
    .selectFrom('national_id')
    .select(['sealed', 'key_version'])
    .where('person_id', '=', given.personId)
    .where('institution_id', '=', given.institutionId)
    .executeTakeFirst();
  if (!row?.sealed) return undefined;
  await logAccess(context, { ...given, what: 'accounts.access.national-id' });
  return around.keys.open(SEALED_USE, row.sealed, given.personId, row.key_version);
}

/**
 * Begins a new version of the key and writes with it what can be: numbers that are kept sealed. Hashes alone stay under their old version
 * until their owner is verified again; they are found all the same. Answers how many were written anew and how many wait.
 */
export async function rotateNationalIdKey(
  tx: Tx,
  keys: Keys,
  now: Date,
): Promise<{ version: number; rewritten: number; waiting: number }> {
  const version = (await nationalIdKeyVersion(tx)) + 1;
  await tx.insertInto('national_id_key').values({ version, begun_at: now }).execute();
  let rewritten = 0;
  let waiting = 0;
  const rows = await tx.selectFrom('national_id').select(['person_id', 'sealed', 'key_version']).forUpdate().execute();
  for (const row of rows) {
    const number = row.sealed && keys.open(SEALED_USE, row.sealed, row.person_id, row.key_version);
    if (!number) {
      waiting += 1;
      continue;
    }
    await tx
      .updateTable('national_id')
      .set({
        key_version: version,
        fingerprint: keys.fingerprint(USE, number, version),
        sealed: keys.seal(SEALED_USE, number, row.person_id, version),
      })
      .where('person_id', '=', row.person_id)
      .execute();
    rewritten += 1;
  }
  return { version, rewritten, waiting };
}
