import { dateSchema, defineActionRoute, defineList, textColumns, textSchema, z } from '#platform/api.ts';
import { readFollowUp } from '../access.ts';
import { addMember } from '../actions/add-member.ts';
import { closeFollowUpBody } from '../actions/close-follow-up-body.ts';
import { createFollowUpBody } from '../actions/create-follow-up-body.ts';
import { endMandate } from '../actions/end-mandate.ts';
import { updateFollowUpBody } from '../actions/update-follow-up-body.ts';
import { updateMember } from '../actions/update-member.ts';
import {
  BODY_KINDS,
  balanceOf,
  END_REASONS,
  GENDERS,
  isInForce,
  MEMBER_FUNCTIONS,
  ORGANISATION_KINDS,
  SIDES,
} from '../follow-up-body.ts';
import { listBodies, listMandates, membersOfMany } from '../queries/bodies.ts';
import { byId, listingOf, made, ofPlan, planReference } from './shapes.ts';

const TAG = 'reviews';
const count = z.number().int().min(0);

const bodyItem = z
  .object({
    id: z.string(),
    plan: z.string(),
    kind: z.enum(BODY_KINDS),
    name: textSchema,
    mandate: textSchema,
    decisionNumber: z.string().nullable(),
    decidedOn: dateSchema.nullable(),
    closedOn: dateSchema.nullable(),
    balance: z
      .object({
        members: count,
        administration: count,
        civilSociety: count,
        independent: count,
        women: count,
        men: count,
        genderUnknown: count,
        provinces: z.record(z.string(), count),
        provinceUnknown: count,
      })
      .openapi({ description: 'Of the members in force today. Provinces by code.' }),
  })
  .openapi('FollowUpBody', { description: 'A committee, a thematic group or the monitoring body of a plan.' });

type BodyItem = z.input<typeof bodyItem>;

export const listCommitteesRoute = defineList({
  name: 'reviews.list-committees',
  path: '/committees',
  tag: TAG,
  summary: 'The committees that follow up a plan, and how balanced they are',
  access: readFollowUp,
  filters: ofPlan,
  item: bodyItem,
  async load({ db, tenant, today, query }) {
    const page = await listBodies(db, listingOf(tenant, query));
    const members = await membersOfMany(db, page.items);
    const items = page.items.map(({ institutionId: _, ...body }) => {
      const balance = balanceOf(members.filter((each) => each.bodyId === body.id && isInForce(each, today)));
      return {
        ...body,
        balance: {
          members: balance.total,
          administration: balance.sides.administration,
          civilSociety: balance.sides['civil-society'],
          independent: balance.sides.independent,
          women: balance.women,
          men: balance.men,
          genderUnknown: balance.genderUnknown,
          provinces: balance.provinces,
          provinceUnknown: balance.provinceUnknown,
        },
      };
    });
    return { ...page, items };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'plan', value: (item) => item.plan },
    { name: 'kind', value: (item) => item.kind },
    ...textColumns<BodyItem>('name', (item) => item.name),
    { name: 'decision_number', value: (item) => item.decisionNumber },
    { name: 'decided_on', value: (item) => item.decidedOn },
    { name: 'closed_on', value: (item) => item.closedOn },
    { name: 'members', value: (item) => item.balance.members },
    { name: 'administration', value: (item) => item.balance.administration },
    { name: 'civil_society', value: (item) => item.balance.civilSociety },
    { name: 'independent', value: (item) => item.balance.independent },
    { name: 'women', value: (item) => item.balance.women },
    { name: 'men', value: (item) => item.balance.men },
  ],
});

const mandateItem = z
  .object({
    id: z.string(),
    body: z.string(),
    bodyName: textSchema,
    name: z.string().nullable().openapi({ description: 'Null where the member did not agree that it is published.' }),
    side: z.enum(SIDES),
    organisation: z.string(),
    organisationKind: z.enum(ORGANISATION_KINDS),
    function: z.enum(MEMBER_FUNCTIONS),
    province: z.string().nullable(),
    startsOn: dateSchema,
    endsOn: dateSchema.nullable(),
    endReason: z.enum(END_REASONS).nullable(),
    replaces: z.string().nullable(),
  })
  .openapi('Mandate', { description: 'The mandate of a member in a committee, past ones included.' });

type MandateItem = z.input<typeof mandateItem>;

export const listMandatesRoute = defineList({
  name: 'reviews.list-mandates',
  path: '/mandates',
  tag: TAG,
  summary: 'Who sits and sat in the committees of a plan',
  access: readFollowUp,
  filters: ofPlan,
  item: mandateItem,
  async load({ db, tenant, query }) {
    const page = await listMandates(db, listingOf(tenant, query));
    const items = page.items.map((member) => ({
      id: member.id,
      body: member.bodyId,
      bodyName: member.bodyName,
      name: member.consentedOn === null ? null : member.name,
      side: member.side,
      organisation: member.organisation,
      organisationKind: member.organisationKind,
      function: member.function,
      province: member.province,
      startsOn: member.startsOn,
      endsOn: member.endsOn,
      endReason: member.endReason,
      replaces: member.replaces,
    }));
    return { ...page, items };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'body', value: (item) => item.body },
    ...textColumns<MandateItem>('body', (item) => item.bodyName),
    { name: 'name', value: (item) => item.name },
    { name: 'side', value: (item) => item.side },
    { name: 'organisation', value: (item) => item.organisation },
    { name: 'organisation_kind', value: (item) => item.organisationKind },
    { name: 'function', value: (item) => item.function },
    { name: 'province', value: (item) => item.province },
    { name: 'starts_on', value: (item) => item.startsOn },
    { name: 'ends_on', value: (item) => item.endsOn },
    { name: 'end_reason', value: (item) => item.endReason },
    { name: 'replaces', value: (item) => item.replaces },
  ],
});

const bodyBody = z.object({
  name: textSchema,
  mandate: textSchema,
  decisionNumber: z.string().nullish(),
  decidedOn: dateSchema.nullish(),
});

export const createCommitteeRoute = defineActionRoute({
  name: 'reviews.create-committee',
  path: '/committees',
  method: 'post',
  tag: TAG,
  summary: 'Creates a committee, a thematic group or the monitoring body of a plan',
  body: bodyBody.extend({ plan: planReference, kind: z.enum(BODY_KINDS) }),
  action: createFollowUpBody,
  input: ({ body }) => body,
  status: 201,
  response: made,
});

export const updateCommitteeRoute = defineActionRoute({
  name: 'reviews.update-committee',
  path: '/committees/{id}',
  method: 'put',
  tag: TAG,
  summary: 'Changes name, mandate or decision of a committee',
  params: byId,
  body: bodyBody,
  action: updateFollowUpBody,
  input: ({ params, body }) => ({ ...(body as object), body: params.id }),
  status: 204,
});

export const closeCommitteeRoute = defineActionRoute({
  name: 'reviews.close-committee',
  path: '/committees/{id}',
  method: 'delete',
  tag: TAG,
  summary: 'Closes a committee; its history stays',
  params: byId,
  action: closeFollowUpBody,
  input: ({ params }) => ({ body: params.id }),
  status: 204,
});

const memberBody = z.object({
  name: z.string(),
  side: z.enum(SIDES),
  organisation: z.string(),
  organisationKind: z.enum(ORGANISATION_KINDS),
  function: z.enum(MEMBER_FUNCTIONS),
  gender: z.enum(GENDERS).nullish(),
  province: z.string().nullish(),
  person: z.string().nullish().openapi({ description: 'Somebody who holds a post of the body.' }),
  consent: z.boolean().openapi({ description: 'The member agrees that the name is published.' }),
});

export const addMemberRoute = defineActionRoute({
  name: 'reviews.add-member',
  path: '/committees/{id}/mandates',
  method: 'post',
  tag: TAG,
  summary: 'Gives somebody a mandate in a committee',
  params: byId,
  body: memberBody.extend({
    startsOn: dateSchema,
    endsOn: dateSchema.nullish(),
    replaces: z.string().nullish(),
    replacedBecause: z.enum(END_REASONS).optional(),
  }),
  action: addMember,
  input: ({ params, body }) => ({ ...(body as object), body: params.id }),
  status: 201,
  response: made,
});

export const updateMemberRoute = defineActionRoute({
  name: 'reviews.update-member',
  path: '/mandates/{id}',
  method: 'put',
  tag: TAG,
  summary: 'Corrects what is said of a member',
  params: byId,
  body: memberBody,
  action: updateMember,
  input: ({ params, body }) => ({ ...(body as object), member: params.id }),
  status: 204,
});

export const endMandateRoute = defineActionRoute({
  name: 'reviews.end-mandate',
  path: '/mandates/{id}/end',
  method: 'put',
  tag: TAG,
  summary: 'Ends a mandate',
  params: byId,
  body: z.object({ on: dateSchema, because: z.enum(END_REASONS) }),
  action: endMandate,
  input: ({ params, body }) => ({ ...(body as object), member: params.id }),
  status: 204,
});
