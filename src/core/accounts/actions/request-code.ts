import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { defineAction } from '#platform/action.ts';
import { InvalidInput } from '#platform/errors.ts';
import { safePath } from '#platform/http/security.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { makeChallenge } from '../challenge.ts';
import { parseContact } from '../contact.ts';
import { sendCode } from '../letters.ts';

/**
 * Sends a code and a link to an address. Whoever reads there signs in, or gets an account: whether there was one before is not looked up,
 * so the answer and the work are the same.
 */
export const requestCode = defineAction({
  name: 'accounts.request-code',
  input: z.object({
    contact: z.string().trim().min(1, 'accounts.fault.contact-missing').max(320),
    lang: z.enum(LANGUAGES),
    lasting: z.boolean(),
    to: z.string().optional(),
    kept: z.string().max(100).optional(),
    network: z.string(),
  }),
  access: anyone,
  event: 'code.requested',
  run: async (context, input) => {
    const contact = parseContact(input.contact);
    if (!contact) throw new InvalidInput([{ pointer: '/contact', key: 'accounts.fault.contact-wrong' }]);
    const { smsUrl, mode } = context.around.settings;
    if (contact.kind === 'phone' && !smsUrl && mode !== 'trial')
      throw new InvalidInput([{ pointer: '/contact', key: 'accounts.fault.no-text-messages' }]);
    const challenge = await makeChallenge(context, {
      purpose: 'sign-in',
      contact,
      lang: input.lang,
      network: input.network,
      lasting: input.lasting,
      to: safePath(input.to),
      kept: input.kept,
    });
    await sendCode(context, { contact, challenge, lang: input.lang, about: 'sign-in' });
    return { challenge: challenge.id };
  },
});
