import type { PetitionWords } from './petition-input.ts';

/** What became of somebody who was asked to write a draft with its representative. */
export type CollaboratorState = 'asked' | 'accepted' | 'declined' | 'left' | 'removed';

/** What is kept of a draft each time it is saved. */
export type PetitionVersionWords = Pick<PetitionWords, (typeof VERSIONED)[number]>;

/** The parts of a draft, in the order of its form. */
export const VERSIONED = ['lang', 'title', 'demand', 'reasons', 'representative', 'months'] as const;

/** The most people who write a draft besides its representative, those who were asked among them. */
export const COLLABORATORS_MOST = 10;
/** The most who are asked for one draft within a day. */
export const INVITATIONS_A_DAY = 10;

/** Somebody who writes a draft, or was asked to. */
export type Collaborator = {
  institutionId: string;
  petitionId: string;
  id: string;
  personId: string;
  name: string;
  state: CollaboratorState;
  askedAt: Date;
  /** When they said yes; null: never. */
  answeredAt: Date | null;
};

/** The parts that differ between two versions, in the order of the form. */
export function changedParts(
  before: PetitionVersionWords | undefined,
  after: PetitionVersionWords,
): (typeof VERSIONED)[number][] {
  return VERSIONED.filter((part) => before?.[part] !== after[part]);
}
