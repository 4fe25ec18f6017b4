import type { Text } from '#platform/i18n/text.ts';

/** What is kept of a vote's life; between `published` and `closed` the clock says whether it is open. */
export const STATES = ['draft', 'published', 'closed', 'cancelled'] as const;
export type VoteState = (typeof STATES)[number];

/** Where a vote stands at a moment, as everybody sees it. */
export const PHASES = ['draft', 'upcoming', 'open', 'counting', 'closed', 'cancelled'] as const;
export type Phase = (typeof PHASES)[number];

/**
 * `support`: yes, no or abstention. `choose`: at most so many options. `rank`: options in order. `points`: points spread over options, at
 * most so many on one.
 */
export const METHODS = ['support', 'choose', 'rank', 'points'] as const;
export type Method = (typeof METHODS)[number];

/** The three answers to a question of support, in the place of options. */
export const ANSWERS = ['yes', 'no', 'abstain'] as const;
export type Answer = (typeof ANSWERS)[number];

/** How a ballot came in. Totals are kept for each. */
export const CHANNELS = ['online', 'counter', 'paper'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What decides when options that cannot all be retained are equal: all of them are; a lot drawn in public; the council, with reasons. */
export const TIE_RULES = ['all', 'lot', 'council'] as const;
export type TieRule = (typeof TIE_RULES)[number];

/** `end`: nobody sees a count before the closing. `live`: counts are shown while people vote. */
export const RESULTS = ['end', 'live'] as const;
export type ResultsWhen = (typeof RESULTS)[number];

export const TITLE_MAX = 200;
export const TEXT_MAX = 5_000;
export const OPTION_MAX = 300;
export const NAME_MAX = 80;
export const OPTIONS_MAX = 30;
export const POINTS_MAX = 100;
/** The longest a vote may be open, in days. */
export const DAYS_MAX = 366;

/** One thing that can be voted for. `number` is its place on the ballot, from 1, and its name in ballots. */
export type VoteOption = { number: number; text: Text; link: string | null; cost: number | null };

/** What is declared before the opening, and holds until the end. */
export type Terms = {
  method: Method;
  /** `choose`: the most options on a ballot. `points`: the most points on one option. Otherwise 1. */
  most: number;
  /** The points that a ballot spreads. 1 where there are none. */
  points: number;
  /** How many options are retained. */
  winners: number;
  secret: boolean;
  /** Whether a ballot may be changed or taken back until the closing. */
  changeable: boolean;
  results: ResultsWhen;
  level: 1 | 2;
  /** The code of the territory in which voters must have a verified residence; null: anywhere. */
  territory: string | null;
  tieRule: TieRule;
};

type Timed = { state: VoteState; opensAt: Date; closesAt: Date };

/** Where a vote stands at a moment. The closing moment itself no longer takes ballots. */
export function phaseOf({ state, opensAt, closesAt }: Timed, now: Date): Phase {
  if (state !== 'published') return state;
  if (now < opensAt) return 'upcoming';
  return now < closesAt ? 'open' : 'counting';
}

/** Whether everybody may read of it. */
export function isPublic({ state }: Pick<Timed, 'state'>): boolean {
  return state === 'published' || state === 'closed' || state === 'cancelled';
}

/** Whether its terms may still be changed: until the opening, and never afterwards. */
export function isEditable(vote: Timed, now: Date): boolean {
  const phase = phaseOf(vote, now);
  return phase === 'draft' || phase === 'upcoming';
}

/** Whether a commune lies in a territory: codes of parts begin with the code of the whole. */
export function isWithin(commune: string, territory: string): boolean {
  return commune === territory || commune.startsWith(`${territory}.`);
}
