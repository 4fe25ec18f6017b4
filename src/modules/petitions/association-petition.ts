import { PETITION_LAWS, type PetitionLevel } from './law.ts';

/**
 * The documents of an association's file (decrees of 6 October 2016, art. 4): the final receipt or what proves its legal constitution, the
 * statutes, and what gives the person who follows the petition their powers.
 */
export const ASSOCIATION_DOCUMENTS = ['constitution', 'statutes', 'powers'] as const;
export type AssociationDocument = (typeof ASSOCIATION_DOCUMENTS)[number];

/** What the organic laws ask of an association that petitions (111-14 art. 121, 112-14 art. 115, 113-14 art. 124). */
export const ASSOCIATION_CONDITIONS = ['age', 'standing', 'seat', 'activity', 'members', 'documents'] as const;
export type AssociationCondition = (typeof ASSOCIATION_CONDITIONS)[number];

/** What is known of an association that petitions a council. */
export type PetitioningAssociation = {
  /** The day it was set up, `YYYY-MM-DD`. */
  createdOn: string;
  seatInTerritory: boolean;
  /** The address of its branch in the territory, where the seat lies elsewhere; else empty. */
  branch: string;
  activity: string;
  members: number | null;
  /** An official compared it with its receipt, and it was not closed since. */
  verified: boolean;
  documents: ReadonlySet<AssociationDocument>;
};

/** `met`: by what is recorded; `said`: by what the association says, for the bureau to check on paper; `missing`: not met. */
export type ConditionState = 'met' | 'said' | 'missing';

/** Whether an association is older than so many years on a day: the day on which it reaches them is not enough. */
export function isOlderThan(createdOn: string, years: number, today: string): boolean {
  const [year = 0, ...rest] = createdOn.split('-');
  const reached = [String(Number(year) + years).padStart(4, '0'), ...rest].join('-');
  return today > reached;
}

/** What the law asks of an association at a level, condition by condition, in the law's order. */
export function associationConditions(
  level: PetitionLevel,
  association: PetitioningAssociation,
  today: string,
): { condition: AssociationCondition; state: ConditionState }[] {
  const { olderThanYears, moreMembersThan } = PETITION_LAWS[level].associations;
  const { createdOn, seatInTerritory, branch, activity, members, verified, documents } = association;
  const states: Record<AssociationCondition, ConditionState | null> = {
    age: isOlderThan(createdOn, olderThanYears, today) ? 'met' : 'missing',
    standing: verified ? 'said' : 'missing',
    seat: seatInTerritory ? 'met' : branch === '' ? 'missing' : 'said',
    activity: activity === '' ? 'missing' : 'said',
    members: moreMembersThan === undefined ? null : (members ?? 0) > moreMembersThan ? 'said' : 'missing',
    documents: ASSOCIATION_DOCUMENTS.every((one) => documents.has(one)) ? 'met' : 'missing',
  };
  return ASSOCIATION_CONDITIONS.flatMap((condition) => {
    const state = states[condition];
    return state ? [{ condition, state }] : [];
  });
}
