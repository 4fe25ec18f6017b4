import { allInstitutions, type Institution } from '#core/institutions/index.ts';
import { childrenOf, territoryByCode } from '#core/territory/index.ts';
import type { Db } from '#platform/db/database.ts';
import { PETITION_LEVELS, type PetitionLevel } from '../law.ts';
import { type PopulationYear, type Requirements, requirementsFor } from '../requirements.ts';

/** Whether a body has a council that takes petitions, and of which level. */
export function levelOf({ kind, territory }: Pick<Institution, 'kind' | 'territory'>): PetitionLevel | undefined {
  return territory === null ? undefined : PETITION_LEVELS.find((level) => level === kind);
}

/** The councils to which a case may be handed over: all that take petitions, but the one where it lies. */
export async function otherCouncils(db: Db, caseFile: { institutionId: string } | undefined): Promise<Institution[]> {
  const all = await allInstitutions(db);
  return all.filter(
    (one) => one.state === 'active' && levelOf(one) !== undefined && one.id !== caseFile?.institutionId,
  );
}

/**
 * What the law asks of a petition to a body's council, by the census of a year. Undefined for a body without such a council, and where
 * that census gives no figure for its territory.
 */
export async function requirementsOfBody(
  db: Db,
  body: Pick<Institution, 'kind' | 'territory'>,
  year: PopulationYear,
): Promise<Requirements | undefined> {
  const level = levelOf(body);
  const unit = level && body.territory ? await territoryByCode(db, body.territory) : undefined;
  const population = year === 2014 ? unit?.population2014 : unit?.population2024;
  if (!level || !unit || population === undefined || population === null) return undefined;
  const parts = await childrenOf(db, unit.code);
  return requirementsFor({
    level,
    population,
    hasArrondissements: parts.some((part) => part.level === 'arrondissement'),
    provinces: level === 'region' ? parts.filter((part) => part.level === 'province') : [],
  });
}
