import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { ownAccount, personOf } from '../access.ts';
import { letterExpiry, sealAddressee } from '../identity-letter.ts';

/** Asks a body for a letter with a code, to a postal address. Asking again replaces what was asked before. */
export const askIdentityLetter = defineAction({
  name: 'accounts.ask-identity-letter',
  input: z.object({
    institution: z.uuid('accounts.fault.body-missing'),
    name: z.string().trim().min(2, 'accounts.fault.full-name-missing').max(120),
    address: z.string().trim().min(10, 'accounts.fault.address-missing').max(400),
  }),
  access: ownAccount,
  event: 'identity-letter.asked',
  record: ({ institution }) => ({ institutionId: institution }),
  run: async ({ db, actor, around, now }, { institution, name, address }) => {
    const { id: personId } = personOf(actor);
    const body = await db
      .selectFrom('institution')
      .select('id')
      .where('id', '=', institution)
      .where('state', '=', 'active')
      .executeTakeFirst();
    if (!body) throw new InvalidInput([{ pointer: '/institution', key: 'accounts.fault.body-missing' }]);
    const id = newId();
    await db.deleteFrom('identity_letter').where('person_id', '=', personId).execute();
    await db
      .insertInto('identity_letter')
      .values({
        id,
        person_id: personId,
        institution_id: institution,
        sealed: sealAddressee(around.keys, id, { name, address }),
        code_hash: null,
        attempts: 0,
        asked_at: now,
        printed_at: null,
        expires_at: letterExpiry(now),
      })
      .execute();
  },
});
