import type { Text } from '#platform/i18n/text.ts';

/** The states of a draft text that are kept. Whether it takes contributions follows from its dates. */
export const STATES = ['draft', 'published', 'concluded', 'adopted'] as const;
export type DraftTextState = (typeof STATES)[number];

/**
 * Where a text stands on a day. `announced`: published, and not open yet. `answering`: the period is over and the body answers.
 * `concluded`: everything is answered. `adopted`: the text is in force or on its way there.
 */
export const PHASES = ['announced', 'open', 'answering', 'concluded', 'adopted'] as const;
export type PublicPhase = (typeof PHASES)[number];
export type Phase = 'draft' | PublicPhase;

type Dated = { state: DraftTextState; opensOn: string | null; closesOn: string | null };

/** The phase of a text on a day. */
export function phaseOf({ state, opensOn, closesOn }: Dated, today: string): Phase {
  if (state !== 'published') return state;
  if (opensOn !== null && today < opensOn) return 'announced';
  return closesOn !== null && today <= closesOn ? 'open' : 'answering';
}

/** What anybody sees. */
export function isPublic({ state }: { state: DraftTextState }): boolean {
  return state !== 'draft';
}

/** `level` 1: a confirmed address; 2: a verified identity. */
export const LEVELS = [1, 2] as const;
export type Level = (typeof LEVELS)[number];

export const CONTRIBUTION_KINDS = ['comment', 'amendment'] as const;
export type ContributionKind = (typeof CONTRIBUTION_KINDS)[number];

/** `held`: waits unseen for a moderator. `hidden`: its place stays, with the reason. `withdrawn`: only its number is left. */
export type ContributionState = 'shown' | 'held' | 'hidden' | 'withdrawn';

/** How a contribution came in. What did not come by the site is entered by an official. */
export const ENTERED_CHANNELS = ['counter', 'paper', 'meeting', 'email'] as const;
export const CHANNELS = ['online', ...ENTERED_CHANNELS] as const;
export type Channel = (typeof CHANNELS)[number];

/** What an official recorded for somebody: nobody's account stands behind it. */
export function wasRecorded({ channel }: { channel: Channel }): boolean {
  return ENTERED_CHANNELS.some((one) => one === channel);
}

/** What the body answers to a contribution. */
export const OUTCOMES = ['accepted', 'partly-accepted', 'not-accepted', 'out-of-scope'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Longest texts, in signs. */
export const TITLE_MAX = 300;
export const PRESENTATION_MAX = 8_000;
export const REASONS_MAX = 4_000;
export const QUOTE_MAX = 2_000;
export const WORDING_MAX = 8_000;
export const AUTHOR_MAX = 120;
export const KEPT_AT_MAX = 120;
export const REMOVAL_MAX = 500;
export const ANSWER_MAX = 4_000;

/** How often one text is put before citizens at most. */
export const ROUNDS_MAX = 20;

/** For how long an author may change a contribution. What it said before stays to be read. */
export const EDIT_MINUTES = 60;

/** How many contributions one person may send in a day. */
export const CONTRIBUTIONS_PER_DAY = 100;

/** The most contributions that one answer is given to at a time. */
export const ANSWERS_AT_ONCE = 100;

type Editable = { state: ContributionState; createdAt: Date; answer: unknown | null };

/** Whether its author may still change what a contribution says: for an hour, and never once it is answered. */
export function mayEditNow({ state, createdAt, answer }: Editable, now: Date): boolean {
  if (answer !== null || (state !== 'shown' && state !== 'held')) return false;
  return now.getTime() - createdAt.getTime() < EDIT_MINUTES * 60_000;
}

/** What stands for the whole text where an article is named. */
export const WHOLE = 'text';

/** Languages in which something is said, without those that were left empty. */
export function filledIn(text: Text): Text {
  return Object.fromEntries(Object.entries(text).filter(([, words]) => words?.trim()));
}

/** The tag of everything that lists texts. */
export const LIST_TAG = 'draft-texts';

/** The tag of everything that shows a text. */
export const textTag = (reference: string): string => `draft-text:${reference}`;

/** The path of a text's page, or of one below it. */
export function textPath(reference: string, more = ''): string {
  return `/draft-texts/${reference}${more}`;
}

/** The path of a text's page on the desk, or of one below it. */
export function deskPath(reference: string, more = ''): string {
  return `/desk/draft-texts/${reference}${more}`;
}

/** A day as it stands inside a sentence of refusal: `07/12/2026`. */
export function slashed(date: string): string {
  return date.split('-').reverse().join('/');
}
