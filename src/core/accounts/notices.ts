import type { ActionContext } from '#platform/action.ts';
import { send } from './letters.ts';
import './tables.ts';

/** What the owner of an account is told of by letter, because only they can know whether it was them. */
export type Notice =
  | 'contact-added'
  | 'contact-removed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'totp-added'
  | 'totp-removed'
  | 'recovery-replaced'
  | 'recovery-used'
  | 'token-created'
  | 'identity-verified';

/**
 * Tells the owner of an account that it was changed, at the address that letters go to. `also`: an address that was just taken away, so that
 * whoever is locked out hears of it.
 */
export async function tellOwner(
  context: Pick<ActionContext, 'db' | 'around' | 'tenant' | 'now'>,
  personId: string,
  notice: Notice,
  also?: string,
): Promise<void> {
  const { db, around } = context;
  const person = await db.selectFrom('person').select('lang').where('id', '=', personId).executeTakeFirst();
  if (!person) return;
  const contacts = await db
    .selectFrom('contact')
    .select('address')
    .where('person_id', '=', personId)
    .where('kind', '=', 'email')
    .where('confirmed_at', 'is not', null)
    .where('main', '=', true)
    .execute();
  const words = around.words(person.lang);
  for (const address of new Set([...contacts.map((one) => one.address), ...(also ? [also] : [])])) {
    await send(context, address, person.lang, words.ts(`accounts.notice.${notice}`), [
      { kind: 'text', text: words.ts('accounts.notice.was-it-you') },
      {
        kind: 'link',
        label: words.ts('accounts.notice.look'),
        href: around.absolute('/me', { lang: person.lang }),
      },
    ]);
  }
}
