import { sql } from 'kysely';
import { type Db, within } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import { CHECK_RESULTS, type CheckResult } from '../judging.ts';
import type { Tie } from '../petition.ts';
import { type Estimate, estimateOf, type Register, type RegisterFormat, USUAL_FORMAT } from '../sampling.ts';
import { openSignatory } from '../signing.ts';
import type { Petition } from './petitions.ts';
import '../tables.ts';

type Named = Pick<Petition, 'institutionId' | 'id'>;

/** A sample, what the register answered, and what that says of all signatures. */
export type Sample = {
  id: string;
  number: number;
  register: Register;
  seed: string;
  rootNumber: number;
  size: number;
  drawnFrom: number;
  drawnAt: Date;
  checkedAt: Date | null;
  results: Record<CheckResult, number>;
  estimate: Estimate | undefined;
};

/** The samples of a petition, the first first. */
export async function samplesOf(db: Db, { institutionId, id }: Named): Promise<Sample[]> {
  const here = within(db, institutionId);
  const rows = await here
    .selectFrom('petition_sample')
    .select(['id', 'number', 'register', 'seed', 'root_number as rootNumber', 'size', 'drawn_from as drawnFrom'])
    .select(['drawn_at as drawnAt', 'checked_at as checkedAt'])
    .where('petition_id', '=', id)
    .orderBy('number')
    .execute();
  const told = await here
    .selectFrom('petition_sample_item')
    .select(['sample', 'result'])
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('petition_id', '=', id)
    .where('result', 'is not', null)
    .groupBy(['sample', 'result'])
    .execute();
  return rows.map((row) => {
    const of = (result: CheckResult) => told.find((one) => one.sample === row.id && one.result === result)?.n ?? 0;
    const results = Object.fromEntries(CHECK_RESULTS.map((result) => [result, of(result)])) as Sample['results'];
    // What is unclear says nothing yet, in either direction.
    const clear = results.found + results['not-found'] + results['not-eligible'];
    return { ...row, results, estimate: estimateOf({ told: clear, found: results.found, all: row.drawnFrom }) };
  });
}

/** A signatory of a sample, as the file shows them. */
export type SampledSignatory = {
  place: number;
  name: string;
  address: string;
  territory: string;
  tie: Tie;
  result: CheckResult | null;
};

/** The signatories of a sample in the order of their places; an erased name is empty. */
export async function sampledSignatories(
  db: Db,
  keys: Keys,
  { institutionId, id }: Named,
  sample: string,
): Promise<SampledSignatory[]> {
  const rows = await within(db, institutionId)
    .selectFrom('petition_sample_item')
    .innerJoin('petition_signature', (join) =>
      join
        .onRef('petition_signature.institution_id', '=', 'petition_sample_item.institution_id')
        .onRef('petition_signature.petition_id', '=', 'petition_sample_item.petition_id')
        .onRef('petition_signature.id', '=', 'petition_sample_item.signature_id'),
    )
    .select(['petition_sample_item.place', 'petition_sample_item.result', 'petition_signature.id'])
    .select(['petition_signature.sealed', 'petition_signature.territory', 'petition_signature.tie'])
    .where('petition_sample_item.petition_id', '=', id)
    .where('petition_sample_item.sample', '=', sample)
    .orderBy('petition_sample_item.place')
    .execute();
  return rows.map(({ place, result, territory, tie, sealed, id: signature }) => {
    const signatory = sealed ? openSignatory(keys, sealed, signature) : undefined;
    return { place, result, territory, tie, name: signatory?.name ?? '', address: signatory?.address ?? '' };
  });
}

/** The first so many signatures that count, in the order that a seed gives them. */
export async function drawnSignatures(
  db: Db,
  { institutionId, id }: Named,
  seed: string,
  size: number,
): Promise<{ id: string; of: number }[]> {
  const { rows } = await sql<{ id: string; of: number }>`
    select id, (count(*) over ())::int as of from petition_signature
    where institution_id = ${institutionId} and petition_id = ${id} and state = 'counted'
    order by sha256(convert_to(${seed}::text || id::text, 'UTF8')) limit ${size}`.execute(db);
  return rows;
}

/** How a body exchanges files with whoever keeps a register. */
export async function registerFormat(db: Db, institutionId: string, register: Register): Promise<RegisterFormat> {
  const row = await within(db, institutionId)
    .selectFrom('petition_register')
    .select(['delimiter', 'headings', 'answers'])
    .where('register', '=', register)
    .executeTakeFirst();
  return row ?? USUAL_FORMAT;
}
