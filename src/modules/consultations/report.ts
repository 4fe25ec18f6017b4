import type { AgeBand, Gender } from '#core/personal-data/index.ts';
import type { CallFigures } from '#modules/proposals/index.ts';
import type { Text } from '#platform/i18n/text.ts';

/** Counts of people as they may be published; null is too few. */
export type Published = Record<string, number | null>;

/** What came of one call, as it was when the stage was closed. */
export type ReportedCall = {
  id: string;
  title: Text;
  figures: CallFigures;
  /** Who took part, of those who told it. */
  gender: Published;
  ageBand: Published;
  /** Those with the most supports, with the answer to each. */
  proposals: ReportedProposal[];
};

export type ReportedProposal = {
  reference: string;
  title: Text;
  state: string;
  supports: number;
  reasons: Text | null;
  outcomes: string[];
};

/** A place of the body's territory with its population, and how many proposals are about it. */
export type ReportedPlace = { code: string; name: Text; population: number; proposals: number };

/** What a stage was: what was asked, who took part, what was said, what was answered, what was decided. Sealed when the stage is closed. */
export type StageReport = {
  on: string;
  asked: Text;
  calls: ReportedCall[];
  places: ReportedPlace[];
  comments: number;
  /** Written by the body. */
  said: Text;
  decided: Text;
};

/** The most proposals that a report names one by one; the open data have all. */
export const REPORTED_PROPOSALS = 100;

/** The people that a group must at least have in a territory before its absence is worth an alert. */
const WORTH_AN_ALERT = 1_000;

/** Places nobody has proposed anything about, the most populous first: while there is time, somebody can go there. */
export function absentPlaces(places: readonly ReportedPlace[]): ReportedPlace[] {
  return places
    .filter(({ proposals, population }) => proposals === 0 && population >= WORTH_AN_ALERT)
    .sort((a, b) => b.population - a.population);
}

const GROUPS: { gender: readonly Gender[]; ageBand: readonly AgeBand[] } = {
  gender: ['woman', 'man'],
  ageBand: ['18-24', '25-34', '35-49', '50-64', '65-and-over'],
};

/** The groups of people of whom not one has said to have taken part, when enough people have said who they are. */
export function absentGroups(by: keyof typeof GROUPS, counts: Published): string[] {
  const told = Object.entries(counts).filter(([group]) => group !== 'not-told');
  const known = told.reduce((sum, [, n]) => sum + (n ?? 0), 0);
  // A cell that is hidden has people in it.
  return known < 20 ? [] : GROUPS[by].filter((group) => !told.some(([one]) => one === group));
}
