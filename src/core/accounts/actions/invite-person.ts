import { z } from 'zod';
import { systemOnly } from '#platform/access.ts';
import { defineAction } from '#platform/action.ts';
import { InvalidInput } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { makeChallenge } from '../challenge.ts';
import { parseContact } from '../contact.ts';
import { linkOf } from '../letters.ts';
import { personForContact } from '../people.ts';

/**
 * Makes an account for an address, or finds the one it has, and answers a link that signs its owner in once. The operator's command hands
 * the link over; no letter is sent.
 */
export const invitePerson = defineAction({
  name: 'accounts.invite-person',
  input: z.object({
    contact: z.string().trim().max(320),
    name: z.string().trim().max(80).optional(),
    lang: z.enum(LANGUAGES).default('ar'),
    to: z.string().optional(),
  }),
  access: systemOnly,
  event: 'person.invited',
  record: (_input, _target, result) => ({ subject: (result as { personId: string }).personId }),
  run: async (context, input) => {
    const contact = parseContact(input.contact);
    if (!contact) throw new InvalidInput([{ pointer: '/contact', key: 'accounts.fault.contact-wrong' }]);
    const { lang, name } = input;
    const { personId, isNew } = await personForContact(context, { contact, lang, confirmed: false, name });
    const challenge = await makeChallenge(context, {
      purpose: 'invitation',
      contact,
      lang,
      personId,
      network: 'command line',
      to: input.to,
    });
    return { personId, isNew, link: linkOf(context, 'sign-in', challenge.token, lang) };
  },
});
