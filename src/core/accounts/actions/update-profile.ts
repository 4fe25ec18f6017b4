import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { ownAccount, personOf } from '../access.ts';

// What could be taken for another sign of the page (line ends, direction marks, invisible signs) is no part of a name.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const name = z
  .string()
  .transform((text) => text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim())
  .pipe(z.string().max(80, 'accounts.fault.name-long'))
  .transform((text) => text || null);

/** Changes how a person is called, and the language of their letters. */
export const updateProfile = defineAction({
  name: 'accounts.update-profile',
  input: z.object({ name, pseudonym: name, lang: z.enum(LANGUAGES) }),
  access: ownAccount,
  event: 'profile.changed',
  run: async ({ db, actor, touch }, input) => {
    const { id } = personOf(actor);
    await db.updateTable('person').set(input).where('id', '=', id).execute();
    touch(`person:${id}`);
  },
});
