import { type AccessRule, rule, withPower } from '#platform/access.ts';
import { type Actor, holdsPower } from '#platform/tenant.ts';
import { type Channel, type ContributionState, type DraftTextState, isPublic, wasRecorded } from './draft-text.ts';

export { anyone as listTexts, signedIn as supportRule, signedIn as writeRule } from '#platform/access.ts';

/** The powers of this room, each held in one body. */
export const POWERS = {
  write: 'draft-texts.write',
  answer: 'draft-texts.answer',
  publish: 'draft-texts.publish',
} as const;

/** Whose a text is. */
export type Owned = { institutionId: string };

/** Whoever prepares texts: writes and imports their articles, and the versions after the consultation. */
export const writeText: AccessRule<Owned> = withPower(POWERS.write);

/** Whoever answers contributions in the name of the body. */
export const answerRule: AccessRule<Owned> = withPower(POWERS.answer);

/** Whoever answers for what is published: opening, versions, the end of a consultation, adoption. */
export const publishRule: AccessRule<Owned> = withPower(POWERS.publish);

/** A text that was published is public; before that it exists for those who write it. */
export const readText: AccessRule<Owned & { state: DraftTextState }> = rule(
  'public, power:draft-texts.write before',
  (actor, text, scene) => (text !== undefined && isPublic(text)) || writeText.allows(actor, text, scene),
  { hides: true, need: { level: 1 } },
);

/** What rules look at of a contribution. */
export type Contributed = Owned & {
  authorId: string | null;
  associationId: string | null;
  state: ContributionState;
  channel: Channel;
  /** Whether the one who asks represents its association now. */
  represented: boolean;
};

/** Its author; for what an association said whoever represents it now. */
function isOwn(actor: Actor, { authorId, associationId, represented }: Contributed): boolean {
  if (actor.kind !== 'person' || actor.level < 1) return false;
  return associationId ? represented : actor.id === authorId;
}

/** Everybody sees a contribution, its place at least; what waits for a moderator only its author, moderators and those who answer. */
export const readContribution: AccessRule<Contributed> = rule(
  'anyone, unless held',
  (actor, contribution, scene) =>
    contribution?.state !== 'held' ||
    isOwn(actor, contribution) ||
    holdsPower(actor, 'moderation.moderate', contribution.institutionId) ||
    answerRule.allows(actor, contribution, scene),
  { hides: true },
);

/** Its author, or who represents the association that said it; what was entered for somebody those who answer put right. */
export const changeContribution: AccessRule<Contributed> = rule(
  'author or association; power:draft-texts.answer for what was recorded',
  (actor, contribution, scene) =>
    contribution !== undefined &&
    (isOwn(actor, contribution) || (wasRecorded(contribution) && answerRule.allows(actor, contribution, scene))),
  { need: { level: 1 } },
);
