import { defineList, defineThing, textColumns, textSchema, z } from '#platform/api.ts';
import type { Db } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { readInstitution } from '../access.ts';
import { KINDS, STATES } from '../institution.ts';
import {
  childrenOf,
  consortiaOf,
  type InstitutionRow,
  institutionBySlug,
  institutionsById,
  listInstitutions,
  membersOf,
} from '../queries.ts';

const slug = z
  .string()
  .openapi({ description: 'The word of the body in addresses.', example: 'laayoune-sakia-el-hamra' });

const institutionSchema = z
  .object({
    slug,
    kind: z.enum(KINDS),
    name: textSchema,
    shortName: textSchema.nullable(),
    territory: z.string().nullable().openapi({ description: 'Code of the territory it governs.', example: '11' }),
    parent: slug.nullable().openapi({ description: 'The ministry of a department.' }),
    state: z.enum(STATES),
    languages: z.array(z.enum(LANGUAGES)).openapi({ description: 'The languages it writes in.' }),
    url: z.string().openapi({ description: 'Its site, in Arabic.' }),
  })
  .openapi('Institution', { description: 'A public body.' });

const institutionDetail = institutionSchema
  .extend({
    contact: z.object({
      address: textSchema.optional(),
      phones: z.array(z.string()).optional(),
      fax: z.string().optional(),
      email: z.string().optional(),
      website: z.string().optional(),
    }),
    members: z.array(slug).openapi({ description: 'Who belongs to a consortium, in the order of its founding text.' }),
    consortia: z.array(slug).openapi({ description: 'The consortia it belongs to.' }),
    departments: z.array(slug),
  })
  .openapi('InstitutionDetail');

type Item = z.input<typeof institutionSchema>;
type Absolute = (path: string) => string;

function present(institution: InstitutionRow, absolute: Absolute): Item {
  const { slug, kind, name, shortName, territory, parent, state, languages, host } = institution;
  const url = host ? `https://${host}/ar` : absolute(`/ar/${slug}`);
  return { slug, kind, name, shortName, territory, parent, state, languages, url };
}

export const listInstitutionsRoute = defineList({
  name: 'institutions.list-institutions',
  path: '/institutions',
  tag: 'institutions',
  summary: 'The public bodies of the platform',
  description:
    'By kind, then by slug. `q` looks for a part of a name in any language; `institution` gives one body and what stands under it.',
  access: readInstitution,
  filters: z.object({
    kind: z.enum(KINDS).optional(),
    region: z
      .string()
      .optional()
      .openapi({ description: 'Code of a region: its council and those of what lies in it.', example: '11' }),
  }),
  item: institutionSchema,
  async load({ db, tenant, query: { kind, region, q, limit, after }, absolute }) {
    const page = await listInstitutions(db, { kind, region, q, under: tenant?.id }, { limit, after });
    return { ...page, items: page.items.map((institution) => present(institution, absolute)) };
  },
  columns: [
    { name: 'slug', value: (item) => item.slug },
    { name: 'kind', value: (item) => item.kind },
    ...textColumns<Item>('name', (item) => item.name, ['ar', 'fr', 'zgh', 'en']),
    ...textColumns<Item>('short_name', (item) => item.shortName, ['ar', 'fr', 'zgh', 'en']),
    { name: 'territory', value: (item) => item.territory },
    { name: 'parent', value: (item) => item.parent },
    { name: 'state', value: (item) => item.state },
    { name: 'languages', value: (item) => item.languages.join(' ') },
    { name: 'url', value: (item) => item.url },
  ],
  cache: () => ['institutions'],
});

export const getInstitutionRoute = defineThing({
  name: 'institutions.get-institution',
  path: '/institutions/{slug}',
  tag: 'institutions',
  summary: 'One public body',
  access: readInstitution,
  params: z.object({ slug }),
  response: institutionDetail,
  async load({ db, params, absolute }) {
    const institution = await institutionBySlug(db, params.slug ?? '');
    if (!institution) throw new NotFound();
    const { id, contact } = institution;
    const [members, consortia, departments] = await Promise.all([
      membersOf(db, id),
      consortiaOf(db, id),
      childrenOf(db, id),
    ]);
    return {
      ...present({ ...institution, parent: await slugOf(db, institution.parentId) }, absolute),
      contact,
      members: members.map((member) => member.slug),
      consortia: consortia.map((consortium) => consortium.slug),
      departments: departments.map((department) => department.slug),
    };
  },
  cache: () => ['institutions'],
});

async function slugOf(db: Db, id: string | null): Promise<string | null> {
  if (!id) return null;
  return (await institutionsById(db, [id])).get(id)?.slug ?? null;
}
