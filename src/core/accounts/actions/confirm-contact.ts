import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { ownAccount, personOf } from '../access.ts';
import { type OpenedChallenge, takeToken, tryCode } from '../challenge.ts';
import { tellOwner } from '../notices.ts';
import { confirmContactOf } from '../people.ts';

export type ContactConfirmed =
  | { outcome: 'right' }
  /** The address belongs to another account already. */
  | { outcome: 'taken' }
  | { outcome: 'wrong'; left: number }
  | { outcome: 'spent' };

/** Adds a contact by the code or the link that was sent there, for the person who asked for it and nobody else. */
export const confirmContact = defineAction({
  name: 'accounts.confirm-contact',
  input: z.union([
    z.object({
      challenge: z.uuid(),
      code: z.string().trim().min(1, 'accounts.fault.code-missing').max(40),
      network: z.string(),
    }),
    z.object({ token: z.string().max(100) }),
  ]),
  access: ownAccount,
  event: 'contact.tried',
  record: (_input, _target, result) => ({ detail: { outcome: (result as ContactConfirmed).outcome } }),
  run: async (context, input): Promise<ContactConfirmed> => {
    const { db } = context;
    const person = personOf(context.actor);
    let challenge: OpenedChallenge | undefined;
    if ('token' in input) challenge = await takeToken(context, input.token, ['confirm-contact']);
    else {
      const answer = await tryCode(context, { ...input, id: input.challenge, purpose: 'confirm-contact' });
      if (answer.outcome !== 'right') return answer;
      challenge = answer.challenge;
    }
    if (challenge?.person_id !== person.id) return { outcome: 'spent' };
    const contact = { kind: challenge.kind, address: challenge.opened.address };
    if (!(await confirmContactOf(context, person.id, contact))) return { outcome: 'taken' };
    await db.updateTable('challenge').set({ session_id: person.sessionId }).where('id', '=', challenge.id).execute();
    await tellOwner(context, person.id, 'contact-added');
    return { outcome: 'right' };
  },
});
