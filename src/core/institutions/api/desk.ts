import { dateSchema, defineActionRoute, defineList, textColumns, textSchema, z } from '#platform/api.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { ACCENTS } from '#platform/tenant.ts';
import { seeDesk } from '../access.ts';
import { acceptInvitation } from '../actions/accept-invitation.ts';
import { updateInstitution } from '../actions/update-institution.ts';
import { byDue, DESK_LIMIT } from '../desk-items.ts';
import { institutionsById } from '../queries.ts';

const deskItem = z
  .object({
    id: z.string(),
    institution: z.string(),
    title: textSchema,
    kind: z.string(),
    due: dateSchema.nullable(),
    url: z.string().openapi({ description: 'Its page, in Arabic.' }),
  })
  .openapi('DeskItem', { description: 'One thing that waits for the official.' });

export const listDeskRoute = defineList({
  name: 'institutions.list-desk',
  path: '/desk',
  tag: 'desk',
  summary: 'What waits for the official whose token this is, by legal due date',
  description: 'Needs the scope `desk`. `institution` limits it to one body.',
  access: seeDesk,
  item: deskItem,
  async load({ db, actor, tenant, today, offers, absolute }) {
    if (actor.kind !== 'person') return { items: [], next: null, total: 0 };
    const found = await Promise.all(offers.desk.map((source) => source.items(db, actor, today, DESK_LIMIT)));
    const mine = found.flat().filter((item) => tenant === null || item.institutionId === tenant.id);
    const bodies = await institutionsById(db, [...new Set(mine.map((item) => item.institutionId))]);
    const items = mine
      .sort(byDue)
      .slice(0, DESK_LIMIT)
      .flatMap(({ id, institutionId, title, kind, due, path }) => {
        const body = bodies.get(institutionId);
        return body ? [{ id, institution: body.slug, title, kind, due, url: absolute(`/ar/${body.slug}${path}`) }] : [];
      });
    return { items, next: null, total: items.length };
  },
  columns: [
    { name: 'due', value: (item) => item.due },
    { name: 'kind', value: (item) => item.kind },
    ...textColumns<z.input<typeof deskItem>>('title', (item) => item.title),
    { name: 'institution', value: (item) => item.institution },
    { name: 'url', value: (item) => item.url },
  ],
});

export const acceptInvitationRoute = defineActionRoute({
  name: 'institutions.accept-invitation',
  path: '/invitations',
  method: 'post',
  tag: 'staff',
  summary: 'Accepts a post with the word of the letter’s link',
  body: z.object({ token: z.string(), name: z.string() }),
  action: acceptInvitation,
  input: ({ body }) => body,
  status: 200,
  response: z.object({ holder: z.string() }),
});

export const updateInstitutionRoute = defineActionRoute({
  name: 'institutions.update-institution',
  path: '/institutions/{slug}',
  method: 'put',
  tag: 'institutions',
  summary: 'Changes how a public body is called, reached and looks',
  description: 'What is left out of `contact` is taken away. `host` needs the power `institution.host`.',
  params: z.object({ slug: z.string() }),
  body: z.object({
    name: textSchema,
    shortName: textSchema.default({}),
    contact: z.object({
      address: textSchema.default({}),
      phones: z.array(z.string()).default([]),
      fax: z.string().optional(),
      email: z.string().optional(),
      website: z.string().optional(),
    }),
    accent: z.enum(ACCENTS),
    emblem: z.string().nullish(),
    languages: z.array(z.enum(LANGUAGES)),
    host: z.string().optional(),
  }),
  action: updateInstitution,
  input: ({ params: { slug }, body }) => ({ ...(body as object), institution: slug }),
  status: 204,
});
