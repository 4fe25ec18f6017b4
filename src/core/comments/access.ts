import { type AccessRule, anyone, rule } from '#platform/access.ts';
import { type Actor, holdsPower } from '#platform/tenant.ts';
import type { CommentState } from './comment.ts';

/** Threads are public. */
export { anyone as readThread, signedIn as writeComment, signedIn as markComment } from '#platform/access.ts';

/** The power of officials who answer in the name of an office, unless the thing that is talked about names another. */
export const ANSWER = 'comments.answer';

/** Officials who answer for the body that the thing belongs to. */
export const answerComment: AccessRule<{ institutionId: string; answerPower: string }> = rule(
  `power:${ANSWER}`,
  (actor, subject, scene) =>
    holdsPower(actor, subject?.answerPower ?? ANSWER, subject?.institutionId ?? scene.tenant?.id ?? null),
  { need: { level: 1, secondFactor: true } },
);

/** What rules look at of a comment. */
export type Owned = {
  institutionId: string;
  authorId: string | null;
  official: boolean;
  state: CommentState;
  answerPower?: string;
  /** The association in whose name it was said. */
  associationId: string | null;
  /** Whether the one who asks represents that association now. */
  represented?: boolean;
};

/**
 * Whether somebody may change or take back a comment: its author; for an official answer whoever may answer for the body now; for what an
 * association said whoever represents it now, be it another than who typed it.
 */
export function isOwn(actor: Actor, comment: Owned): boolean {
  if (actor.kind !== 'person') return false;
  if (comment.official) return holdsPower(actor, comment.answerPower ?? ANSWER, comment.institutionId);
  if (comment.associationId) return actor.level >= 1 && comment.represented === true;
  return actor.level >= 1 && actor.id === comment.authorId;
}

/** Its author, who represents its association, or for an official answer the officials of the body. Everybody sees the comment, so others are told that they may not. */
export const changeComment: AccessRule<Owned> = rule(
  'author or association, or power for official answers',
  (actor, comment) => comment !== undefined && isOwn(actor, comment),
  { need: { level: 1 } },
);

/** Everybody sees a comment, its place at least; what waits for a moderator only its author and the moderators of the body. */
export const readComment: AccessRule<Owned> = rule(
  'anyone, unless held',
  (actor, comment) =>
    comment?.state !== 'held' ||
    isOwn(actor, comment) ||
    holdsPower(actor, 'moderation.moderate', comment.institutionId),
  { hides: true },
);

/** What a comment said before: as long as it is shown. */
export const readHistory: AccessRule<{ state: CommentState }> = anyone;
