import { deadlines } from '#core/deadlines/module.ts';
import { appointToRole } from '#core/institutions/index.ts';
import { institutions } from '#core/institutions/module.ts';
import { territory } from '#core/territory/module.ts';
import type { Db } from '#platform/db/database.ts';
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

/** Sets up an app for codes as a person would; answers its secret. From then on the session has shown its second factor. */
export async function setUpApp(program: TestProgram, browser: Browser): Promise<string> {
  const begun = await browser.submit('/fr/me/second-factor', {}, { do: 'totp' });
  const page = await browser.get(begun.location ?? '');
  const secret = /secret=([A-Z2-7]+)/.exec(unescapeHtml(page.text))?.[1] ?? '';
  const done = await browser.submit(begun.location ?? '', { code: totpCode(secret, program.clock.now()) });
  if (done.status !== 303) throw new Error(`the app could not be set up: ${done.status}`);
  return secret;
}

/** An official at work: signed in, appointed, with the second factor shown. The bodies must be loaded. */
export async function signInOfficial(
  program: TestProgram,
  db: Db,
  given: { email: string; role: string; institution?: string },
): Promise<SignedIn & { secret: string }> {
  const signed = await signIn(program, db, given.email, { lang: 'fr' });
  const { personId } = signed;
  const { actions, clock } = program;
  const { role, institution } = given;
  await appointToRole({ db, actions, clock }, { personId, name: given.email, role, institution });
  const secret = await setUpApp(program, signed.browser);
  // Showing the factor has given the browser another cookie.
  return { ...signed, secret, cookie: `session=${signed.browser.cookies.get('session')}` };
}
