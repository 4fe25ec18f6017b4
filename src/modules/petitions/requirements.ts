import type { Text } from '#platform/i18n/text.ts';
import { PETITION_LAWS, type PetitionLaw, type PetitionLevel } from './law.ts';

/** The censuses whose figures are loaded. */
export const POPULATION_YEARS = [2014, 2024] as const;
export type PopulationYear = (typeof POPULATION_YEARS)[number];

/** A council as the law counts it. */
export type Council = {
  level: PetitionLevel;
  /** Persons, of the census. */
  population: number;
  hasArrondissements: boolean;
  /** For a region, its prefectures and provinces by code. */
  provinces: readonly { code: string; name: Text }[];
};

/** What a petition to a council needs. */
export type Requirements = {
  level: PetitionLevel;
  law: PetitionLaw;
  population: number;
  hasArrondissements: boolean;
  /** Signatures in all. */
  required: number;
  /** Signatures of residents in each prefecture and province; null where the law asks for no spread. */
  perProvinceMinimum: number | null;
  provinces: readonly { code: string; name: Text; minimum: number }[];
};

/**
 * The signatures that the law asks of a petition to a council (organic laws 111-14 art. 120, 112-14 art. 114, 113-14 art. 123 and 216).
 * A share that is no whole number is rounded up: "at least 5 %" of 300 is 15.
 */
export function requirementsFor(council: Council): Requirements {
  const { level, population, hasArrondissements, provinces } = council;
  const law = PETITION_LAWS[level];
  const required = signaturesFor(law, council);
  const minimum = law.spreadPercent === undefined ? null : Math.ceil((required * law.spreadPercent) / 100);
  return {
    level,
    law,
    population,
    hasArrondissements,
    required,
    perProvinceMinimum: minimum,
    provinces: minimum === null ? [] : provinces.map(({ code, name }) => ({ code, name, minimum })),
  };
}

function signaturesFor(law: PetitionLaw, { population, hasArrondissements }: Council): number {
  if (hasArrondissements && law.withArrondissements) return law.withArrondissements.required;
  const step = law.steps.find(({ from, to }) => population >= from && population <= to);
  if (!step) throw new RangeError(`No number of signatures for a population of ${population}`);
  return step.required;
}

/** Signatures so far: in all, and of residents by the code of their prefecture or province. */
export type Tally = { total: number; byProvince: ReadonlyMap<string, number> };

/** What is still missing before a petition can be filed: in all, and in each province that is below its floor. */
export type Missing = { total: number; provinces: readonly { code: string; name: Text; missing: number }[] };

/**
 * What a tally lacks. The total and the floors are separate conditions: 300 signatures from one province do not fulfil the second, and
 * signatories who live elsewhere and work in the region count for the first alone.
 */
export function missingFrom(requirements: Requirements, tally: Tally): Missing {
  const provinces = requirements.provinces
    .map(({ code, name, minimum }) => ({
      code,
      name,
      missing: Math.max(0, minimum - (tally.byProvince.get(code) ?? 0)),
    }))
    .filter(({ missing }) => missing > 0);
  return { total: Math.max(0, requirements.required - tally.total), provinces };
}
