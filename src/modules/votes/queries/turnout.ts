import {
  type AgeBand,
  countDemographics,
  type Gender,
  NOT_TOLD,
  type SuppressedCounts,
} from '#core/personal-data/index.ts';
import { territoriesByCode } from '#core/territory/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Vote } from './votes.ts';

/** A commune among those who told where they live. `voters` null: too few to be told. */
export type CommuneTurnout = { code: string; name: Text; voters: number | null; population: number | null };

/** Who took part, as far as people told it of themselves for statistics; small numbers are hidden. Two divisions are never crossed. */
export type Turnout = {
  gender: SuppressedCounts<Gender | typeof NOT_TOLD>;
  ageBand: SuppressedCounts<AgeBand | typeof NOT_TOLD>;
  communes: CommuneTurnout[];
};

/** Reads who took part from what was frozen with places on the roll: of ballots nothing is known. */
export async function turnoutOf(
  db: Db,
  { institutionId, reference }: Pick<Vote, 'institutionId' | 'reference'>,
): Promise<Turnout> {
  const act = { institutionId, kind: 'votes.vote', about: `vote:${reference}` };
  const [gender, ageBand, commune] = [
    await countDemographics(db, act, 'gender'),
    await countDemographics(db, act, 'ageBand'),
    await countDemographics(db, act, 'commune'),
  ];
  const codes = Object.keys(commune.counts).filter((code) => code !== NOT_TOLD);
  const places = await territoriesByCode(db, codes);
  const communes = codes.flatMap((code): CommuneTurnout[] => {
    const place = places.get(code);
    if (!place) return [];
    return [{ code, name: place.name, voters: commune.counts[code] ?? null, population: place.population2024 ?? null }];
  });
  return { gender: gender as Turnout['gender'], ageBand: ageBand as Turnout['ageBand'], communes };
}
