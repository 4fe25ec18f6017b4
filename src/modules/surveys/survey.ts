import type { Text } from '#platform/i18n/text.ts';

/** `draft` only officials see; `published` has its dates; `closed` takes no more answers, by its date or by an official. */
export const STATES = ['draft', 'published', 'closed'] as const;
export type SurveyState = (typeof STATES)[number];

/** Whether everybody sees a survey in this state. */
export function isPublic(state: SurveyState): boolean {
  return state === 'published' || state === 'closed';
}

/**
 * What ties an answer to who gave it. `anonymous`: nothing; the roll of who took part is kept apart. `pseudonymous`: a number that officials
 * see instead of a person. `identified`: the person's name.
 */
export const PRIVACIES = ['anonymous', 'pseudonymous', 'identified'] as const;
export type Privacy = (typeof PRIVACIES)[number];

/** Who may take part, once: verified persons, accounts, anybody who reads an address, or whoever was given a code. */
export const ADMISSIONS = ['verified', 'account', 'anyone', 'token'] as const;
export type Admission = (typeof ADMISSIONS)[number];

/** When results are shown: while people answer, once it is over, or when an official publishes them. */
export const SHOWINGS = ['live', 'end', 'decision'] as const;
export type Showing = (typeof SHOWINGS)[number];

/** How an answer came in. Totals are kept for each. */
export const CHANNELS = ['online', 'paper', 'counter', 'meeting'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The channels whose answers officials enter. */
export const ENTERED_CHANNELS = ['paper', 'counter', 'meeting'] as const satisfies readonly Channel[];

/** The most codes that may be issued for one survey. */
export const TOKENS_MAX = 20_000;

/** Hours that a code sent to an address, and an answer that is not finished, last after the end of a survey. */
export const GRACE_HOURS = 24;

/** Days after the last one in which sheets that were filled in before it are still typed. */
export const PAPER_DAYS = 30;

type Dated = { state: SurveyState; opensOn: string; closesOn: string };

/** Where a survey stands on a day. */
export function phaseOf({ state, opensOn, closesOn }: Dated, today: string): 'draft' | 'upcoming' | 'open' | 'over' {
  if (state === 'draft') return 'draft';
  if (state === 'closed' || today > closesOn) return 'over';
  return today < opensOn ? 'upcoming' : 'open';
}

/** Whether it takes answers on a day. */
export function takesAnswers(survey: Dated, today: string): boolean {
  return phaseOf(survey, today) === 'open';
}

/** Whether sheets of it may be typed on a day: from its first day on, and for a while after its last unless an official ended it. */
export function takesPaper(survey: Dated & { paperFinishedAt: Date | null }, today: string): boolean {
  if (survey.paperFinishedAt !== null) return false;
  const phase = phaseOf(survey, today);
  const last = new Date(Date.parse(survey.closesOn) + PAPER_DAYS * 24 * 3_600_000).toISOString().slice(0, 10);
  return phase === 'open' || (phase === 'over' && today <= last);
}

/** Whether no answer can come in any more: neither online, nor by a code that was sent in time, nor on paper. */
export function isSettled(survey: Parameters<typeof takesPaper>[0], today: string): boolean {
  return survey.state === 'closed' && !takesPaper(survey, today);
}

/** Whether everybody may see the results on a day. */
export function showsResults(
  survey: Dated & { showing: Showing; resultsPublishedAt: Date | null },
  today: string,
): boolean {
  const phase = phaseOf(survey, today);
  if (phase === 'draft' || phase === 'upcoming') return false;
  if (survey.resultsPublishedAt !== null) return true;
  return survey.showing === 'live' || (survey.showing === 'end' && phase === 'over');
}

/** The moment a day ends in Morocco, which keeps UTC since 20 September 2026. */
export function endOfDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 3_600_000);
}

/** What a note about a corrected text says, for everybody. */
export type Correction = { at: Date; note: Text };
