import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { ownAccount, personOf } from '../access.ts';
import { giveLevelTwo, setAttributeOf } from '../assurance.ts';
import { hashOfLetterCode, LETTER_TRIES, openAddressee } from '../identity-letter.ts';
import type { NewSession } from '../session.ts';
import { renewSession, sameHash } from '../session.ts';

export type LetterConfirmed =
  | { outcome: 'right'; session: NewSession | undefined }
  | { outcome: 'wrong'; left: number }
  | { outcome: 'spent' };

/** Takes the code of a letter that came by post: level 2, and the name it was addressed to. A wrong one is counted, so it is a result. */
export const confirmIdentityLetter = defineAction({
  name: 'accounts.confirm-identity-letter',
  input: z.object({ code: z.string().trim().min(1, 'accounts.fault.code-missing').max(40) }),
  access: ownAccount,
  event: 'identity-letter.tried',
  record: (_input, _target, result) => ({ detail: { outcome: (result as LetterConfirmed).outcome } }),
  run: async (context, { code }): Promise<LetterConfirmed> => {
    const { db, actor, around, now } = context;
    const person = personOf(actor);
    const letter = await db
      .updateTable('identity_letter')
      .set((row) => ({ attempts: row('attempts', '+', 1) }))
      .where('person_id', '=', person.id)
      .where('printed_at', 'is not', null)
      .where('expires_at', '>', now)
      .where('attempts', '<', LETTER_TRIES)
      .returningAll()
      .executeTakeFirst();
    if (!letter) return { outcome: 'spent' };
    if (!sameHash(letter.code_hash, hashOfLetterCode(around.keys, letter.id, code)))
      return letter.attempts >= LETTER_TRIES
        ? { outcome: 'spent' }
        : { outcome: 'wrong', left: LETTER_TRIES - letter.attempts };
    const addressee = openAddressee(around.keys, letter.id, letter.sealed);
    // The address has done its work.
    await db.deleteFrom('identity_letter').where('id', '=', letter.id).execute();
    const institutionId = letter.institution_id;
    const source = `institution:${institutionId}`;
    await giveLevelTwo(context, { personId: person.id, method: 'letter', source, institutionId });
    if (addressee)
      await setAttributeOf(db, {
        personId: person.id,
        kind: 'full-name',
        value: addressee.name,
        verified: true,
        source,
        institutionId,
        now,
      });
    const session = await renewSession(db, person.sessionId ?? '', now, { secondFactor: person.secondFactor });
    return { outcome: 'right', session };
  },
});
