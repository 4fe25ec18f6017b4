import { z } from 'zod';
import { nameKeys } from '#core/territory/index.ts';
import { defineAction } from '#platform/action.ts';
import { InvalidInput, NotAllowed } from '#platform/errors.ts';
import { EMBLEMS } from '#platform/html/emblems.tsx';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import { ACCENTS, holdsPower } from '#platform/tenant.ts';
import { editInstitution } from '../access.ts';
import { aliasKeysOf, hostKey, type Institution } from '../institution.ts';
import { institutionBySlug } from '../queries.ts';
import { searchDocumentOf } from '../search.ts';

const blank = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const line = (longest: number) => z.preprocess(blank, z.string().trim().max(longest).optional());

const text = z.object({ ar: line(400), fr: line(400), zgh: line(400), en: line(400) });

export const updateInstitutionInput = z.object({
  /** The slug, for programs; on a body's site it is that body. */
  institution: z.string().max(80).optional(),
  name: text.extend({
    ar: z.string().trim().min(1, 'institutions.edit.name-missing').max(400),
    fr: z.string().trim().min(1, 'institutions.edit.name-missing').max(400),
  }),
  shortName: text,
  contact: z.object({
    address: text,
    phones: z.array(z.string().trim().max(30)).max(10),
    fax: line(30),
    email: z.preprocess(blank, z.email('institutions.staff.not-an-address').max(254).optional()),
    website: z.preprocess(blank, z.url({ protocol: /^https?$/, error: 'institutions.edit.not-a-website' }).optional()),
  }),
  accent: z.enum(ACCENTS, 'institutions.staff.choose'),
  emblem: z.preprocess(
    blank,
    z
      .string()
      .refine((name) => EMBLEMS.includes(name), 'institutions.staff.choose')
      .nullish(),
  ),
  languages: z.array(z.enum(LANGUAGES)).min(1, 'institutions.edit.language-missing'),
  /** Its own host name; absent: it stays as it is; empty: none. */
  host: z.string().trim().max(253).optional(),
});

type Input = z.infer<typeof updateInstitutionInput>;

const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/**
 * Changes how a body is called, reached and looks. The earlier names go on finding it in sources. Its host name changes only with the
 * power `institution.host`: whoever serves a host receives the sessions of its visitors.
 */
export const updateInstitution = defineAction<Input, Institution & { institutionId: string }>({
  name: 'institutions.update-institution',
  input: updateInstitutionInput,
  async target({ db, tenant }, { institution }) {
    const found = await institutionBySlug(db, tenant?.slug ?? institution ?? '');
    return found && { ...found, institutionId: found.id };
  },
  access: editInstitution,
  event: 'institution.updated',
  record: (input, before) => ({
    subject: before.slug,
    institutionId: before.id,
    detail: { before: changedPart(before, input), after: changedPart(input, before) },
  }),
  async run({ db, actor, touch }, input, before) {
    const name = filled(input.name);
    const shortName = filled(input.shortName);
    const host = input.host === undefined ? before.host : hostOf(input.host);
    if (host !== before.host) {
      if (!holdsPower(actor, 'institution.host', before.id)) throw new NotAllowed('institutions.edit.host-not-yours');
      const other =
        host === null
          ? undefined
          : await db.selectFrom('institution').select('id').where('host', '=', host).executeTakeFirst();
      if (other) throw new InvalidInput([{ pointer: '/host', key: 'institutions.edit.host-taken' }]);
    }
    const keys = aliasKeysOf({ name });
    const owners = await db.selectFrom('institution_alias').selectAll().where('alias_key', 'in', keys).execute();
    if (owners.some((row) => row.institution_id !== before.id))
      throw new InvalidInput([{ pointer: '/name/ar', key: 'institutions.load.same-name' }]);
    const fresh = keys.filter((key) => !owners.some((row) => row.alias_key === key));
    if (fresh.length > 0)
      await db
        .insertInto('institution_alias')
        .values(fresh.map((alias_key) => ({ alias_key, institution_id: before.id })))
        .execute();
    const { phones, address, fax, email, website } = input.contact;
    const contact = {
      ...(Object.keys(filled(address)).length > 0 ? { address: filled(address) } : {}),
      ...(phones.some(Boolean) ? { phones: phones.filter(Boolean) } : {}),
      ...Object.fromEntries(Object.entries({ fax, email, website }).filter(([, value]) => value !== undefined)),
    };
    const after: Institution = {
      ...before,
      name,
      shortName: Object.keys(shortName).length > 0 ? shortName : null,
      contact,
      host,
      accent: input.accent,
      emblem: input.emblem ?? null,
      languages: input.languages,
    };
    await db
      .updateTable('institution')
      .set({
        name: JSON.stringify(after.name),
        short_name: after.shortName && JSON.stringify(after.shortName),
        name_keys: nameKeys(after.name) + nameKeys(after.shortName ?? {}),
        contact: JSON.stringify(after.contact),
        host,
        accent: after.accent,
        emblem: after.emblem,
        languages: after.languages,
      })
      .where('id', '=', before.id)
      .execute();
    await indexDocuments(db, [searchDocumentOf(after)]);
    touch('institutions', `institution:${before.id}`);
  },
});

function filled(given: Partial<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

function hostOf(typed: string): string | null {
  if (typed === '') return null;
  const host = hostKey(typed);
  if (!HOST.test(host)) throw new InvalidInput([{ pointer: '/host', key: 'institutions.edit.not-a-host' }]);
  return host;
}

const RECORDED = ['name', 'shortName', 'contact', 'accent', 'emblem', 'languages', 'host'] as const;

/** The part of one that the other has otherwise: what the audit log keeps. */
function changedPart(one: Partial<Record<(typeof RECORDED)[number], unknown>>, other: typeof one): object {
  return Object.fromEntries(
    RECORDED.filter((key) => other[key] !== undefined && JSON.stringify(one[key]) !== JSON.stringify(other[key])).map(
      (key) => [key, one[key] ?? null],
    ),
  );
}
