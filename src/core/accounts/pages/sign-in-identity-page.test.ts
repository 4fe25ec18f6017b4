import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { type Browser, openBrowser, unescapeHtml } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { startProvider, type TestProvider } from '../../../../test/setup/identity-provider.ts';
import { type TestProgram, testProgram } from '../../../../test/setup/program.ts';
import { lastLetterTo, signIn } from '../../../../test/setup/sign-in.ts';
import { claimNames, claimsOf } from '../oidc.ts';

const { db, pool } = await testDatabase();
let provider: TestProvider;
let program: TestProgram;

beforeAll(async () => {
  provider = await startProvider();
  const claims = 'name=given_name+family_name,birthdate=birthdate,gender=gender,residence=commune_code';
  program = testProgram(db, { config: { oidc: { ...provider.settings, claims } } });
});
afterAll(() => provider?.close());
beforeEach(async () => {
  await pool.query('truncate person, challenge, letter, audit cascade');
  provider.people.clear();
  provider.people.set('1001', {
    given_name: 'Fatima',
    family_name: 'El Idrissi',
    birthdate: '1990-05-01',
    gender: 'female',
    commune_code: '04.421.01.01',
  });
});

/** Goes to the provider and comes back to the page with the button. */
async function comeBack(browser: Browser, subject: string, query = ''): Promise<string> {
  const start = await browser.get(`/fr/sign-in/identity/start${query}`);
  expect(start.status).toBe(303);
  const back = await provider.prove(start.location ?? '', subject);
  const callback = await browser.get(back);
  expect([callback.status, callback.location?.startsWith('/fr/sign-in/identity?')]).toEqual([303, true]);
  return callback.location ?? '';
}

const state = async () =>
  (
    await pool.query(`select (select count(*)::int from person) as people, (select count(*)::int from session) as sessions,
    (select count(*)::int from external_identity) as identities`)
  ).rows[0];

describe('the national digital identity', () => {
  test('is offered, opens an account of level 2 with what the provider says, and leads back', async () => {
    const browser = openBrowser(program);
    expect((await browser.get('/fr/sign-in?to=/fr/me/devices')).text).toContain(
      'href="/fr/sign-in/identity/start?to=%2Ffr%2Fme%2Fdevices"',
    );
    const page = await comeBack(browser, '1001', '?to=/fr/me/devices');
    const shown = await browser.get(page);
    expect(shown.text).toContain('<jamaa-go>');
    expect(await faultsOfHtml(shown.text)).toEqual([]);
    const done = await browser.submit(page, {});
    expect([done.status, done.location]).toEqual([303, '/fr/me/devices']);
    expect((await browser.get('/fr/me')).text).toContain('Fatima El Idrissi');
    const level = await db.selectFrom('assurance').select(['level', 'method', 'source', 'expires_at']).execute();
    expect(level).toEqual([
      { level: 2, method: 'oidc', source: provider.settings.issuer, expires_at: new Date('2028-11-21T10:00:00Z') },
    ]);
    const attributes = await db.selectFrom('attribute').select(['kind', 'value', 'verified']).orderBy('kind').execute();
    expect(attributes).toEqual([
      { kind: 'age-band', value: '35-49', verified: true },
      { kind: 'full-name', value: 'Fatima El Idrissi', verified: true },
      { kind: 'gender', value: 'woman', verified: true },
      { kind: 'residence', value: '04.421.01.01', verified: true },
    ]);
    const { rows } = await pool.query('select external_identity::text as row from external_identity');
    expect(rows[0].row).not.toContain('1001,');
  });

  test('does nothing by GET: who opens the links again, or the callback without a cookie, changes nothing', async () => {
    const browser = openBrowser(program);
    const page = await comeBack(browser, '1001');
    for (const path of [page, page.replace('/fr/sign-in/identity', '/sign-in/oidc/callback')]) {
      await browser.get(path);
      await openBrowser(program).get(path);
    }
    expect(await state()).toEqual({ people: 0, sessions: 0, identities: 0 });
  });

  test('opens the same account again; a second letter about it is not sent', async () => {
    const first = openBrowser(program);
    await first.submit(await comeBack(first, '1001'), {});
    const again = openBrowser(program);
    await again.submit(await comeBack(again, '1001'), {});
    expect(await state()).toEqual({ people: 1, sessions: 2, identities: 1 });
    expect(await db.selectFrom('assurance').select('id').execute()).toHaveLength(1);
  });

  test('is added to the account that is signed in, with another cookie afterwards, and its owner is told', async () => {
    const { browser, personId } = await signIn(program, db, 'fatima@example.ma');
    const before = browser.cookies.get('session');
    const done = await browser.submit(await comeBack(browser, '1001'), {});
    expect(done.status).toBe(303);
    expect(browser.cookies.get('session')).not.toBe(before);
    expect(await state()).toEqual({ people: 1, sessions: 1, identities: 1 });
    const row = await db.selectFrom('external_identity').select('person_id').executeTakeFirst();
    expect(row?.person_id).toBe(personId);
    expect((await lastLetterTo(db, 'fatima@example.ma'))?.subject).toBe('تم التحقق من هويتك');
  });

  test('that stands for another account is not added', async () => {
    const owner = openBrowser(program);
    await owner.submit(await comeBack(owner, '1001'), {});
    const { browser } = await signIn(program, db, 'other@example.ma');
    const refused = await browser.submit(await comeBack(browser, '1001'), {});
    expect([refused.status, refused.text.includes('Cette identité ouvre un autre compte')]).toEqual([422, true]);
    expect(await state()).toMatchObject({ people: 2, identities: 1 });
  });

  test('is refused in another browser, with another state, twice, or late', async () => {
    const browser = openBrowser(program);
    const page = await comeBack(browser, '1001');
    const fields = Object.fromEntries(new URL(page, 'http://x').searchParams);
    const sendFrom = async (from: Browser, changed: object = {}) => {
      const form = await from.get('/fr/sign-out');
      const token = unescapeHtml(/name="form-token" value="([^"]+)"/.exec(form.text)?.[1] ?? '');
      return (await from.post('/fr/sign-in/identity', { ...fields, ...changed, 'form-token': token })).status;
    };
    const thief = openBrowser(program);
    await thief.get('/fr/sign-in/identity/start');
    expect(await sendFrom(thief)).toBe(422);
    expect(await sendFrom(browser, { state: 'x' })).toBe(422);
    expect(await state()).toEqual({ people: 0, sessions: 0, identities: 0 });
    expect(await sendFrom(browser)).toBe(303);
    expect(await sendFrom(browser)).toBe(422);
    const late = openBrowser(program);
    const second = await comeBack(late, '1001');
    program.clock.advance(16 * 60_000);
    expect((await late.get(second)).text).not.toContain('<jamaa-go>');
    program.clock.advance(-16 * 60_000);
  });

  test('a person who turns back at the provider is told that nothing has changed', async () => {
    const browser = openBrowser(program);
    const page = await comeBack(browser, '');
    const shown = await browser.get(page);
    expect(shown.text).toContain('Rien n’a changé dans votre compte');
    expect(await faultsOfHtml(shown.text)).toEqual([]);
  });

  test('a provider that does not answer is said to be away; without any the way does not exist', async () => {
    const away = { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y' };
    const start = '/fr/sign-in/identity/start';
    expect((await testProgram(db, { config: { oidc: away } }).ask(start)).status).toBe(503);
    const none = testProgram(db);
    expect((await none.ask(start)).status).toBe(404);
    expect(await none.text('/fr/sign-in')).not.toContain('identity/start');
  });
});

describe('what a provider says', () => {
  const said = { iss: 'https://id.example', sub: '1' };
  test('is read by the names of OIDC_CLAIMS', () => {
    const names = claimNames('name=first+last,birthdate=born,gender=sex,residence=commune');
    const claims = claimsOf({ ...said, first: 'A', last: 'B', born: '1990-05-01', sex: 'M', commune: '04.421' }, names);
    expect(claims).toEqual({
      issuer: said.iss,
      subject: '1',
      name: 'A B',
      birthdate: '1990-05-01',
      gender: 'man',
      residence: '04.421',
    });
  });
  test('is left out where it is missing or not understood', () => {
    const claims = claimsOf({ ...said, birthdate: '0000-05-01', gender: 'x', name: { a: 1 } }, claimNames(undefined));
    expect(claims).toEqual({ issuer: said.iss, subject: '1' });
  });
});
