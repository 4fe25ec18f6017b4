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

/** Who asks. `person` appears with accounts; until then everyone is `nobody`, and jobs and commands are `system`. */
export type Actor =
  | { kind: 'nobody' }
  | { kind: 'system'; name: string }
  | { kind: 'person'; id: string; level: number; powers: readonly Power[] };

/** A power somebody holds in one institution (`institutionId` null: over the whole platform). */
export type Power = { name: string; institutionId: string | null };

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
