import { dateSchema, defineActionRoute, defineList, textColumns, textSchema, z } from '#platform/api.ts';
import { InvalidInput } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import type { Tenant } from '#platform/tenant.ts';
import { seeStaff } from '../access.ts';
import { appointOfficial } from '../actions/appoint-official.ts';
import { closeOffice } from '../actions/close-office.ts';
import { closePost } from '../actions/close-post.ts';
import { createOffice } from '../actions/create-office.ts';
import { createPost } from '../actions/create-post.ts';
import { endAppointment } from '../actions/end-appointment.ts';
import { inviteOfficial } from '../actions/invite-official.ts';
import { nameDeputy } from '../actions/name-deputy.ts';
import { setAbsence } from '../actions/set-absence.ts';
import { updateOffice } from '../actions/update-office.ts';
import { updatePost } from '../actions/update-post.ts';
import { withdrawInvitation } from '../actions/withdraw-invitation.ts';
import { POST_FUNCTIONS, powersOfPost } from '../functions.ts';
import { isAbsent, OFFICE_KINDS } from '../staff.ts';
import { holdersOf, officesOf, postsOf } from '../staff-queries.ts';

const TAG = 'staff';
const id = z.string().openapi({ description: 'An id as the lists give it.' });
const made = z.object({ id });
const params = z.object({ id });
const slug = z.string().openapi({ description: 'The slug of the body.', example: 'laayoune-sakia-el-hamra' });

/** A list of a body's own things needs the body. */
function bodyOf(tenant: Tenant | null): string {
  if (!tenant) throw new InvalidInput([{ pointer: '/institution', key: 'platform.errors.missing' }]);
  return tenant.id;
}

const officeItem = z
  .object({
    id,
    kind: z.enum(OFFICE_KINDS),
    name: textSchema,
    parent: id.nullable().openapi({ description: 'The office it stands under.' }),
    position: z.number().int(),
  })
  .openapi('Office', { description: 'A directorate, a division or a service.' });

export const listOfficesRoute = defineList({
  name: 'institutions.list-offices',
  path: '/offices',
  tag: TAG,
  summary: 'The offices of a public body',
  description: '`institution` says of which body. For its officials who hold `staff.see`.',
  access: seeStaff,
  item: officeItem,
  async load({ db, tenant }) {
    const offices = await officesOf(db, bodyOf(tenant));
    const items = offices.map((office) => ({ ...office, parent: office.parentId }));
    return { items, next: null, total: items.length };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'kind', value: (item) => item.kind },
    ...textColumns<z.input<typeof officeItem>>('name', (item) => item.name),
    { name: 'parent', value: (item) => item.parent },
  ],
});

const postItem = z
  .object({
    id,
    function: z.enum(POST_FUNCTIONS),
    title: textSchema.nullable(),
    office: id.nullable(),
    powers: z.array(z.string()).openapi({ description: 'What its holder may do.' }),
    holders: z.array(
      z.object({
        id,
        name: z.string(),
        startsOn: dateSchema,
        endsOn: dateSchema.nullable(),
        deputyOf: id.nullable(),
        absent: z.boolean(),
      }),
    ),
  })
  .openapi('Post', { description: 'A post and who holds it.' });

export const listPostsRoute = defineList({
  name: 'institutions.list-posts',
  path: '/posts',
  tag: TAG,
  summary: 'The posts of a public body and their holders',
  description: '`institution` says of which body. For its officials who hold `staff.see`.',
  access: seeStaff,
  item: postItem,
  async load({ db, tenant, today }) {
    const institutionId = bodyOf(tenant);
    const holders = await holdersOf(db, institutionId, today);
    const items = (await postsOf(db, institutionId)).map((post) => ({
      id: post.id,
      function: post.function,
      title: post.title,
      office: post.officeId,
      powers: powersOfPost(post),
      holders: holders
        .filter((holder) => holder.postId === post.id)
        .map((holder) => ({ ...holder, absent: isAbsent(holder, today) })),
    }));
    return { items, next: null, total: items.length };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'function', value: (item) => item.function },
    ...textColumns<z.input<typeof postItem>>('title', (item) => item.title),
    { name: 'office', value: (item) => item.office },
    { name: 'holders', value: (item) => item.holders.map((holder) => holder.name).join('; ') },
  ],
});

const officeBody = z.object({
  name: textSchema,
  parent: id.nullish(),
  position: z.number().int().min(0).optional(),
});

export const createOfficeRoute = defineActionRoute({
  name: 'institutions.create-office',
  path: '/offices',
  method: 'post',
  tag: TAG,
  summary: 'Adds an office',
  body: officeBody.extend({ institution: slug, kind: z.enum(OFFICE_KINDS) }),
  action: createOffice,
  input: ({ body }) => body,
  status: 201,
  response: made,
});

export const updateOfficeRoute = defineActionRoute({
  name: 'institutions.update-office',
  path: '/offices/{id}',
  method: 'put',
  tag: TAG,
  summary: 'Renames or moves an office',
  params,
  body: officeBody.extend({ position: z.number().int().min(0) }),
  action: updateOffice,
  input: ({ params: { id: office }, body }) => ({ ...(body as object), office }),
  status: 204,
});

export const closeOfficeRoute = defineActionRoute({
  name: 'institutions.close-office',
  path: '/offices/{id}',
  method: 'delete',
  tag: TAG,
  summary: 'Closes an office that holds nothing any more',
  params,
  action: closeOffice,
  input: ({ params: { id: office } }) => ({ office }),
  status: 204,
});

const postBody = z.object({
  title: textSchema.nullish(),
  office: id.nullish(),
  extraPowers: z.array(z.string()).default([]),
});

export const createPostRoute = defineActionRoute({
  name: 'institutions.create-post',
  path: '/posts',
  method: 'post',
  tag: TAG,
  summary: 'Adds a post',
  body: postBody.extend({ institution: slug, function: z.enum(POST_FUNCTIONS) }),
  action: createPost,
  input: ({ body }) => body,
  status: 201,
  response: made,
});

export const updatePostRoute = defineActionRoute({
  name: 'institutions.update-post',
  path: '/posts/{id}',
  method: 'put',
  tag: TAG,
  summary: 'Changes the title, the office or the added powers of a post',
  params,
  body: postBody,
  action: updatePost,
  input: ({ params: { id: post }, body }) => ({ ...(body as object), post }),
  status: 204,
});

export const closePostRoute = defineActionRoute({
  name: 'institutions.close-post',
  path: '/posts/{id}',
  method: 'delete',
  tag: TAG,
  summary: 'Closes a post that nobody holds',
  params,
  action: closePost,
  input: ({ params: { id: post } }) => ({ post }),
  status: 204,
});

const term = z.object({ startsOn: dateSchema.optional(), endsOn: dateSchema.nullish() });

export const inviteOfficialRoute = defineActionRoute({
  name: 'institutions.invite-official',
  path: '/posts/{id}/invitations',
  method: 'post',
  tag: TAG,
  summary: 'Offers a post by a letter',
  params,
  body: term.extend({
    email: z.string(),
    name: z.string(),
    lang: z.enum(LANGUAGES).default('ar'),
    deputyOf: id.nullish().openapi({ description: 'The holder for whom this person stands in.' }),
  }),
  action: inviteOfficial,
  input: ({ params: { id: post }, body }) => ({ ...(body as object), post }),
  status: 201,
  response: made,
});

export const withdrawInvitationRoute = defineActionRoute({
  name: 'institutions.withdraw-invitation',
  path: '/invitations/{id}',
  method: 'delete',
  tag: TAG,
  summary: 'Takes an invitation back',
  params,
  action: withdrawInvitation,
  input: ({ params: { id: invitation } }) => ({ invitation }),
  status: 204,
});

export const appointOfficialRoute = defineActionRoute({
  name: 'institutions.appoint-official',
  path: '/posts/{id}/holders',
  method: 'post',
  tag: TAG,
  summary: 'Gives a post to an official of the body',
  params,
  body: term.extend({ person: id }),
  action: appointOfficial,
  input: ({ params: { id: post }, body }) => ({ ...(body as object), post }),
  status: 201,
  response: made,
});

export const endAppointmentRoute = defineActionRoute({
  name: 'institutions.end-appointment',
  path: '/holders/{id}',
  method: 'delete',
  tag: TAG,
  summary: 'Ends an appointment at once',
  description: 'Open work goes back to everybody in the body who may do it.',
  params,
  action: endAppointment,
  input: ({ params: { id: holder } }) => ({ holder }),
  status: 204,
});

export const setAbsenceRoute = defineActionRoute({
  name: 'institutions.set-absence',
  path: '/holders/{id}/absence',
  method: 'put',
  tag: TAG,
  summary: 'Says that a holder is away, or (without `from`) back',
  params,
  body: z.object({ from: dateSchema.nullish(), until: dateSchema.nullish() }),
  action: setAbsence,
  input: ({ params: { id: holder }, body }) => ({ ...(body as object), holder }),
  status: 204,
});

export const nameDeputyRoute = defineActionRoute({
  name: 'institutions.name-deputy',
  path: '/holders/{id}/deputies',
  method: 'post',
  tag: TAG,
  summary: 'Names an official who stands in while the holder is away',
  params,
  body: z.object({ person: id }),
  action: nameDeputy,
  input: ({ params: { id: holder }, body }) => ({ ...(body as object), holder }),
  status: 201,
  response: made,
});
