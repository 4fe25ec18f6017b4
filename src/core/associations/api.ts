import { dateSchema, defineActionRoute, defineList, defineThing, textColumns, textSchema, z } from '#platform/api.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { verifyAssociation as mayVerify, oneself, personOf, readAssociation, readDirectory } from './access.ts';
import { acceptRepresentation } from './actions/accept-representation.ts';
import { closeAssociation } from './actions/close-association.ts';
import { declareAssociation } from './actions/declare-association.ts';
import { endRepresentation } from './actions/end-representation.ts';
import { inviteRepresentative } from './actions/invite-representative.ts';
import { refuseAssociation } from './actions/refuse-association.ts';
import { takeAssociation } from './actions/take-association.ts';
import { updateAssociation } from './actions/update-association.ts';
import { updateRepresentation } from './actions/update-representation.ts';
import { verifyAssociation } from './actions/verify-association.ts';
import {
  ASSOCIATION_STATES,
  type Association,
  CLOSING_REASONS,
  FUNCTIONS,
  RECEIPT_KINDS,
  represents,
} from './association.ts';
import {
  associationById,
  associationsOf,
  listAssociations,
  representativesOf,
  representativesShown,
  waitingFor,
} from './queries.ts';

const TAG = 'associations';
const params = z.object({ id: z.string() });

const declaration = {
  name: textSchema,
  purpose: textSchema,
  seat: z.string().openapi({ description: 'Code of the commune of the seat.', example: '11.321.01.03' }),
  address: z.string(),
  createdOn: dateSchema.openapi({ description: 'The day of the constituent assembly.' }),
  receiptKind: z.enum(RECEIPT_KINDS),
  receiptNumber: z.string(),
  receiptOn: dateSchema,
  receiptAuthority: z.string().openapi({ description: 'The local authority that gave the receipt.' }),
  publicUtility: z.string().nullable().optional(),
  members: z.number().int().nullable().optional(),
  website: z.string().nullable().optional(),
  email: z.string().nullable().optional(),
  phone: z.string().nullable().optional(),
};

const associationSchema = z
  .object({
    id: z.string(),
    ...declaration,
    state: z.enum(ASSOCIATION_STATES),
    verifiedAt: z.iso.datetime().nullable(),
  })
  .openapi('Association', { description: 'An association, declared under dahir 1-58-376.' });

type Item = z.input<typeof associationSchema>;

function present(one: Association): Item {
  const { id, state, name, purpose, seat, address, createdOn, receiptKind, receiptNumber, receiptOn } = one;
  const { receiptAuthority, publicUtility, members, website, email, phone, verifiedAt } = one;
  const receipt = { receiptKind, receiptNumber, receiptOn, receiptAuthority };
  const particulars = { publicUtility, members, website, email, phone };
  return {
    id,
    name,
    purpose,
    seat,
    address,
    createdOn,
    ...receipt,
    ...particulars,
    state,
    verifiedAt: verifiedAt?.toISOString() ?? null,
  };
}

const columns = [
  { name: 'id', value: (item: Item) => item.id },
  ...textColumns<Item>('name', (item) => item.name),
  ...textColumns<Item>('purpose', (item) => item.purpose),
  { name: 'seat', value: (item: Item) => item.seat },
  { name: 'created_on', value: (item: Item) => item.createdOn },
  { name: 'receipt_kind', value: (item: Item) => item.receiptKind },
  { name: 'receipt_number', value: (item: Item) => item.receiptNumber },
  { name: 'receipt_on', value: (item: Item) => item.receiptOn },
  { name: 'receipt_authority', value: (item: Item) => item.receiptAuthority },
  { name: 'public_utility', value: (item: Item) => item.publicUtility },
  { name: 'members', value: (item: Item) => item.members },
  { name: 'website', value: (item: Item) => item.website },
  { name: 'state', value: (item: Item) => item.state },
];

export const listAssociationsRoute = defineList({
  name: 'associations.list-associations',
  path: '/associations',
  tag: TAG,
  summary: 'The verified associations',
  description: 'By name. `q` looks for a part of a name in any language.',
  access: readDirectory,
  filters: z.object({
    territory: z.string().max(20).optional().openapi({ description: 'Code of a territory that holds the seat.' }),
  }),
  item: associationSchema,
  async load({ db, query: { territory, q, limit, after } }) {
    const page = await listAssociations(db, { q, territory }, { limit, after });
    return { ...page, items: page.items.map(present) };
  },
  columns,
  cache: () => ['associations'],
});

export const getAssociationRoute = defineThing({
  name: 'associations.get-association',
  path: '/associations/{id}',
  tag: TAG,
  summary: 'One association, and who represents it where they consented to be named',
  access: readDirectory,
  params,
  response: associationSchema.extend({
    representatives: z.array(z.object({ name: z.string(), function: z.enum(FUNCTIONS) })),
  }),
  async load({ db, params: { id = '' }, actor, tenant, today }) {
    const found = isId(id) ? await associationById(db, id) : undefined;
    if (!found || !readAssociation.allows(actor, found, { tenant, today })) throw new NotFound();
    const people = (await representativesOf(db, id)).filter(
      (one) => found.state === 'verified' && one.publicName && represents(one, today),
    );
    return { ...present(found), representatives: people.map((one) => ({ name: one.name, function: one.function })) };
  },
  cache: (answer) => [`association:${answer.id}`, 'associations'],
});

const ownSchema = z.object({
  association: associationSchema,
  waits: z.boolean().openapi({ description: 'Changes wait for an official; what was verified stands until then.' }),
  refusal: z.string().nullable(),
  representation: z.object({
    id: z.string(),
    function: z.enum(FUNCTIONS),
    state: z.enum(['asked', 'confirmed', 'declined', 'ended']),
    publicName: z.boolean(),
    fromOn: dateSchema,
    untilOn: dateSchema.nullable(),
  }),
});
type OwnItem = z.input<typeof ownSchema>;

export const listOwnAssociationsRoute = defineList({
  name: 'associations.list-own-associations',
  path: '/me/associations',
  tag: TAG,
  summary: 'The associations that the person represents, represented, or is asked to represent',
  access: oneself,
  item: ownSchema,
  async load({ db, actor }) {
    const all = await associationsOf(db, personOf(actor).id);
    const items = all.map(({ mine, ...association }) => ({
      association: present(association),
      waits: association.state === 'declared' || association.proposed !== null,
      refusal: mine.state === 'confirmed' ? association.refusal : null,
      representation: {
        id: mine.id,
        function: mine.function,
        state: mine.state,
        publicName: mine.publicName,
        fromOn: mine.fromOn,
        untilOn: mine.untilOn,
      },
    }));
    return { items, next: null, total: items.length };
  },
  columns: [
    { name: 'association', value: (item: OwnItem) => item.association.id },
    { name: 'state', value: (item: OwnItem) => item.association.state },
    { name: 'representation', value: (item: OwnItem) => item.representation.id },
    { name: 'representation_state', value: (item: OwnItem) => item.representation.state },
  ],
});

const representative = {
  representative: z.string().openapi({ description: 'The name as it stands in the papers of the association.' }),
  function: z.enum(FUNCTIONS),
  untilOn: dateSchema.nullable().optional(),
};

export const declareAssociationRoute = defineActionRoute({
  name: 'associations.declare-association',
  path: '/associations',
  method: 'post',
  tag: TAG,
  summary: 'Declares an association and oneself as its representative; an official verifies it',
  body: z.object({ ...declaration, ...representative, publicName: z.boolean().optional() }),
  action: declareAssociation,
  input: ({ body }) => body,
  status: 201,
  response: z.object({ id: z.string() }),
  present: ({ id }: { id: string }) => ({ id }),
});

export const updateAssociationRoute = defineActionRoute({
  name: 'associations.update-association',
  path: '/associations/{id}',
  method: 'put',
  tag: TAG,
  summary: 'Changes an association; what was verified stands until an official has seen the change',
  params,
  body: z.object(declaration),
  action: updateAssociation,
  input: ({ params: { id }, body }) => ({ ...(body as object), association: id }),
  status: 200,
  response: z.object({ waits: z.boolean() }),
  present: ({ waits }: { waits: boolean }) => ({ waits }),
});

export const closeAssociationRoute = defineActionRoute({
  name: 'associations.close-association',
  path: '/associations/{id}/closing',
  method: 'post',
  tag: TAG,
  summary: 'Closes an association: dissolved, or gone from the platform',
  params,
  body: z.object({ why: z.enum(CLOSING_REASONS), on: dateSchema }),
  action: closeAssociation,
  input: ({ params: { id }, body }) => ({ ...(body as object), association: id }),
  status: 204,
});

export const inviteRepresentativeRoute = defineActionRoute({
  name: 'associations.invite-representative',
  path: '/associations/{id}/representatives',
  method: 'post',
  tag: TAG,
  summary: 'Asks somebody to represent the association',
  params,
  body: z.object({ ...representative, contact: z.string(), lang: z.enum(['ar', 'fr', 'zgh', 'en']).optional() }),
  action: inviteRepresentative,
  input: ({ params: { id }, body }) => ({ ...(body as object), association: id }),
  status: 201,
  response: z.object({ id: z.string() }),
  present: ({ id }: { id: string }) => ({ id }),
});

export const acceptRepresentationRoute = defineActionRoute({
  name: 'associations.accept-representation',
  path: '/representations/{id}/acceptance',
  method: 'put',
  tag: TAG,
  summary: 'Says yes to representing an association',
  params,
  body: z.object({ publicName: z.boolean() }),
  action: acceptRepresentation,
  input: ({ params: { id }, body }) => ({ ...(body as object), representation: id }),
  status: 204,
});

export const updateRepresentationRoute = defineActionRoute({
  name: 'associations.update-representation',
  path: '/representations/{id}',
  method: 'patch',
  tag: TAG,
  summary: 'Says whether the page of the association names its representative',
  params,
  body: z.object({ publicName: z.boolean() }),
  action: updateRepresentation,
  input: ({ params: { id }, body }) => ({ ...(body as object), representation: id }),
  status: 204,
});

export const endRepresentationRoute = defineActionRoute({
  name: 'associations.end-representation',
  path: '/representations/{id}',
  method: 'delete',
  tag: TAG,
  summary: 'Ends a representation, or declines an invitation',
  params,
  action: endRepresentation,
  input: ({ params: { id } }) => ({ representation: id }),
  status: 204,
});

const waitingSchema = z.object({
  association: associationSchema,
  proposed: z.object(declaration).nullable().openapi({ description: 'The changes that wait, of a verified one.' }),
  taken: z.boolean().openapi({ description: 'Whether the official who asks has taken it.' }),
  representatives: z
    .array(z.object({ name: z.string(), function: z.enum(FUNCTIONS), identityVerified: z.boolean() }))
    .openapi({ description: 'For the official who has taken it: those persons see that.' }),
});
type WaitingItem = z.input<typeof waitingSchema>;

const MOST = 200;

export const listWaitingRoute = defineList({
  name: 'associations.list-waiting',
  path: '/association-declarations',
  tag: TAG,
  summary: 'The declarations and changes that wait for a body',
  description: '`institution` says which body.',
  access: mayVerify,
  item: waitingSchema,
  async load({ db, actor, tenant, now }) {
    if (!tenant) throw new InvalidInput([{ pointer: '/institution', key: 'platform.errors.missing' }]);
    const items: WaitingItem[] = [];
    for (const one of await waitingFor(db, [tenant.id], MOST)) {
      const taken = actor.kind === 'person' && one.takenBy === actor.id;
      const people = taken ? await representativesShown(db, one.id, now) : [];
      items.push({
        association: present(one),
        proposed: one.proposed,
        taken,
        representatives: people.map(({ verified, ...person }) => ({ ...person, identityVerified: verified })),
      });
    }
    return { items, next: null, total: items.length };
  },
  columns: [
    { name: 'association', value: (item: WaitingItem) => item.association.id },
    { name: 'receipt_number', value: (item: WaitingItem) => item.association.receiptNumber },
    { name: 'receipt_authority', value: (item: WaitingItem) => item.association.receiptAuthority },
    { name: 'taken', value: (item: WaitingItem) => item.taken },
  ],
});

const institution = z.string().openapi({ description: 'The slug of the body.' });

export const takeAssociationRoute = defineActionRoute({
  name: 'associations.take-association',
  path: '/association-declarations/{id}/reader',
  method: 'put',
  tag: TAG,
  summary: 'Takes a declaration to compare it with its receipt; its representatives see that',
  params,
  body: z.object({ institution }),
  action: takeAssociation,
  input: ({ params: { id }, body }) => ({ ...(body as object), association: id }),
  status: 204,
});

export const verifyAssociationRoute = defineActionRoute({
  name: 'associations.verify-association',
  path: '/association-declarations/{id}/verification',
  method: 'put',
  tag: TAG,
  summary: 'Says that the declaration agrees with its receipt',
  params,
  body: z.object({ institution }),
  action: verifyAssociation,
  input: ({ params: { id }, body }) => ({ ...(body as object), association: id }),
  status: 204,
});

export const refuseAssociationRoute = defineActionRoute({
  name: 'associations.refuse-association',
  path: '/association-declarations/{id}/refusal',
  method: 'put',
  tag: TAG,
  summary: 'Refuses a declaration or a change, with a reason',
  params,
  body: z.object({ institution, reason: z.string() }),
  action: refuseAssociation,
  input: ({ params: { id }, body }) => ({ ...(body as object), association: id }),
  status: 204,
});
