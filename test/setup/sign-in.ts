import type { Db } from '../../src/platform/db/database.ts';
import { type Browser, openBrowser } from './browser.ts';
import type { TestProgram } from './program.ts';

/** What the last letter to an address holds. */
export type ReadLetter = { subject: string; text: string; code: string; link: string };

/** The last letter that was queued for an address. */
export async function lastLetterTo(db: Db, address: string): Promise<ReadLetter | undefined> {
  const letter = await db
    .selectFrom('letter')
    .select(['subject', 'text_part'])
    .where('recipient', '=', address)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!letter) return undefined;
  const text = letter.text_part;
  return {
    subject: letter.subject,
    text,
    code: /^\d{6}$/m.exec(text)?.[0] ?? '',
    link: (/^https?:\/\/\S+\/sign-in\/link\?\S+$/m.exec(text)?.[0] ?? '').replace(/^https?:\/\/[^/]+/, ''),
  };
}

/** The last message that was queued for a telephone. */
export async function lastMessageTo(db: Db, number: string): Promise<string | undefined> {
  const message = await db
    .selectFrom('text_message')
    .select('body')
    .where('recipient', '=', number)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return message?.body;
}

/** A signed-in person in a browser of their own. The account is made when the address is new. */
export type SignedIn = { browser: Browser; personId: string; cookie: string };

/** Signs somebody in by the code of a letter, as a person would do it, and answers their browser. */
export async function signIn(
  program: TestProgram,
  db: Db,
  email: string,
  options: { browser?: Browser; lang?: string } = {},
): Promise<SignedIn> {
  const browser = options.browser ?? openBrowser(program);
  const asked = await browser.submit(`/${options.lang ?? 'ar'}/sign-in`, { contact: email });
  const letter = await lastLetterTo(db, email);
  const done = await browser.submit(asked.location ?? '', { code: letter?.code ?? '' });
  if (done.status !== 303) throw new Error(`${email} could not sign in: ${done.status}`);
  const person = await db
    .selectFrom('contact')
    .select('person_id')
    .where('address', '=', email)
    .executeTakeFirstOrThrow();
  return { browser, personId: person.person_id, cookie: `session=${browser.cookies.get('session')}` };
}
