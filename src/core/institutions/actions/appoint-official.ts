import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { manageStaff } from '../access.ts';
import { refuseClosed, refuseUngivable } from '../giving.ts';
import type { Post } from '../staff.ts';
import { date, id, officialName, optionalDate } from '../staff-input.ts';
import { knownOfficial, postById } from '../staff-queries.ts';

export const appointOfficialInput = z.object({
  post: id,
  person: id,
  /** As it stands in the organisation chart; absent: as in the post they hold or held here. */
  name: officialName.optional(),
  /** The first day; absent: today. */
  startsOn: date.optional(),
  /** The last day; absent: until it is ended. */
  endsOn: optionalDate,
});

type Input = z.infer<typeof appointOfficialInput>;

/**
 * Gives a post to somebody who is or was an official of the body. Others are invited by a letter: nobody looks up the accounts of
 * citizens. The program itself appoints anybody.
 */
export const appointOfficial = defineAction<Input, Post, { id: string }>({
  name: 'institutions.appoint-official',
  input: appointOfficialInput,
  target: ({ db, tenant }, { post }) => postById(db, post, tenant),
  access: manageStaff,
  event: 'official.appointed',
  record: ({ person, startsOn, endsOn }, post, result) => ({
    subject: post.id,
    institutionId: post.institutionId,
    detail: {
      holder: (result as { id: string }).id,
      person,
      function: post.function,
      extraPowers: post.extraPowers,
      startsOn,
      endsOn: endsOn ?? null,
    },
  }),
  async run(context, input, post) {
    const { db, actor, now, today } = context;
    refuseClosed(post);
    await refuseUngivable(context, post, input.person);
    const known = await knownOfficial(db, post.institutionId, input.person);
    if (!known && actor.kind !== 'system')
      throw new InvalidInput([{ pointer: '/person', key: 'institutions.staff.not-an-official' }]);
    const name = input.name ?? known?.name;
    if (!name) throw new InvalidInput([{ pointer: '/name', key: 'institutions.staff.name-missing' }]);
    const startsOn = input.startsOn ?? today;
    if (input.endsOn && input.endsOn < startsOn)
      throw new InvalidInput([{ pointer: '/endsOn', key: 'institutions.staff.ends-before' }]);
    const holder = newId();
    await within(db, post.institutionId)
      .insert('post_holder', {
        id: holder,
        post_id: post.id,
        person_id: input.person,
        name,
        starts_on: startsOn,
        ends_on: input.endsOn ?? null,
        ended_at: null,
        deputy_of: null,
        absent_from: null,
        absent_until: null,
        appointed_at: now,
      })
      .execute();
    return { id: holder };
  },
});
