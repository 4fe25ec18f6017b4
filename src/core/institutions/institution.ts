import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Accent, Contact, Tenant } from '#platform/tenant.ts';

/** The kinds of public bodies, in the order in which lists show them. */
export const KINDS = [
  'national-portal',
  'consortium',
  'region',
  'province',
  'commune',
  'ministry',
  'department',
  'constitutional-body',
  'public-establishment',
] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds whose council governs a territory: they carry its code. */
export const TERRITORIAL: readonly Kind[] = ['region', 'province', 'commune'];

/** `closed`: the body exists no more; what it published stays readable. */
export const STATES = ['active', 'closed'] as const;
export type State = (typeof STATES)[number];

/** A public body. */
export type Institution = {
  id: string;
  /** Its word in addresses; never changes. */
  slug: string;
  kind: Kind;
  name: Text;
  /** Shorter, where the kind is clear from the place: `Laâyoune-Sakia El Hamra`, `Budget Department`. */
  shortName: Text | null;
  /** Code of the region, prefecture, province or commune it governs. */
  territory: string | null;
  /** The ministry of a department. */
  parentId: string | null;
  host: string | null;
  accent: Accent;
  emblem: string | null;
  contact: Contact;
  /** The languages it writes in; the interface exists in all. */
  languages: Lang[];
  state: State;
};

/** The body as the platform knows it. */
export function asTenant(institution: Institution): Tenant {
  const { id, slug, host, name, accent, emblem, contact } = institution;
  return { id, slug, host, name, accent, emblem, contact };
}

/** The short name where there is one. */
export function shortNameOf(institution: Pick<Institution, 'name' | 'shortName'>): Text {
  return institution.shortName ?? institution.name;
}

/**
 * A name as sources are matched: without case, spaces, dashes of any kind, accents, vowel signs or invisible marks, so that
 * "Ministry of justice" is "Ministry of Justice", "X - Y" is "X – Y" and "Laayoune" is "Laâyoune". Keys are stored, so this rule does
 * not lean on the one of the search, which may become finer.
 */
export function aliasKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/[\s\p{Pd}\p{Cf}\u2212]+/gu, '')
    .replace(/[’‘ʼ`´]/g, "'");
}

const OWN_COUNCIL = new Set(
  ['The regional council', 'Regional council', 'Le conseil régional', 'Conseil régional', 'مجلس الجهة'].map(aliasKey),
);

/** Whether a source says "the regional council" and means the council of its own jurisdiction. */
export function isOwnCouncil(name: string): boolean {
  return OWN_COUNCIL.has(aliasKey(name));
}

/** The keys under which a body is found: its names in all languages and what else sources call it. */
export function aliasKeysOf(body: { name: Text; aliases?: readonly string[] }): string[] {
  const names = [...Object.values(body.name), ...(body.aliases ?? [])];
  return [...new Set(names.map((name) => aliasKey(name ?? '')))].filter(Boolean);
}

/** A host name as browsers send it, without port and final dot: `Petitions.Region.ma:443` is `petitions.region.ma`. */
export function hostKey(host: string): string {
  return host.trim().toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
}
