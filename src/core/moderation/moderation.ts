import type { Text } from '#platform/i18n/text.ts';
import type { Sign } from './spam-score.ts';
import type { Verdict } from './tables.ts';

/**
 * Why something may be hidden, in every body. A body may add grounds and put these into its own words; it cannot take one away, so that
 * the charter promises the same everywhere.
 */
export const GROUNDS = [
  'off-topic',
  'insult',
  'hatred',
  'private-data',
  'advertising',
  'repetition',
  'impersonation',
  'unlawful',
] as const;
export type CommonGround = (typeof GROUNDS)[number];

/** A ground as it is chosen from: its words, and what the author is told. */
export type Ground = { key: string; label: Text; letter: Text; own: boolean };

/** Whether a key names a ground that every body has. */
export function isCommonGround(key: string): key is CommonGround {
  return (GROUNDS as readonly string[]).includes(key);
}

/**
 * Within how many calendar days a moderator answers, as the charter says: what waits unseen and what was reported first, an appeal with
 * time for another person to look. House rules of the platform, not statutory ones.
 */
export const ANSWERED_WITHIN = { held: 2, reported: 3, appeal: 7 } as const;

/** For how many days after a decision its author may appeal. */
export const APPEAL_DAYS = 30;

/** The most reports that one network may send in an hour without signing in, and one person in a day. */
export const REPORTS_PER_HOUR = 5;
export const REPORTS_PER_DAY = 30;

/** The name of a thing in addresses and inputs: `comment:0190…`. Undefined when it is none. */
export function readName(name: string): { kind: string; id: string } | undefined {
  const match = /^([a-z-]{1,40}):([\w.-]{1,120})$/.exec(name);
  return match?.[1] && match[2] ? { kind: match[1], id: match[2] } : undefined;
}

/** A thing that is looked at, or was. */
export type Item = {
  institutionId: string;
  id: string;
  kind: string;
  thingId: string;
  about: Text;
  state: 'open' | 'closed';
  held: boolean;
  points: number;
  signs: Sign[];
  openedAt: Date;
  dueOn: string;
};

export type Report = {
  id: string;
  ground: string;
  note: string | null;
  byPerson: boolean;
  proven: boolean;
  reportedAt: Date;
};

export type Decision = {
  id: string;
  verdict: Verdict;
  held: boolean;
  ground: string | null;
  groundLabel: Text | null;
  words: string | null;
  decidedBy: string;
  decidedAt: Date;
  decidedOn: string;
};

/** `withdrawn`: the author took the text back, and with it the appeal. */
export type AppealOutcome = 'restored' | 'confirmed' | 'withdrawn';

export type Appeal = {
  institutionId: string;
  id: string;
  itemId: string;
  decisionId: string;
  words: string;
  madeAt: Date;
  dueOn: string;
  hiddenBy: string;
  /** Who appealed; null once it is forgotten. */
  appellantId: string | null;
  outcome: AppealOutcome | null;
  answer: string | null;
  decidedOn: string | null;
};

/** A calendar date so many days later, `YYYY-MM-DD`. */
export function daysLater(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether an author may still appeal against the decision that hid the text: within its time, and once. */
export function mayAppeal(
  decision: Pick<Decision, 'verdict' | 'decidedOn'>,
  appeal: Appeal | undefined,
  today: string,
) {
  return decision.verdict === 'hide' && !appeal && today <= daysLater(decision.decidedOn, APPEAL_DAYS);
}
