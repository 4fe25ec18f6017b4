import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { NotFound } from '#platform/errors.ts';
import { ownAccount, personOf } from '../access.ts';
import { requireOwnSecondFactor } from '../second-factor.ts';

/** Chooses the address that letters go to. */
export const setMainContact = defineAction({
  name: 'accounts.set-main-contact',
  input: z.object({ id: z.uuid() }),
  access: ownAccount,
  event: 'contact.chosen',
  run: async ({ db, actor }, { id }) => {
    const person = personOf(actor);
    await requireOwnSecondFactor(db, person);
    const chosen = await db
      .selectFrom('contact')
      .select('kind')
      .where('id', '=', id)
      .where('person_id', '=', person.id)
      .where('confirmed_at', 'is not', null)
      .executeTakeFirst();
    if (!chosen) throw new NotFound();
    await db
      .updateTable('contact')
      .set({ main: sql<boolean>`id = ${id}` })
      .where('person_id', '=', person.id)
      .where('kind', '=', chosen.kind)
      .execute();
  },
});
