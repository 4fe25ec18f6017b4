import type { Lang } from './i18n/languages.ts';
import type { Text } from './i18n/text.ts';

/**
 * A public body as the platform sees it: an opaque owner of rows with an address and a face. What kind of body it is, the
 * platform does not know; `core/institutions` resolves it and `app.ts` hands the resolver over.
 */
export type Tenant = {
  id: string;
  /** Its path segment: `/ar/{slug}/…`. */
  slug: string;
  /** Its own host name, when it has one: addresses there lose `/{slug}`. */
  host: string | null;
  name: Text;
  /** One of the six checked accents of the style sheet. */
  accent: Accent;
  /** Key of an emblem drawn in `html/emblems.tsx`; unknown or null shows the star. */
  emblem: string | null;
  contact: Contact;
};

export const ACCENTS = ['palm', 'atlantic', 'majorelle', 'rose', 'argan', 'clay'] as const;
export type Accent = (typeof ACCENTS)[number];

export type Contact = {
  address?: Text;
  phones?: string[];
  fax?: string;
  email?: string;
  website?: string;
};

/**
 * How sure the platform is of who somebody is: 0 nobody, 1 a contact (e-mail or telephone) was confirmed, 2 the identity was verified.
 * Attributes such as residence are verified apart from the level (core/accounts).
 */
export type AssuranceLevel = 0 | 1 | 2;

/** What an API token may do; a browser session may do everything its person may. */
export const SCOPES = ['read', 'write', 'desk'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who asks. Jobs and commands are `system`. */
export type Actor = { kind: 'nobody' } | { kind: 'system'; name: string } | PersonActor;

export type PersonActor = {
  kind: 'person';
  id: string;
  level: AssuranceLevel;
  /** Powers in force now, from the posts the person holds. Empty for citizens. */
  powers: readonly Power[];
  /** True when this session has shown a second factor: officials' powers count only then. */
  secondFactor: boolean;
  /** The session, or null for an API token. */
  sessionId: string | null;
  /** What the API token may do; null for a session. */
  scopes: readonly Scope[] | null;
};

/** A power somebody holds in one institution (`institutionId` null: over the whole platform). */
export type Power = { name: string; institutionId: string | null };

/** Whether the actor holds a power in an institution, here and now: officials need their second factor. The system holds all. */
export function holdsPower(actor: Actor, name: string, institutionId: string | null): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind !== 'person' || !actor.secondFactor) return false;
  if (actor.scopes && !actor.scopes.includes('desk')) return false;
  return actor.powers.some(
    (power) => power.name === name && (power.institutionId === institutionId || power.institutionId === null),
  );
}

export const NOBODY: Actor = { kind: 'nobody' };

/** The actor of jobs and commands; `name` says which, for the audit log. */
export function system(name: string): Actor {
  return { kind: 'system', name };
}

export type TenantResolver = {
  bySlug(slug: string): Promise<Tenant | undefined>;
  byHost(host: string): Promise<Tenant | undefined>;
};

/** Where a page stands: the portal over all bodies (`tenant` null) or the site of one of them, in one language. */
export type Place = {
  lang: Lang;
  tenant: Tenant | null /** true when the tenant is addressed by its own host name */;
  byHost: boolean;
};
