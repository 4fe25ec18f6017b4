import { PLATFORM_OWNER } from '#platform/audit.ts';

/** The functions that posts of a public body may have, in the order of the organisation chart. */
export const POST_FUNCTIONS = [
  'president',
  'vice-president',
  'director-general-of-services',
  'division-head',
  'information-officer',
  'deputy-information-officer',
  'moderator',
  'facilitator',
  'editor',
  'committee-member',
  'independent-monitor',
  'observer',
] as const;
export type PostFunction = (typeof POST_FUNCTIONS)[number];

/** Functions over the platform itself: whoever holds one belongs to no body. */
export const PLATFORM_FUNCTIONS = ['platform-operator'] as const;
export type PlatformFunction = (typeof PLATFORM_FUNCTIONS)[number];

/** The powers of this room. Those of capabilities are offered in their `module.ts` and named here by their functions. */
export const STAFF_POWERS = [
  'desk.see',
  'staff.see',
  'staff.manage',
  'staff.delegate',
  'staff.found',
  'institution.edit',
  'institution.host',
  'audit.read',
] as const;

/** Powers that no post of a body can have, whoever gives it: what they change holds for all bodies. */
export const PLATFORM_ONLY: ReadonlySet<string> = new Set([
  'staff.found',
  'institution.host',
  'deadlines.keep-calendar',
  'petitions.limit-signing',
]);

type FunctionPowers = {
  powers: readonly string[];
  /**
   * What a holder who also holds `staff.manage` may give to others besides what they hold: everything, everything but managing staff
   * itself, or nothing. A director general appoints the moderator without moderating.
   */
  gives: 'everything' | 'all-but-staff' | 'nothing';
};

const EVERYONE = ['desk.see'] as const;

/** What the president, the vice-presidents and the director general share. */
const LEADING = [
  ...EVERYONE,
  'staff.see',
  'audit.read',
  'comments.answer',
  'commitments.report',
  'commitments.manage',
  'reports.publish',
  'petitions.examine',
  'petitions.collect',
  'petitions.judge',
  'proposals.triage',
  'proposals.evaluate',
  'proposals.record',
  'consultations.manage',
  'consultations.publish',
  'votes.manage',
  'votes.poll',
  'reviews.see',
  'reviews.manage',
  'reviews.publish',
  'reviews.answer',
  'draft-texts.write',
  'draft-texts.answer',
  'draft-texts.publish',
  'surveys.manage',
  'surveys.enter',
] as const;

/**
 * What each function lets its holder do, as data. A post may add powers to those of its function. Reading what citizens confide
 * (identity, hidden contributions, requests about personal data) stands only where the work itself asks for it.
 */
export const FUNCTIONS: Readonly<Record<PostFunction, FunctionPowers>> = {
  president: {
    powers: [...LEADING, 'staff.manage', 'staff.delegate', 'institution.edit', 'deadlines.set-periods'],
    gives: 'everything',
  },
  'vice-president': {
    powers: [...LEADING],
    gives: 'nothing',
  },
  'director-general-of-services': {
    powers: [
      ...LEADING,
      'staff.manage',
      'institution.edit',
      'personal-data.manage',
      'associations.verify',
      'deadlines.set-periods',
    ],
    gives: 'all-but-staff',
  },
  'division-head': {
    powers: [
      ...EVERYONE,
      'staff.see',
      'associations.verify',
      'comments.answer',
      'commitments.report',
      'petitions.collect',
      'proposals.triage',
      'proposals.evaluate',
      'proposals.record',
      'consultations.manage',
      'reviews.see',
      'reviews.manage',
      'reviews.answer',
      'draft-texts.write',
      'draft-texts.answer',
      'surveys.manage',
      'surveys.enter',
      'votes.poll',
    ],
    gives: 'nothing',
  },
  'information-officer': {
    powers: [
      ...EVERYONE,
      'staff.see',
      'personal-data.manage',
      'accounts.verify-identity',
      'associations.verify',
      'comments.answer',
    ],
    gives: 'nothing',
  },
  'deputy-information-officer': {
    powers: [
      ...EVERYONE,
      'staff.see',
      'personal-data.manage',
      'accounts.verify-identity',
      'associations.verify',
      'comments.answer',
    ],
    gives: 'nothing',
  },
  moderator: { powers: [...EVERYONE, 'moderation.moderate'], gives: 'nothing' },
  facilitator: {
    powers: [
      ...EVERYONE,
      'associations.verify',
      'comments.answer',
      'petitions.collect',
      'surveys.manage',
      'surveys.enter',
      'proposals.triage',
      'proposals.evaluate',
      'proposals.record',
      'consultations.manage',
      'votes.manage',
      'votes.poll',
    ],
    gives: 'nothing',
  },
  editor: {
    powers: [...EVERYONE, 'institution.edit', 'commitments.report', 'surveys.enter', 'draft-texts.write'],
    gives: 'nothing',
  },
  'committee-member': { powers: [...EVERYONE, 'staff.see', 'reviews.see', 'reviews.comment'], gives: 'nothing' },
  // Independent of the body it assesses: nobody there drafts, changes or publishes in its place.
  'independent-monitor': { powers: [...EVERYONE, 'reviews.see', 'reviews.assess'], gives: 'nothing' },
  observer: { powers: [...EVERYONE], gives: 'nothing' },
};

/** Where a power of a platform function holds: over all bodies, in the national portal's own body, or for the platform's own rows. */
type Reach = 'all-bodies' | 'portal' | 'platform';

/**
 * What the operator of the platform may do: found the staff of a body that has none, describe bodies, answer for the data that the
 * portal itself holds. Nothing that citizens confide to a body is among it; the operator cannot give it to themselves either.
 */
export const PLATFORM_FUNCTION_POWERS: Readonly<Record<PlatformFunction, readonly { name: string; reach: Reach }[]>> = {
  'platform-operator': [
    { name: 'desk.see', reach: 'all-bodies' },
    { name: 'staff.see', reach: 'all-bodies' },
    { name: 'staff.found', reach: 'all-bodies' },
    { name: 'institution.edit', reach: 'all-bodies' },
    { name: 'institution.host', reach: 'all-bodies' },
    { name: 'personal-data.manage', reach: 'portal' },
    { name: 'deadlines.keep-calendar', reach: 'portal' },
    { name: 'petitions.limit-signing', reach: 'portal' },
    { name: 'audit.read', reach: 'platform' },
  ],
};

/** The institution id of a platform power; `portalId` is the national portal's body. Null reaches over all bodies. */
export function reachOf(reach: Reach, portalId: string | null): string | null | undefined {
  if (reach === 'all-bodies') return null;
  return reach === 'platform' ? PLATFORM_OWNER : (portalId ?? undefined);
}

/** Everything a post lets its holder do: the powers of its function and those added to the post. */
export function powersOfPost(post: { function: PostFunction; extraPowers: readonly string[] }): string[] {
  return [...new Set([...FUNCTIONS[post.function].powers, ...post.extraPowers])];
}

const STAFF_ONLY: ReadonlySet<string> = new Set(['staff.manage', 'staff.delegate']);

/**
 * Whether somebody who manages staff by these posts may give a power to somebody else: what their function lets them give, and what they
 * hold themselves; never what reaches over all bodies.
 */
export function mayGive(
  posts: readonly { function: PostFunction; extraPowers: readonly string[] }[],
  power: string,
): boolean {
  if (PLATFORM_ONLY.has(power)) return false;
  const gives = posts.map((post) => FUNCTIONS[post.function].gives);
  if (gives.includes('everything')) return true;
  if (STAFF_ONLY.has(power)) return false;
  return gives.includes('all-but-staff') || posts.some((post) => powersOfPost(post).includes(power));
}

/** Whether a word names a function of a body's post. */
export function isPostFunction(word: string): word is PostFunction {
  return (POST_FUNCTIONS as readonly string[]).includes(word);
}

/** Whether a word names a function over the platform. */
export function isPlatformFunction(word: string): word is PlatformFunction {
  return (PLATFORM_FUNCTIONS as readonly string[]).includes(word);
}
