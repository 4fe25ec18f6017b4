import { beforeEach, describe, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { softAuthenticator } from '../../../../test/setup/authenticator.ts';
import { type Browser, openBrowser, unescapeHtml } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { signIn } from '../../../../test/setup/sign-in.ts';
import { totpCode } from '../totp.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const ORIGIN = 'http://localhost:3000';
beforeEach(() => pool.query('truncate person, challenge, code_failure, letter, passkey_answer cascade'));

const AMINA = 'amina@region.ma';
const notices = async (address = AMINA) =>
  (
    await db
      .selectFrom('letter')
      .select('subject')
      .where('recipient', '=', address)
      .where('subject', 'not like', '%:%')
      .orderBy('id')
      .execute()
  ).map((letter) => letter.subject);

const shownAt = async (sessionCookie: string | undefined) => {
  const rows = await db.selectFrom('session').select(['second_factor_at', 'token_hash']).execute();
  return { rows: rows.length, at: rows[0]?.second_factor_at ?? null, cookie: sessionCookie };
};

/** Sets an app up as a person would, and answers its secret and the recovery codes. */
async function setUpApp(browser: Browser): Promise<{ secret: string; codes: string[] }> {
  const begun = await browser.submit('/fr/me/second-factor', {}, { do: 'totp' });
  const page = await browser.get(begun.location ?? '');
  expect(await faultsOfHtml(page.text)).toEqual([]);
  const secret = /secret=([A-Z2-7]+)/.exec(unescapeHtml(page.text))?.[1] ?? '';
  const done = await browser.submit(begun.location ?? '', { code: totpCode(secret, program.clock.now()) });
  expect(done.status).toBe(303);
  const shown = await browser.get(done.location ?? '');
  expect(await faultsOfHtml(shown.text)).toEqual([]);
  return { secret, codes: shown.text.match(/\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/g) ?? [] };
}

describe('an app for codes', () => {
  test('is set up by its first code, gives ten recovery codes once, and counts for this session with a new cookie', async () => {
    const { browser } = await signIn(program, db, AMINA);
    const before = browser.cookies.get('session');
    const { codes } = await setUpApp(browser);
    expect(codes).toHaveLength(10);
    const { rows, at, cookie } = await shownAt(browser.cookies.get('session'));
    expect([rows, at]).toEqual([1, program.clock.now()]);
    expect(cookie).not.toBe(before);
    expect(await notices()).toEqual(['ضبط تطبيق الرموز لحسابك']);
    program.clock.advance(6 * 60_000);
    expect((await browser.get('/fr/me/second-factor/codes')).text).not.toContain(codes[0]);
    program.clock.advance(-6 * 60_000);
  });

  test('has a secret that the database cannot tell', async () => {
    const { browser } = await signIn(program, db, AMINA);
    const { secret } = await setUpApp(browser);
    const row = await db.selectFrom('totp').select('sealed').executeTakeFirstOrThrow();
    expect(row.sealed.toString('latin1')).not.toContain(secret);
  });

  test('shows the second factor after signing in again; the same code is not taken twice', async () => {
    const first = await signIn(program, db, AMINA);
    const { secret } = await setUpApp(first.browser);
    program.clock.advance(60_000);
    const code = totpCode(secret, program.clock.now());
    const enter = async (typed: string) => {
      const { browser } = await signIn(program, db, AMINA);
      const before = browser.cookies.get('session');
      const done = await browser.submit('/fr/sign-in/second-factor?to=/fr/me', { code: typed }, { do: 'code' });
      return { status: done.status, to: done.location, isRenewed: browser.cookies.get('session') !== before };
    };
    expect(await enter(code)).toEqual({ status: 303, to: '/fr/me', isRenewed: true });
    expect(await enter(code)).toEqual({ status: 422, to: null, isRenewed: false });
    program.clock.advance(30_000);
    const next = totpCode(secret, program.clock.now());
    expect((await enter(next.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? ''))).status).toBe(303);
  });

  test('cannot be guessed: ten wrong codes, and a right one is refused too, for a while', async () => {
    const first = await signIn(program, db, AMINA);
    const { secret } = await setUpApp(first.browser);
    program.clock.advance(60_000);
    const { browser } = await signIn(program, db, AMINA);
    const right = totpCode(secret, program.clock.now());
    const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, '0');
    const type = async (code: string) =>
      (await browser.submit('/ar/sign-in/second-factor', { code }, { do: 'code' })).status;
    for (let tries = 0; tries < 10; tries++) expect(await type(wrong)).toBe(422);
    expect(await type(right)).toBe(429);
    program.clock.advance(16 * 60_000);
    expect(await type(totpCode(secret, program.clock.now()))).toBe(303);
  });

  test('is opened by a recovery code once, and its owner is told', async () => {
    const first = await signIn(program, db, AMINA);
    const { codes } = await setUpApp(first.browser);
    const { browser } = await signIn(program, db, AMINA);
    const code = (codes[0] ?? '').toLowerCase().replace('-', ' ');
    expect((await browser.submit('/ar/sign-in/second-factor', { code }, { do: 'code' })).status).toBe(303);
    expect((await browser.submit('/ar/sign-in/second-factor', { code }, { do: 'code' })).status).toBe(422);
    expect(await notices()).toContain('استعمل رمز استرجاع في حسابك');
  });

  test('is not taken away, and nothing added beside it, by whoever only reads the letters', async () => {
    const first = await signIn(program, db, AMINA);
    await setUpApp(first.browser);
    const { browser } = await signIn(program, db, AMINA);
    const removed = await browser.submit('/fr/me/second-factor', {}, { do: 'remove-totp' });
    expect(removed.location).toMatch(/^\/fr\/sign-in\/second-factor\?to=%2Ffr%2Fme%2Fsecond-factor/);
    expect(await db.selectFrom('totp').select('person_id').execute()).toHaveLength(1);
    const own = await first.browser.submit('/fr/me/second-factor', {}, { do: 'remove-totp' });
    expect(own.location).toBe('/fr/me/second-factor');
    expect(await db.selectFrom('totp').select('person_id').execute()).toEqual([]);
    expect(await db.selectFrom('recovery_code').select('person_id').execute()).toEqual([]);
  });
});

describe('a passkey', () => {
  const requestOf = (html: string) => ({
    options: JSON.parse(unescapeHtml(/data-options="([^"]*)"/.exec(html)?.[1] ?? '{}')),
    ticket: unescapeHtml(/name="ticket" value="([^"]*)"/.exec(html)?.[1] ?? ''),
  });
  const PASSKEY = '/fr/me/second-factor/passkey';

  async function register(browser: Browser, authenticator = softAuthenticator(), origin = ORIGIN) {
    const page = await browser.get(PASSKEY);
    const { options, ticket } = requestOf(page.text);
    const response = JSON.stringify(authenticator.create(options, origin));
    const sent = await browser.submit(PASSKEY, { name: 'mon téléphone', ticket, response });
    return { authenticator, sent, ticket, response };
  }

  test('is made, comes with recovery codes, and signs in with two factors at once', async () => {
    const { browser, personId } = await signIn(program, db, AMINA);
    expect(await faultsOfHtml((await browser.get(PASSKEY)).text)).toEqual([]);
    const { authenticator, sent } = await register(browser);
    expect([sent.status, sent.location]).toEqual([303, '/fr/me/second-factor/codes']);
    expect((await browser.get('/fr/me/second-factor')).text).toContain('mon téléphone');

    const other = openBrowser(program);
    const page = await other.get('/fr/sign-in/passkey?to=/fr/me');
    expect(await faultsOfHtml(page.text)).toEqual([]);
    const { options, ticket } = requestOf(page.text);
    const response = JSON.stringify(authenticator.get(options, ORIGIN));
    const entered = await other.submit('/fr/sign-in/passkey?to=/fr/me', { ticket, response });
    expect([entered.status, entered.location]).toEqual([303, '/fr/me']);
    const session = await db
      .selectFrom('session')
      .select(['person_id', 'second_factor_at', 'method'])
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    expect(session).toEqual({ person_id: personId, second_factor_at: program.clock.now(), method: 'passkey' });

    const replayed = await openBrowser(program).submit('/fr/sign-in/passkey', { ticket, response });
    expect(replayed.status).toBe(422);
  });

  test('shows the second factor', async () => {
    const first = await signIn(program, db, AMINA);
    const { authenticator } = await register(first.browser);
    const { browser } = await signIn(program, db, AMINA);
    const { options, ticket } = requestOf((await browser.get('/fr/sign-in/second-factor')).text);
    const response = JSON.stringify(authenticator.get(options, ORIGIN));
    const done = await browser.submit('/fr/sign-in/second-factor', { ticket, response }, { do: 'passkey' });
    expect([done.status, done.location]).toEqual([303, '/fr/me']);
  });

  test('is refused from another site, from a copied authenticator, for another person, and when it is late', async () => {
    const { browser } = await signIn(program, db, AMINA);
    const evil = await register(browser, softAuthenticator(), 'https://evil.example');
    expect(evil.sent.status).toBe(422);
    const { authenticator } = await register(browser);
    const enter = async (alter: (made: ReturnType<typeof softAuthenticator>) => void, origin = ORIGIN, late = 0) => {
      const other = openBrowser(program);
      const { options, ticket } = requestOf((await other.get('/fr/sign-in/passkey')).text);
      alter(authenticator);
      const response = JSON.stringify(authenticator.get(options, origin));
      program.clock.advance(late);
      return (await other.submit('/fr/sign-in/passkey', { ticket, response })).status;
    };
    expect(await enter(() => {})).toBe(303);
    expect(await enter(() => {}, 'https://evil.example')).toBe(422);
    expect(await enter(() => {}, ORIGIN, 11 * 60_000)).toBe(422);
    expect(await enter((made) => (made.counter = 0))).toBe(422);

    const other = await signIn(program, db, 'other@region.ma');
    await register(other.browser);
    const again = await signIn(program, db, 'other@region.ma');
    const { options, ticket } = requestOf((await again.browser.get('/fr/sign-in/second-factor')).text);
    authenticator.counter = 100;
    const response = JSON.stringify(authenticator.get(options, ORIGIN));
    const shown = await again.browser.submit('/fr/sign-in/second-factor', { ticket, response }, { do: 'passkey' });
    expect(shown.status).toBe(422);
  });
});
