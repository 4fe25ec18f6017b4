import { z } from 'zod';
import { addDays } from '#core/deadlines/index.ts';
import { officialsOf } from '#core/institutions/index.ts';
import { territoryByCode } from '#core/territory/index.ts';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { manageFollowUp } from '../access.ts';
import {
  END_REASONS,
  type FollowUpBody,
  GENDERS,
  MEMBER_FUNCTIONS,
  ORGANISATION_KINDS,
  SIDES,
} from '../follow-up-body.ts';
import { blank, date, id, optionalDate, optionalId, optionalReference } from '../input.ts';
import { followUpTags } from '../plan.ts';
import { bodyById, membersOf } from '../queries/bodies.ts';

/** Who a member is: what `update-member` changes too. */
export const memberFields = z.object({
  name: z.string().trim().min(2, 'reviews.members.name-missing').max(120),
  side: z.enum(SIDES, 'reviews.form.choose'),
  organisation: z.string().trim().min(2, 'reviews.members.organisation-missing').max(200),
  organisationKind: z.enum(ORGANISATION_KINDS, 'reviews.form.choose'),
  function: z.enum(MEMBER_FUNCTIONS, 'reviews.form.choose'),
  gender: z.preprocess(blank, z.enum(GENDERS).nullish()),
  /** The code of a province or prefecture. */
  province: optionalReference,
  /** The account of the member, when they work here themselves: somebody who holds a post of the body. */
  person: optionalId,
  /** The member agrees that name, organisation and function are published. */
  consent: z.preprocess((value) => value === 'yes' || value === true, z.boolean()),
});

export const addMemberInput = memberFields.extend({
  body: id,
  startsOn: date,
  /** The last day; absent: no end is set. */
  endsOn: optionalDate,
  /** The mandate that this one follows: it ends the day before, with the reason given. */
  replaces: optionalId,
  replacedBecause: z.preprocess(blank, z.enum(END_REASONS).default('rotation')),
});

type Input = z.infer<typeof addMemberInput>;

/** Gives somebody a mandate in a body; with `replaces` the turn passes from one member to another. */
export const addMember = defineAction<Input, FollowUpBody, { id: string }>({
  name: 'reviews.add-member',
  input: addMemberInput,
  target: ({ db, tenant }, { body }) => bodyById(db, body, tenant),
  access: manageFollowUp,
  event: 'follow-up-member.added',
  record: ({ body, side, function: called }, { institutionId }, result) => ({
    subject: (result as { id: string }).id,
    institutionId,
    detail: { body, side, function: called },
  }),
  async run(context, input, body) {
    const { db, today, touch } = context;
    if (body.closedOn !== null) throw new Conflict('reviews.bodies.already-closed');
    if (input.endsOn && input.endsOn < input.startsOn)
      throw new InvalidInput([{ pointer: '/endsOn', key: 'reviews.members.ends-before' }]);
    await refuseUnknown(context, body.institutionId, input);
    const own = within(db, body.institutionId);
    if (input.replaces) {
      const before = (await membersOf(db, body.institutionId, [body.id])).find((one) => one.id === input.replaces);
      if (!before || before.startsOn >= input.startsOn)
        throw new InvalidInput([{ pointer: '/replaces', key: 'reviews.members.cannot-replace' }]);
      await own
        .updateTable('follow_up_member')
        .set({ ends_on: addDays(input.startsOn, -1), end_reason: input.replacedBecause })
        .where('id', '=', before.id)
        .execute();
    }
    const memberId = newId();
    await own
      .insert('follow_up_member', {
        id: memberId,
        body_id: body.id,
        ...columnsOf(input, null, today),
        starts_on: input.startsOn,
        ends_on: input.endsOn ?? null,
        end_reason: null,
        replaces: input.replaces ?? null,
      })
      .execute();
    touch(...followUpTags(body.plan));
    return { id: memberId };
  },
});

/** The columns that describe a member. Consent keeps the day it was given; taken back, it is forgotten. */
export function columnsOf(input: z.infer<typeof memberFields>, consentedOn: string | null, today: string) {
  return {
    person_id: input.person ?? null,
    name: input.name,
    side: input.side,
    organisation: input.organisation,
    organisation_kind: input.organisationKind,
    function: input.function,
    gender: input.gender ?? null,
    province: input.province ?? null,
    consented_on: input.consent ? (consentedOn ?? today) : null,
  };
}

/** Refuses a province that is none, and an account that holds no post here: nobody looks up the accounts of citizens. */
export async function refuseUnknown(
  { db, today }: Pick<ActionContext, 'db' | 'today'>,
  institutionId: string,
  { province, person }: Pick<z.infer<typeof memberFields>, 'province' | 'person'>,
): Promise<void> {
  if (province) {
    const found = await territoryByCode(db, province);
    if (found?.level !== 'province')
      throw new InvalidInput([{ pointer: '/province', key: 'reviews.members.not-a-province' }]);
  }
  if (person && !(await officialsOf(db, institutionId, today)).some((official) => official.personId === person))
    throw new InvalidInput([{ pointer: '/person', key: 'reviews.members.no-post' }]);
}
