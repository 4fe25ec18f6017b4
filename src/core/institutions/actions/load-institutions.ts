import { sql } from 'kysely';
import { z } from 'zod';
import { nameKeys } from '#core/territory/index.ts';
import { defineAction } from '#platform/action.ts';
import type { Tx } from '#platform/db/database.ts';
import { type Fault, InvalidInput } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { newId } from '#platform/ids.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import { ACCENTS } from '#platform/tenant.ts';
import { loadInstitution } from '../access.ts';
import { aliasKeysOf, hostKey, KINDS, STATES, TERRITORIAL } from '../institution.ts';
import { institutionsById } from '../queries.ts';
import { isFreeSlug } from '../reserved.ts';
import { searchDocumentOf } from '../search.ts';

const words = z.string().trim().min(1).max(400);
const text = z.object({ ar: words, fr: words, en: words, zgh: words.optional() });
const slug = z.string().refine(isFreeSlug, 'institutions.load.slug');

const body = z
  .object({
    slug,
    kind: z.enum(KINDS),
    name: text,
    shortName: text.optional(),
    territory: z.string().optional(),
    /** The slug of the ministry. */
    parent: z.string().optional(),
    /** The slugs of a consortium's members, in order. */
    members: z.array(z.string()).min(2).optional(),
    host: z
      .string()
      .transform(hostKey)
      .pipe(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/))
      .optional(),
    accent: z.enum(ACCENTS).optional(),
    emblem: z.string().max(40).optional(),
    contact: z
      .object({
        address: text.partial().optional(),
        phones: z.array(z.string().max(30)).max(10).optional(),
        fax: z.string().max(30).optional(),
        email: z.email().optional(),
        website: z.url({ protocol: /^https?$/ }).optional(),
      })
      .optional(),
    languages: z.array(z.enum(LANGUAGES)).min(1).optional(),
    state: z.enum(STATES).optional(),
    /** What else sources call it. */
    aliases: z.array(words).max(100).optional(),
  })
  .strict()
  .superRefine((each, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (TERRITORIAL.includes(each.kind) !== (each.territory !== undefined))
      fault('territory', 'institutions.load.territory');
    if (each.kind === 'department' && !each.parent) fault('parent', 'institutions.load.parent');
    if ((each.kind === 'consortium') !== (each.members !== undefined)) fault('members', 'institutions.load.members');
  });

export const institutionsInput = z.object({ institutions: z.array(body).min(1) });
type Body = z.infer<typeof body>;

/** Slugs of what was new and of what differed. */
export type LoadedInstitutions = { institutions: number; added: string[]; changed: string[] };

/**
 * Loads public bodies from a list. What the list gives is written, what it leaves out (a host name, an emblem, contacts) is kept, and
 * bodies that it does not name stay: others may have been added. Loading it again changes nothing. Earlier names go on finding the body.
 */
export const loadInstitutions = defineAction({
  name: 'institutions.load-institutions',
  input: institutionsInput,
  access: loadInstitution,
  event: 'institutions.loaded',
  record: (_input, _target, result) => ({ detail: result as LoadedInstitutions }),
  async run({ db, touch }, { institutions }): Promise<LoadedInstitutions> {
    const ids = await idsOf(db, institutions);
    await refuseUnknown(db, institutions, ids);
    const written = await writeBodies(db, institutions, ids);
    const changed = new Set(written.filter((row) => !row.added).map((row) => row.slug));
    for (const each of institutions) {
      const id = ids.get(each.slug) as string;
      if (
        each.members &&
        (await writeMembers(
          db,
          id,
          each.members.map((member) => ids.get(member) as string),
        ))
      )
        changed.add(each.slug);
    }
    for (const found of await writeAliases(db, institutions, ids)) changed.add(found);
    const added = written.filter((row) => row.added).map((row) => row.slug);
    for (const each of added) changed.delete(each);
    if (added.length + changed.size > 0) {
      const affected = await institutionsById(
        db,
        [...added, ...changed].map((each) => ids.get(each) as string),
      );
      await indexDocuments(db, [...affected.values()].map(searchDocumentOf));
      touch('institutions');
    }
    return { institutions: institutions.length, added: added.sort(), changed: [...changed].sort() };
  },
});

async function idsOf(db: Tx, bodies: readonly Body[]): Promise<Map<string, string>> {
  const known = await db.selectFrom('institution').select(['slug', 'id']).execute();
  const ids = new Map(known.map((row) => [row.slug, row.id]));
  for (const each of bodies) if (!ids.has(each.slug)) ids.set(each.slug, newId());
  return ids;
}

async function refuseUnknown(db: Tx, bodies: readonly Body[], ids: Map<string, string>): Promise<void> {
  const codes = bodies.flatMap((each) => each.territory ?? []);
  const rows =
    codes.length === 0
      ? []
      : await db.selectFrom('territory').select(['code', 'level']).where('code', 'in', codes).execute();
  const levels = new Map(rows.map((row) => [row.code, row.level]));
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const [index, each] of bodies.entries()) {
    const fault = (field: string, key: string) => faults.push({ pointer: `/institutions/${index}/${field}`, key });
    if (seen.has(each.slug)) fault('slug', 'institutions.load.same-slug');
    seen.add(each.slug);
    // The kinds that govern a territory are called as its level.
    if (each.territory && levels.get(each.territory) !== each.kind) fault('territory', 'institutions.load.territory');
    if (each.parent && !ids.has(each.parent)) fault('parent', 'institutions.load.parent');
    for (const [place, member] of (each.members ?? []).entries())
      if (!ids.has(member)) fault(`members/${place}`, 'institutions.load.members');
  }
  if (faults.length > 0) throw new InvalidInput(faults);
}

async function writeBodies(db: Tx, bodies: readonly Body[], ids: Map<string, string>) {
  const rows = bodies.map((each) => ({
    id: ids.get(each.slug),
    slug: each.slug,
    kind: each.kind,
    name: each.name,
    short_name: each.shortName ?? null,
    name_keys: nameKeys(each.name) + nameKeys(each.shortName ?? {}),
    territory_code: each.territory ?? null,
    parent_id: each.parent ? ids.get(each.parent) : null,
    host: each.host ?? null,
    accent: each.accent ?? null,
    emblem: each.emblem ?? null,
    contact: each.contact ?? null,
    languages: each.languages ?? null,
    state: each.state ?? null,
  }));
  const { rows: written } = await sql<{ slug: string; added: boolean }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as
        (id uuid, slug text, kind text, name jsonb, short_name jsonb, name_keys text, territory_code text, parent_id uuid, host text,
         accent text, emblem text, contact jsonb, languages text[], state text)
    ), settled as (
      select given.id, given.slug, given.kind, given.name, given.short_name, given.name_keys, given.territory_code, given.parent_id,
        coalesce(given.host, kept.host) as host,
        coalesce(given.accent, kept.accent, 'palm') as accent,
        coalesce(given.emblem, kept.emblem) as emblem,
        coalesce(given.contact, kept.contact, '{}') as contact,
        coalesce(given.languages, kept.languages, array['ar', 'fr']) as languages,
        coalesce(given.state, kept.state, 'active') as state
      from given left join institution kept using (slug)
    )
    insert into institution as kept
      (id, slug, kind, name, short_name, name_keys, territory_code, parent_id, host, accent, emblem, contact, languages, state)
    select * from settled
    on conflict (slug) do update set
      (kind, name, short_name, name_keys, territory_code, parent_id, host, accent, emblem, contact, languages, state) =
      (excluded.kind, excluded.name, excluded.short_name, excluded.name_keys, excluded.territory_code, excluded.parent_id,
       excluded.host, excluded.accent, excluded.emblem, excluded.contact, excluded.languages, excluded.state)
    where kept.* is distinct from excluded.*
    returning slug, (xmax = 0) as added
  `.execute(db);
  return written;
}

/** Whether the members were others before. */
async function writeMembers(db: Tx, consortiumId: string, members: readonly string[]): Promise<boolean> {
  const before = await db
    .selectFrom('institution_member')
    .select('member_id')
    .where('consortium_id', '=', consortiumId)
    .orderBy('position')
    .execute();
  if (before.map((row) => row.member_id).join() === members.join()) return false;
  await db.deleteFrom('institution_member').where('consortium_id', '=', consortiumId).execute();
  await db
    .insertInto('institution_member')
    .values(members.map((member_id, index) => ({ consortium_id: consortiumId, member_id, position: index + 1 })))
    .execute();
  return true;
}

/** The slugs of bodies that got another name to be found by. Refuses a name that finds another body already. */
async function writeAliases(db: Tx, bodies: readonly Body[], ids: Map<string, string>): Promise<string[]> {
  const known = await db.selectFrom('institution_alias').selectAll().execute();
  const owners = new Map(known.map((row) => [row.alias_key, row.institution_id]));
  const faults: Fault[] = [];
  const fresh: { alias_key: string; institution_id: string }[] = [];
  const changed = new Set<string>();
  for (const [index, each] of bodies.entries()) {
    const id = ids.get(each.slug) as string;
    for (const key of aliasKeysOf(each)) {
      const owner = owners.get(key);
      if (owner === id) continue;
      if (owner) {
        faults.push({ pointer: `/institutions/${index}/name`, key: 'institutions.load.same-name' });
        continue;
      }
      owners.set(key, id);
      fresh.push({ alias_key: key, institution_id: id });
      changed.add(each.slug);
    }
  }
  if (faults.length > 0) throw new InvalidInput(faults);
  if (fresh.length > 0) await db.insertInto('institution_alias').values(fresh).execute();
  return [...changed];
}
