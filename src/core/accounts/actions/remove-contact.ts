import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { ownAccount, personOf } from '../access.ts';
import { tellOwner } from '../notices.ts';
import { contactsOf } from '../queries/account.ts';
import { requireOwnSecondFactor } from '../second-factor.ts';

/** Takes a contact away. The last confirmed one stays: without it nobody could come back. */
export const removeContact = defineAction({
  name: 'accounts.remove-contact',
  input: z.object({ id: z.uuid() }),
  access: ownAccount,
  event: 'contact.removed',
  run: async (context, { id }) => {
    const { db } = context;
    const person = personOf(context.actor);
    await requireOwnSecondFactor(db, person);
    // Two removals at once must not leave an account without any.
    await db.selectFrom('person').select('id').where('id', '=', person.id).forUpdate().execute();
    const contacts = await contactsOf(db, person.id);
    const contact = contacts.find((one) => one.id === id);
    if (!contact) throw new NotFound();
    const others = contacts.filter((one) => one.id !== id && one.confirmed_at);
    if (others.length === 0) throw new Conflict('accounts.refusal.last-contact');
    await db.deleteFrom('contact').where('id', '=', id).execute();
    const heir = others.find((one) => one.kind === contact.kind);
    if (contact.main && heir) await db.updateTable('contact').set({ main: true }).where('id', '=', heir.id).execute();
    await tellOwner(context, person.id, 'contact-removed', contact.kind === 'email' ? contact.address : undefined);
  },
});
