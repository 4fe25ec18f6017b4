import { z } from 'zod';
import { COUNTRY, isTerritoryCode } from './territory.ts';

export const CENSUS_GENDERS = ['woman', 'man'] as const;
export type CensusGender = (typeof CENSUS_GENDERS)[number];

/** The age bands in which figures are loaded: those in which people tell their age. */
export const CENSUS_BANDS = ['under-18', '18-24', '25-34', '35-49', '50-64', '65-and-over'] as const;
export type CensusBand = (typeof CENSUS_BANDS)[number];

/** So many people of a sex and age. */
export type CensusGroup = { gender: CensusGender; ageBand: CensusBand; population: number };

/** What the census says of a territory by sex and age, and where that was published. */
export type CensusFigures = { year: number; source: string; groups: CensusGroup[] };

/** The columns of the file, in any order. */
export const CENSUS_COLUMNS = ['territory', 'gender', 'age_band', 'population', 'year', 'source'] as const;

/** Digits alone: an empty cell is not nobody. */
const whole = (least: number, most: number) =>
  z.preprocess(
    (given) => (typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given),
    z
      .number('territory.census.number')
      .int('territory.census.number')
      .min(least, 'territory.census.number')
      .max(most, 'territory.census.number'),
  );
const figure = z.object({
  territory: z.string().refine((code) => code === COUNTRY || isTerritoryCode(code), 'territory.census.code'),
  gender: z.enum(CENSUS_GENDERS, 'territory.census.gender'),
  ageBand: z.enum(CENSUS_BANDS, 'territory.census.band'),
  population: whole(0, 100_000_000),
  year: whole(1960, 2100),
  source: z.string().trim().min(3, 'territory.census.source').max(300, 'territory.census.source'),
});
export type CensusFigure = z.infer<typeof figure>;

const CELLS = CENSUS_GENDERS.length * CENSUS_BANDS.length;

/** Figures as a file has them, one line each: every sex with every age once for each territory, of one year and one source. */
export const censusInput = z
  .object({ figures: z.array(figure).min(1, 'territory.census.empty').max(30_000, 'territory.census.many') })
  .superRefine(({ figures }, context) => {
    const of = Map.groupBy(figures.entries(), ([, { territory }]) => territory);
    for (const lines of of.values()) {
      const [first] = lines;
      if (!first) continue;
      const fault = (message: string) => context.addIssue({ code: 'custom', path: ['figures', first[0]], message });
      if (lines.length !== CELLS || new Set(lines.map(([, one]) => `${one.gender} ${one.ageBand}`)).size !== CELLS)
        fault('territory.census.whole');
      if (new Set(lines.map(([, one]) => `${one.year} ${one.source}`)).size > 1) fault('territory.census.one-source');
    }
  });

/** How far figures of 2024 may be from the population that is known, as a share: what is further off is another unit of measure. */
export const MOST_OFF = 0.05;
