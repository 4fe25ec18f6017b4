import { isDeepStrictEqual } from 'node:util';
import type { Text } from '#platform/i18n/text.ts';
import { isCallOpen, isUnanswered, type ProposalState, type Standing } from './proposal.ts';

/** Where an amendment stands as a publication. `held`: it waits unseen for a moderator. */
export type AmendmentStanding = 'held' | 'shown' | 'hidden' | 'withdrawn';

/** What became of it. `closed`: its proposal became part of another one. */
export const AMENDMENT_STATES = ['open', 'accepted', 'declined', 'closed'] as const;
export type AmendmentState = (typeof AMENDMENT_STATES)[number];

/** The most signs of the reasons for other words, and for declining them. */
export const REASONS_MAX = 1_000;

/** The most amendments to one proposal that one person may have open, and send in a day. */
export const OPEN_AMENDMENTS = 3;
export const AMENDMENTS_PER_DAY = 10;

type Words = { title: Text; body: Text };

/** Whether two say the same in every language. */
export function isSame(one: Words, other: Words): boolean {
  return isDeepStrictEqual([one.title, one.body], [other.title, other.body]);
}

type Asked = { standing: Standing; state: ProposalState };
type Times = { opensOn: string; closesOn: string; closedAt: Date | null };

/** Whether amendments can be supported and decided: while the call is open and the body has not answered. */
export function isDecidable(proposal: Asked, call: Times, today: string): boolean {
  return proposal.standing === 'shown' && isUnanswered(proposal.state) && isCallOpen(call, today);
}

/** Whether other words can be proposed: as long as they can be decided, where the call takes them. */
export function isAmendable(proposal: Asked, call: Times & { amendments: boolean }, today: string): boolean {
  return call.amendments && isDecidable(proposal, call, today);
}
