import { deadlines } from '#core/deadlines/module.ts';
import { appointToRole } from '#core/institutions/index.ts';
import { institutions } from '#core/institutions/module.ts';
import { territory } from '#core/territory/module.ts';
import type { Db } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import { totpCode } from '../../src/core/accounts/totp.ts';
import { type Browser, unescapeHtml } from './browser.ts';
import type { TestProgram } from './program.ts';
import { type SignedIn, signIn } from './sign-in.ts';

/** The real territories, public bodies and calendar, for tests that need officials. */
export async function loadBodies(program: TestProgram, db: Db): Promise<void> {
  const signal = new AbortController().signal;
  const { actions, clock } = program;
  const context = { db, clock, actions, say: () => {}, note: () => {}, signal };
  for (const seed of [territory, institutions, deadlines].flatMap(({ seeds = [] }) => seeds)) await seed.run(context);
}

/** A person with an empty account, who never signed in. */
export async function emptyAccount(db: Db, now: Date): Promise<string> {
  const id = newId();
  await db
    .insertInto('person')
    .values({ id, name: null, pseudonym: null, lang: 'ar', created_at: now, closed_at: null })
    .execute();
  return id;
}

/** Sets up an app for codes as a person would; answers its secret. From then on the session has shown its second factor. */
export async function setUpApp(program: TestProgram, browser: Browser): Promise<string> {
  const begun = await browser.submit('/fr/me/second-factor', {}, { do: 'totp' });
  const page = await browser.get(begun.location ?? '');
  const secret = /secret=([A-Z2-7]+)/.exec(unescapeHtml(page.text))?.[1] ?? '';
  const done = await browser.submit(begun.location ?? '', { code: totpCode(secret, program.clock.now()) });
  if (done.status !== 303) throw new Error(`the app could not be set up: ${done.status}`);
  return secret;
}

/** An official at work (of a body, or of the platform): signed in, appointed, with the second factor shown. The bodies must be loaded. */
export async function signInOfficial(
  program: TestProgram,
  db: Db,
  given: { email: string; role: string; institution?: string; name?: string },
): Promise<SignedIn & { secret: string }> {
  const signed = await signIn(program, db, given.email);
  const { role, institution, name = `${role} of ${institution ?? 'the platform'}` } = given;
  await appointToRole({ ...program, db }, { personId: signed.personId, name, role, institution });
  const secret = await setUpApp(program, signed.browser);
  // Showing the factor has given the browser another cookie.
  return { ...signed, secret, cookie: `session=${signed.browser.cookies.get('session')}` };
}

/** Types the next code of the app on the page that asks for it. */
export async function showSecondFactor(
  program: TestProgram,
  { browser, secret }: { browser: Browser; secret: string },
  path: string,
): Promise<void> {
  // A code is taken once: the next one is half a minute away.
  program.clock.advance(30_000);
  const done = await browser.submit(path, { code: totpCode(secret, program.clock.now()) });
  if (done.status !== 303) throw new Error(`the second factor was not taken: ${done.status}`);
}
