import { sql } from 'kysely';
import { defineAction } from '#platform/action.ts';
import type { Tx } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { loadTerritory } from '../access.ts';
import { type CensusFigure, censusInput, MOST_OFF } from '../census.ts';
import { COUNTRY } from '../territory.ts';

export type LoadedCensus = { territories: string[]; figures: number };

/**
 * Loads census figures by sex and age band; what stood there for the same territories is replaced. Refuses territories that are not known,
 * and figures of 2024 that do not add up to their population (422).
 */
export const loadCensusGroups = defineAction<{ figures: CensusFigure[] }, undefined, LoadedCensus>({
  name: 'territory.load-census-groups',
  input: censusInput,
  access: loadTerritory,
  event: 'census.loaded',
  record: (_input, _target, result) => ({ detail: { ...(result as LoadedCensus) } }),
  async run({ db, now, touch }, { figures }): Promise<LoadedCensus> {
    const codes = [...new Set(figures.map(({ territory }) => territory))];
    await checkSums(db, codes, figures);
    await db.deleteFrom('census_group').where('territory', 'in', codes).execute();
    await sql`
      insert into census_group (territory, gender, age_band, year, population, source, loaded_at)
      select *, ${now}::timestamptz from unnest(${figures.map(({ territory }) => territory)}::text[],
        ${figures.map(({ gender }) => gender)}::text[], ${figures.map(({ ageBand }) => ageBand)}::text[],
        ${figures.map(({ year }) => year)}::int[], ${figures.map(({ population }) => population)}::int[],
        ${figures.map(({ source }) => source)}::text[])`.execute(db);
    touch('territories');
    return { territories: codes, figures: figures.length };
  },
});

async function checkSums(db: Tx, codes: readonly string[], figures: readonly CensusFigure[]): Promise<void> {
  const rows = await db.selectFrom('territory').select(['code', 'level', 'population_2024 as population']).execute();
  const known = new Map(rows.map(({ code, population }) => [code, population]));
  known.set(
    COUNTRY,
    rows.filter(({ level }) => level === 'region').reduce((sum, { population }) => sum + population, 0),
  );
  const faults = codes.flatMap((code) => {
    const pointer = `/figures/${figures.findIndex(({ territory }) => territory === code)}`;
    const population = known.get(code);
    if (population === undefined) return [{ pointer, key: 'territory.census.unknown', values: { code } }];
    const own = figures.filter(({ territory }) => territory === code);
    const sum = own.reduce((all, one) => all + one.population, 0);
    const isOff = own[0]?.year === 2024 && Math.abs(sum - population) > MOST_OFF * population;
    return isOff ? [{ pointer, key: 'territory.census.sum', values: { code, sum, population } }] : [];
  });
  if (faults.length > 0) throw new InvalidInput(faults);
}
