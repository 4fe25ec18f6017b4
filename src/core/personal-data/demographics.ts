import { randomUUID } from 'node:crypto';
import { type Db, type Tx, within } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import { type SuppressedCounts, suppressed } from './suppression.ts';
import './tables.ts';

export const GENDERS = ['woman', 'man'] as const;
export type Gender = (typeof GENDERS)[number];

export const AGE_BANDS = ['under-18', '18-24', '25-34', '35-49', '50-64', '65-and-over'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

export const DISABILITIES = ['none', 'some'] as const;
export type Disability = (typeof DISABILITIES)[number];

/** What somebody told of themselves for statistics. All of it is optional, and explained where it is asked. */
export type Demographics = {
  gender?: Gender | undefined;
  ageBand?: AgeBand | undefined;
  /** Code of the commune. */
  commune?: string | undefined;
  disability?: Disability | undefined;
};

/** An act of somebody: `kind` as `room.thing` (`comments.comment`), `id` of the act itself, `about` the thing it concerns. */
export type Act = { institutionId: string; kind: string; id: string; about: string };

const USE = 'personal-data.frozen-act';

/**
 * Keeps what somebody told of themselves as it is on the day of an act, for statistics only and apart from who they are: no person, a
 * random id, the act itself only as a fingerprint whose key is outside the database, no time but the day. Nothing told is nothing kept.
 * The same act again replaces what was kept. Run it in the transaction of the act.
 */
export async function freezeDemographics(
  tx: Tx,
  keys: Keys,
  act: Act,
  told: Demographics,
  today: string,
): Promise<void> {
  const { gender, ageBand, commune, disability } = told;
  await forgetDemographics(tx, keys, act);
  if (!gender && !ageBand && !commune && !disability) return;
  await within(tx, act.institutionId)
    .insert('demographics_frozen', {
      id: randomUUID(),
      act_kind: act.kind,
      act_key: keyOf(keys, act),
      about: act.about,
      frozen_on: today,
      gender: gender ?? null,
      age_band: ageBand ?? null,
      commune: commune ?? null,
      disability: disability ?? null,
    })
    .execute();
}

/** Removes what was kept with an act that was taken back. */
export async function forgetDemographics(tx: Tx, keys: Keys, act: Omit<Act, 'about'>): Promise<void> {
  await within(tx, act.institutionId)
    .deleteFrom('demographics_frozen')
    .where('act_key', '=', keyOf(keys, act))
    .execute();
}

function keyOf(keys: Keys, { institutionId, kind, id }: Omit<Act, 'about'>): Buffer {
  return keys.fingerprint(USE, `${institutionId}:${kind}:${id}`);
}

const COLUMNS = { gender: 'gender', ageBand: 'age_band', commune: 'commune', disability: 'disability' } as const;

/** The cell of those who did not tell. */
export const NOT_TOLD = 'not-told';

/**
 * How many acts of a kind about a thing there were, by one thing that people told of themselves, as it may be published: cells below five
 * and those that would give them away are null. Two divisions are never crossed. `grouped` puts what was told together before small cells are
 * hidden: the communes of one province.
 */
export async function countDemographics(
  db: Db,
  of: Pick<Act, 'institutionId' | 'kind' | 'about'>,
  by: keyof typeof COLUMNS,
  grouped: (told: string) => string = (told) => told,
): Promise<SuppressedCounts<string>> {
  const column = COLUMNS[by];
  const rows = await within(db, of.institutionId)
    .selectFrom('demographics_frozen')
    .select(({ fn }) => [`demographics_frozen.${column} as value`, fn.countAll<number>().as('n')])
    .where('demographics_frozen.act_kind', '=', of.kind)
    .where('demographics_frozen.about', '=', of.about)
    .groupBy(`demographics_frozen.${column}`)
    .execute();
  const counts: Record<string, number> = {};
  for (const { value, n } of rows) {
    const cell = value === null ? NOT_TOLD : grouped(value);
    counts[cell] = (counts[cell] ?? 0) + n;
  }
  return suppressed(counts);
}

/** What was frozen with these acts of a kind, by their ids: for figures that compare what was done, published with their small cells hidden. */
export async function frozenWith(
  db: Db,
  keys: Keys,
  { institutionId, kind }: Pick<Act, 'institutionId' | 'kind'>,
  ids: readonly string[],
): Promise<Map<string, Demographics>> {
  const byKey = new Map(ids.map((id) => [keyOf(keys, { institutionId, kind, id }).toString('hex'), id]));
  if (byKey.size === 0) return new Map();
  const rows = await within(db, institutionId)
    .selectFrom('demographics_frozen')
    .select(['act_key', 'gender', 'age_band', 'commune', 'disability'])
    .where(
      'act_key',
      'in',
      [...byKey.keys()].map((key) => Buffer.from(key, 'hex')),
    )
    .execute();
  return new Map(
    rows.map((row) => [
      byKey.get(row.act_key.toString('hex')) ?? '',
      {
        gender: (row.gender ?? undefined) as Gender | undefined,
        ageBand: (row.age_band ?? undefined) as AgeBand | undefined,
        commune: row.commune ?? undefined,
        disability: (row.disability ?? undefined) as Disability | undefined,
      },
    ]),
  );
}
