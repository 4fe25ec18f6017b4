import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Gone } from '#platform/errors.ts';
import { verifyIdentity } from '../access.ts';
import { logAccess } from '../access-log.ts';
import { newSpokenCode } from '../counter.ts';
import { type Addressee, hashOfLetterCode, letterExpiry, openAddressee } from '../identity-letter.ts';
import type { IdentityLetterTable } from '../tables.ts';

/** Makes the letter that a body sends by post: answers its address and its code, this once. Printed again it has another code. */
export const deliverIdentityLetter = defineAction<
  { id: string },
  IdentityLetterTable,
  Addressee & { code: string; personId: string }
>({
  name: 'accounts.deliver-identity-letter',
  input: z.object({ id: z.uuid() }),
  target: ({ db, tenant, now }, { id }) =>
    db
      .selectFrom('identity_letter')
      .selectAll()
      .where('id', '=', id)
      .where('institution_id', '=', tenant?.id ?? '')
      .where('expires_at', '>', now)
      .forUpdate()
      .executeTakeFirst(),
  access: verifyIdentity,
  event: 'identity-letter.printed',
  record: ({ id }, letter) => ({ subject: id, institutionId: letter.institution_id }),
  run: async (context, { id }, letter) => {
    const { db, around, now } = context;
    const addressee = openAddressee(around.keys, id, letter.sealed);
    if (!addressee) throw new Gone();
    const code = newSpokenCode();
    await db
      .updateTable('identity_letter')
      .set({
        code_hash: hashOfLetterCode(around.keys, id, code),
        attempts: 0,
        printed_at: now,
        expires_at: letterExpiry(now),
      })
      .where('id', '=', id)
      .execute();
    await logAccess(context, { personId: letter.person_id, what: 'accounts.access.postal-address' });
    return { ...addressee, code, personId: letter.person_id };
  },
});
