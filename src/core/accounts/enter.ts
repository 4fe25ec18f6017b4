import type { ActionContext } from '#platform/action.ts';
import type { OpenedChallenge } from './challenge.ts';
import { personForContact } from './people.ts';
import { type NewSession, startSession } from './session.ts';
import type { SignInMethod } from './tables.ts';

/** The browser that signs in: its name for the list of devices, and the session cookie it had. */
export type Browser = { device: string; previous?: string | undefined };

export type Entered = {
  personId: string;
  isNew: boolean;
  session: NewSession;
  /** Where the person was going, and what was typed there. */
  to?: string | undefined;
  kept?: string | undefined;
};

/** Signs in whoever has just answered a challenge; an address that nobody had becomes an account. */
export async function enter(
  context: ActionContext,
  challenge: OpenedChallenge,
  method: SignInMethod,
  browser: Browser,
): Promise<Entered> {
  const { address, to, kept } = challenge.opened;
  const { personId, isNew } = await personForContact(context, {
    contact: { kind: challenge.kind, address },
    lang: challenge.lang,
    confirmed: true,
  });
  const session = await startSession(context.db, {
    personId,
    method,
    device: browser.device,
    lasting: challenge.lasting,
    previous: browser.previous,
    now: context.now,
  });
  await context.db.updateTable('challenge').set({ session_id: session.id }).where('id', '=', challenge.id).execute();
  return { personId, isNew, session, to, kept };
}
