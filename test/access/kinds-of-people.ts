import { type Actor, NOBODY, type PersonActor, SCOPES, system, type Tenant } from '#platform/tenant.ts';
import {
  FUNCTIONS,
  PLATFORM_FUNCTION_POWERS,
  POST_FUNCTIONS,
  type PostFunction,
  reachOf,
} from '../../src/core/institutions/functions.ts';
import { ATTACH_POWER } from '../../src/modules/commitments/subjects.ts';
import { EXAMINE } from '../../src/modules/petitions/access.ts';
import { aPerson } from '../setup/actors.ts';

/** The body that a thing belongs to, another one, and the national portal's own. */
const HERE = '01990000-0000-7000-8000-000000000001';
const ELSEWHERE = '01990000-0000-7000-8000-000000000002';
const PORTAL = '01990000-0000-7000-8000-000000000003';
const AUTHOR = '01990000-0000-7000-8000-000000000004';

export const TENANT: Tenant = {
  id: HERE,
  slug: 'here',
  host: null,
  name: { ar: 'هنا', fr: 'ici', en: 'here' },
  accent: 'palm',
  emblem: null,
  contact: {},
};

/**
 * A thing of the body `HERE`, as far as rules look at it: whose it is, who wrote it or whom it is about, which power works on it. What holds
 * for all bodies is the portal's, and its rules ask for that.
 */
export const THING = {
  institution_id: HERE,
  institutionId: HERE,
  portalId: PORTAL,
  power: ATTACH_POWER,
  casePower: EXAMINE,
  casePowers: [EXAMINE],
  authorId: AUTHOR,
  personId: AUTHOR,
  representativeId: AUTHOR,
  /** Nobody is named for it: whoever reports stands for it. */
  standsFor: true,
  /** Nobody else writes it, and its author appeals against what nobody here decided. */
  collaborators: [],
  petition: { representativeId: AUTHOR },
  proposal: { authorId: AUTHOR },
  appeal: { refusedBy: null, appellantId: AUTHOR },
  state: 'shown',
  official: false,
  verifiedAt: new Date('2026-01-01T00:00:00Z'),
};

/** One kind of person: a column of the table. */
export type Kind = {
  /** The heading of the column. */
  short: string;
  /** Who that is. */
  words: string;
  /** Such a person in a browser. */
  actor: Actor;
  /** The function they hold, in the body or elsewhere. */
  role?: PostFunction | 'platform-operator';
};

const SHORT: Record<PostFunction, string> = {
  president: 'Pres',
  'vice-president': 'VP',
  'director-general-of-services': 'DGS',
  'division-head': 'Div',
  'information-officer': 'Info',
  'deputy-information-officer': 'Info2',
  moderator: 'Mod',
  facilitator: 'Fac',
  editor: 'Ed',
  'committee-member': 'Com',
  'independent-monitor': 'Ind',
  observer: 'Obs',
};

const official = (powers: PersonActor['powers']) => aPerson({ id: 'somebody else', secondFactor: true, powers });

export const KINDS: readonly Kind[] = [
  { short: 'nobody', words: 'has not signed in', actor: NOBODY },
  { short: '1', words: 'signed in, contact confirmed (level 1)', actor: aPerson({ id: 'one' }) },
  { short: '2', words: 'signed in, identity verified (level 2)', actor: aPerson({ id: 'two', level: 2 }) },
  {
    short: 'own',
    words: 'level 1, and the thing asked about is their own: they wrote it, or it is about them',
    actor: aPerson({ id: AUTHOR }),
  },
  {
    short: 'other',
    words: 'an official of another body who holds every function there',
    actor: official(
      POST_FUNCTIONS.flatMap((each) => FUNCTIONS[each].powers).map((name) => ({ name, institutionId: ELSEWHERE })),
    ),
  },
  ...POST_FUNCTIONS.map(
    (role): Kind => ({
      short: SHORT[role],
      words: `${role} of the body that the thing belongs to`,
      actor: official(FUNCTIONS[role].powers.map((name) => ({ name, institutionId: HERE }))),
      role,
    }),
  ),
  {
    short: 'Op',
    words: 'platform-operator: runs the platform, belongs to no body',
    actor: official(
      PLATFORM_FUNCTION_POWERS['platform-operator'].map(({ name, reach }) => ({
        name,
        institutionId: reachOf(reach, PORTAL) ?? null,
      })),
    ),
    role: 'platform-operator',
  },
  { short: 'Sys', words: 'the program itself: jobs and the command line', actor: system('test') },
];

/** The same person asking by a token with every scope: no session, and so no way to show more proof at once. */
export function byToken(actor: Actor): Actor {
  if (actor.kind !== 'person') return actor;
  return { ...actor, sessionId: null, scopes: [...SCOPES] };
}
