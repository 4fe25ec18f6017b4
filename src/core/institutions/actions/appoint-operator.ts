import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { newId } from '#platform/ids.ts';
import { appointOperatorRule } from '../access.ts';
import { PLATFORM_FUNCTIONS } from '../functions.ts';
import { id, officialName } from '../staff-input.ts';

export const appointOperatorInput = z.object({
  function: z.enum(PLATFORM_FUNCTIONS),
  person: id,
  name: officialName,
});

/** Gives somebody a function over the platform itself. Only who holds the machine can: the command line. */
export const appointOperator = defineAction({
  name: 'institutions.appoint-operator',
  input: appointOperatorInput,
  access: appointOperatorRule,
  event: 'operator.appointed',
  record: (input, _target, result) => ({
    subject: (result as { id: string }).id,
    detail: { person: input.person, function: input.function },
  }),
  async run({ db, now, today }, input): Promise<{ id: string }> {
    const holding = newId();
    await db
      .insertInto('platform_post')
      .values({
        id: holding,
        function: input.function,
        person_id: input.person,
        name: input.name,
        starts_on: today,
        ends_on: null,
        ended_at: null,
        appointed_at: now,
      })
      .execute();
    return { id: holding };
  },
});
