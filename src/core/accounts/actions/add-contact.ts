import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { InvalidInput } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { ownAccount, personOf } from '../access.ts';
import { makeChallenge } from '../challenge.ts';
import { parseContact } from '../contact.ts';
import { sendCode } from '../letters.ts';
import { contactsOf } from '../queries/account.ts';
import { requireOwnSecondFactor } from '../second-factor.ts';

const MOST = 10;

/** Sends a code to an address that a person wants to add; it is theirs once they have typed the code. */
export const addContact = defineAction({
  name: 'accounts.add-contact',
  input: z.object({
    contact: z.string().trim().min(1, 'accounts.fault.contact-missing').max(320),
    lang: z.enum(LANGUAGES),
    network: z.string(),
  }),
  access: ownAccount,
  event: 'contact.begun',
  run: async (context, input) => {
    const { db, around } = context;
    const person = personOf(context.actor);
    await requireOwnSecondFactor(db, person);
    const contact = parseContact(input.contact);
    if (!contact) throw new InvalidInput([{ pointer: '/contact', key: 'accounts.fault.contact-wrong' }]);
    const own = await contactsOf(db, person.id);
    if (own.some((one) => one.kind === contact.kind && one.address === contact.address && one.confirmed_at))
      throw new InvalidInput([{ pointer: '/contact', key: 'accounts.fault.contact-own' }]);
    if (own.length >= MOST) throw new InvalidInput([{ pointer: '/contact', key: 'accounts.fault.contact-many' }]);
    if (contact.kind === 'phone' && !around.settings.smsUrl && around.settings.mode !== 'trial')
      throw new InvalidInput([{ pointer: '/contact', key: 'accounts.fault.no-text-messages' }]);
    const challenge = await makeChallenge(context, {
      purpose: 'confirm-contact',
      contact,
      lang: input.lang,
      network: input.network,
      personId: person.id,
    });
    await sendCode(context, { contact, challenge, lang: input.lang, about: 'confirm-contact' });
    return { challenge: challenge.id };
  },
});
