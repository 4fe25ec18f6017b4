import type { Text } from '#platform/i18n/text.ts';

/**
 * Where a proposal stands as a publication. `held`: it waits unseen for a moderator. `merged`: it is part of another one, with its
 * supporters.
 */
export type Standing = 'draft' | 'held' | 'shown' | 'hidden' | 'withdrawn' | 'merged';

/** What the body answered. */
export const ANSWER_STATES = ['accepted', 'partly-accepted', 'already-planned', 'not-accepted', 'forwarded'] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];

/** What the competent body says of what was forwarded to it. */
export const REPLY_STATES = ['accepted', 'partly-accepted', 'already-planned', 'not-accepted'] as const;
export type ReplyState = (typeof REPLY_STATES)[number];

/** Where it stands with the body. */
export const PROPOSAL_STATES = ['received', 'under-study', ...ANSWER_STATES] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Whether the body still owes an answer. */
export function isUnanswered(state: ProposalState): boolean {
  return state === 'received' || state === 'under-study';
}

/** How it came in. Each proposal came by exactly one, so the channels always add up to the total. */
export const CHANNELS = ['online', 'counter', 'paper', 'meeting', 'sms'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The ways that an official writes down for somebody else. */
export const ASSISTED_CHANNELS = ['counter', 'paper', 'meeting', 'sms'] as const;

/** The most supports on one sheet. */
export const SHEET_MAX = 100_000;

export type SignedAs = 'name' | 'pseudonym' | 'association' | 'meeting' | 'assisted' | 'former';

/** A theme of a call: its word in addresses and its name. */
export type Theme = { key: string; name: Text };

/** What an accepted proposal became: part of a commitment, of a decision, of a budget line; or one more step on its way. */
export const OUTCOME_KINDS = ['commitment', 'decision', 'budget', 'step'] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** What evaluators look at, each from 0 (not at all) to 4 (fully). */
export const CRITERIA = ['need', 'competence', 'feasibility', 'cost', 'equity'] as const;
export type Criterion = (typeof CRITERIA)[number];
export const SCORE_MAX = 4;

/** The most signs of a title and of a text. */
export const TITLE_MAX = 150;
export const BODY_MAX = 6_000;

/** For how long after sending it an author may change a proposal while nobody has supported or answered it. */
export const EDIT_HOURS = 24;

/** The most proposals that one person may send within one call, and in a day. */
export const PER_CALL = 20;
export const PER_DAY = 10;

type Times = { opensOn: string; closesOn: string; closedAt: Date | null };

/** Whether proposals and supports are taken on a day. */
export function isCallOpen({ opensOn, closesOn, closedAt }: Times, today: string): boolean {
  return closedAt === null && opensOn <= today && today <= closesOn;
}

type Changing = { standing: Standing; state: ProposalState; submittedAt: Date | null; supports: number };

/**
 * Whether its author may change the words now: a draft always; afterwards for a day, as long as nobody has supported it and the body has
 * not begun to study it. What it said before stays to be seen.
 */
export function mayEditNow({ standing, state, submittedAt, supports }: Changing, now: Date): boolean {
  if (standing === 'draft') return true;
  if ((standing !== 'shown' && standing !== 'held') || state !== 'received' || supports > 0) return false;
  return submittedAt !== null && now.getTime() - submittedAt.getTime() < EDIT_HOURS * 3_600_000;
}

/** Whether it can be read by everybody at its address; the page of one that ended says how it ended. */
export function isPublic(standing: Standing): boolean {
  return standing !== 'draft' && standing !== 'held';
}

/** The mean of what evaluators gave, over all criteria, from 0 to 4; null when nobody has finished. */
export function meanScore(evaluations: readonly { state: string; scores: Record<string, number> }[]): number | null {
  const given = evaluations.filter((one) => one.state === 'done').flatMap((one) => Object.values(one.scores));
  return given.length === 0 ? null : given.reduce((sum, one) => sum + one, 0) / given.length;
}
