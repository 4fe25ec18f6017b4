import type { ActionContext } from '#platform/action.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { type LetterBlock, writeLetter } from '#platform/mail/letter.tsx';
import { queueLetter } from '#platform/mail/queue-letter.ts';
import { queueTextMessage } from '#platform/mail/text-message.ts';
import type { NewChallenge } from './challenge.ts';
import type { Contact } from './contact.ts';

type Context = Pick<ActionContext, 'db' | 'around' | 'tenant' | 'now'>;

/** What a letter with a code is for, in the words of the letter. */
export type CodeLetter = 'sign-in' | 'confirm-contact' | 'contribution';

/** Sends a code, and by e-mail the link that stands for it. */
export async function sendCode(
  context: Context,
  {
    contact,
    challenge,
    lang,
    about,
    href,
  }: {
    contact: Contact;
    challenge: NewChallenge;
    lang: Lang;
    about: CodeLetter;
    /** Where the link of a contribution leads: the page of its capability. */
    href?: string | undefined;
  },
): Promise<void> {
  const words = context.around.words(lang);
  const { code } = challenge;
  if (contact.kind === 'phone') {
    const host = new URL(context.around.settings.publicUrl).host;
    const text = words.ts('accounts.letter.text-message', { code, site: words.ts('platform.name'), host });
    await queueTextMessage(context.db, { to: contact.address, text, lang, now: context.now });
    return;
  }
  const link = about === 'contribution' ? href : linkOf(context, about, challenge.token, lang);
  await send(context, contact.address, lang, words.ts(`accounts.letter.${about}.subject`, { code }), [
    { kind: 'text', text: words.ts(`accounts.letter.${about}.intro`) },
    { kind: 'code', code },
    ...(link
      ? [
          { kind: 'text' as const, text: words.ts('accounts.letter.or-link') },
          { kind: 'link' as const, label: words.ts(`accounts.letter.${about}.link`), href: link },
        ]
      : []),
    { kind: 'text', text: words.ts('accounts.letter.never-share') },
    { kind: 'text', text: words.ts('accounts.letter.not-you') },
  ]);
}

const LINK_PAGES = { 'sign-in': '/sign-in/link', 'confirm-contact': '/me/contacts/link' };

/** The address of a link that signs in or confirms: it opens a page with a button, and only the button does it. */
export function linkOf(
  { around, tenant }: Pick<Context, 'around' | 'tenant'>,
  about: keyof typeof LINK_PAGES,
  token: string,
  lang: Lang,
): string {
  // A body with a host of its own has sessions of its own.
  return around.absolute(`${LINK_PAGES[about]}?token=${token}`, { lang, tenant: tenant?.host ? tenant : null });
}

/** Sends a letter of this room. */
export async function send(
  { db, around, tenant, now }: Context,
  to: string,
  lang: Lang,
  subject: string,
  blocks: readonly LetterBlock[],
): Promise<void> {
  const home = around.absolute('/', { lang, tenant });
  const words = around.words(lang);
  const reason = words.ts('accounts.letter.reason');
  await queueLetter(db, {
    ...writeLetter({ lang, tenant, subject, blocks, home, reason }, words),
    to,
    now,
  });
}
