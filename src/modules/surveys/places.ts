import { institutionsById } from '#core/institutions/index.ts';
import {
  childrenOf,
  communesOf,
  type Place,
  provinces,
  regions,
  type Territory,
  territoriesByCode,
  territoryByCode,
} from '#core/territory/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Survey } from './queries/surveys.ts';

type Of = Pick<Survey, 'institutionId'>;

/** A place to choose, under the name of what it lies in. */
export type Choosable = Place & { group: Text | null };

/**
 * The places that people of a survey choose among: the communes of a region, prefecture or province; a commune and its arrondissements; the
 * prefectures and provinces for bodies of the whole country.
 */
export async function placesOf(db: Db, { institutionId }: Of): Promise<Choosable[]> {
  const territory = await governedTerritory(db, institutionId);
  if (!territory) return (await provinces(db)).map((one) => ({ ...one, group: null }));
  const within =
    territory.level === 'region'
      ? (await childrenOf(db, territory.code)).filter(({ level }) => level === 'province')
      : territory.level === 'province'
        ? [territory]
        : [];
  if (within.length === 0) {
    const parts = (await childrenOf(db, territory.code)).filter(({ level }) => level === 'arrondissement');
    return [territory, ...parts].map(({ code, name }) => ({ code, name, group: null }));
  }
  const found = await Promise.all(
    within.map(async ({ code, name }) => (await communesOf(db, code)).map((one) => ({ ...one, group: name }))),
  );
  return found.flat();
}

/** The territory that a body governs; undefined for bodies of the whole country. */
export async function governedTerritory(db: Db, institutionId: string): Promise<Territory | undefined> {
  const code = (await institutionsById(db, [institutionId])).get(institutionId)?.territory;
  return code ? territoryByCode(db, code) : undefined;
}

/**
 * The territories by which answers are compared and weighted: the prefectures and provinces of a region, the communes of a province, the
 * regions of the country. A commune has none. The code of a commune begins with theirs.
 */
export async function comparedTerritories(db: Db, { institutionId }: Of): Promise<Territory[]> {
  const territory = await governedTerritory(db, institutionId);
  if (!territory) return regions(db);
  if (territory.level === 'region')
    return (await childrenOf(db, territory.code)).filter(({ level }) => level === 'province');
  if (territory.level !== 'province') return [];
  const communes = await communesOf(db, territory.code);
  return [
    ...(
      await territoriesByCode(
        db,
        communes.map(({ code }) => code),
      )
    ).values(),
  ];
}
