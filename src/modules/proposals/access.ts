import { type AccessRule, rule, withPower } from '#platform/access.ts';
import { type Actor, holdsPower } from '#platform/tenant.ts';
import type { FoundAmendment } from './amendments.ts';
import { isPublic } from './proposal.ts';
import type { Proposal } from './queries/proposals.ts';

export {
  anyone as readProposals,
  signedIn as proposeAmendment,
  signedIn as supportAmendments,
  signedIn as createProposal,
  signedIn as supportProposals,
} from '#platform/access.ts';

/** The powers of this room, each held in one body. */
export const POWERS = {
  triage: 'proposals.triage',
  evaluate: 'proposals.evaluate',
  record: 'proposals.record',
} as const;

/** Whose a thing is. */
export type Owned = { institutionId: string };

const isAuthor = (actor: Actor, proposal: Proposal) =>
  actor.kind === 'person' && actor.level >= 1 && actor.id === proposal.authorId;

/** Drafts and what waits for a moderator exist for their author only; the rest is public. */
export const readProposal: AccessRule<Proposal> = rule(
  'public, its author',
  (actor, proposal) => isPublic(proposal.standing) || isAuthor(actor, proposal),
  { hides: true, need: { level: 1 } },
);

/** Whoever wrote it. */
export const changeProposal: AccessRule<Proposal> = rule('its author', isAuthor, { hides: true, need: { level: 1 } });

/** A file of a proposal before everybody sees it: its author, and the moderators of the body. */
export const lookAtFile: AccessRule<Proposal> = rule(
  'its author, power:moderation.moderate',
  (actor, proposal) => isAuthor(actor, proposal) || holdsPower(actor, 'moderation.moderate', proposal.institutionId),
  { hides: true, need: { level: 1 } },
);

/** Officials who read, assign and answer proposals. */
export const triageProposals: AccessRule<Owned> = withPower(POWERS.triage);

/** Officials who assess what was assigned to them; that it was, the action asks. */
export const evaluateProposals: AccessRule<Owned> = withPower(POWERS.evaluate);

/** The desk pages of one proposal: for whoever answers, and for whoever assesses. */
export const studyProposals: AccessRule<Owned> = rule(
  'power:proposals.triage or proposals.evaluate',
  (actor, target, scene) =>
    triageProposals.allows(actor, target, scene) || evaluateProposals.allows(actor, target, scene),
  { need: { level: 1, secondFactor: true } },
);

/** The list of calls on the desk: for whoever works on proposals at all. */
export const workOnProposals: AccessRule<Owned> = rule(
  'power:proposals.triage, proposals.evaluate or proposals.record',
  (actor, target, scene) => studyProposals.allows(actor, target, scene) || recordProposals.allows(actor, target, scene),
  { need: { level: 1, secondFactor: true } },
);

/** Officials who write down what people bring to a counter, a meeting, or send on paper or by SMS. */
export const recordProposals: AccessRule<Owned> = withPower(POWERS.record);

const isAmender = (actor: Actor, { authorId }: FoundAmendment) =>
  actor.kind === 'person' && actor.level >= 1 && actor.id === authorId;

/** What waits for a moderator exists for whoever wrote it only; the place of a hidden amendment is public. */
export const readAmendment: AccessRule<FoundAmendment> = rule(
  'public, its author',
  (actor, amendment) => amendment.standing !== 'held' || isAmender(actor, amendment),
  { hides: true, need: { level: 1 } },
);

/** Whoever wrote the amendment. */
export const changeAmendment: AccessRule<FoundAmendment> = rule('its author', isAmender, {
  hides: true,
  need: { level: 1 },
});

/** Whoever wrote the proposal whose words would change. */
export const decideAmendment: AccessRule<FoundAmendment> = rule(
  'the author of its proposal',
  (actor, { proposal }) => isAuthor(actor, proposal),
  { hides: true, need: { level: 1 } },
);
