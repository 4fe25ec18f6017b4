import { beforeEach, describe, expect, test, vi } from 'vitest';
import { system } from '#platform/tenant.ts';
import { listenToPool } from '../../../test/setup/asked.ts';
import { openBrowser } from '../../../test/setup/browser.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { TEST_DAY, testProgram } from '../../../test/setup/program.ts';
import { lastLetterTo, signIn } from '../../../test/setup/sign-in.ts';
import { createToken } from './actions/create-token.ts';
import { accounts } from './module.ts';
import { hashOfToken } from './session.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
beforeEach(async () => {
  program.clock.set(TEST_DAY);
  await pool.query('truncate person, challenge, code_failure, letter, kept_form cascade');
});

const FATIMA = 'fatima@example.ma';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a session', () => {
  const isIn = async (cookie: string) => (await program.ask('/ar/me', { headers: { cookie } })).status === 200;

  test('has a token of 256 bits that the database does not hold', async () => {
    const { browser } = await signIn(program, db, FATIMA);
    const token = browser.cookies.get('session') ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const { rows } = await pool.query('select session::text as row, token_hash from session');
    expect(rows[0].row).not.toContain(token);
    expect(rows[0].token_hash.equals(hashOfToken(token))).toBe(true);
  });

  test('has a cookie that script and other sites cannot use', async () => {
    const https = testProgram(db, { config: { publicUrl: 'https://jamaa.example.ma' } });
    const browser = openBrowser(https);
    const asked = await browser.submit('/ar/sign-in', { contact: FATIMA, lasting: 'yes' });
    const code = (await lastLetterTo(db, FATIMA))?.code ?? '';
    const done = await browser.submit(asked.location ?? '', { code });
    expect(done.headers.getSetCookie().find((line) => line.startsWith('__Host-session='))).toMatch(
      /^__Host-session=[\w-]{43}; Path=\/; SameSite=Lax; Secure; HttpOnly; Max-Age=7776000$/,
    );
    const passing = await openBrowser(https).submit('/ar/sign-in', { contact: FATIMA });
    const second = openBrowser(https);
    const again = await second.submit(passing.location ?? '', { code: (await lastLetterTo(db, FATIMA))?.code ?? '' });
    expect(again.headers.getSetCookie().find((line) => line.startsWith('__Host-session='))).not.toContain('Max-Age');
  });

  test('starts anew at each sign-in: a cookie that was set before is worth nothing', async () => {
    const victim = openBrowser(program);
    victim.cookies.set('session', 'x'.repeat(43));
    await signIn(program, db, FATIMA, { browser: victim });
    const first = victim.cookies.get('session') ?? '';
    expect(first).not.toBe('x'.repeat(43));
    expect(await isIn(`session=${'x'.repeat(43)}`)).toBe(false);
    await signIn(program, db, FATIMA, { browser: victim });
    expect(victim.cookies.get('session')).not.toBe(first);
    expect(await isIn(`session=${first}`)).toBe(false);
    expect(await db.selectFrom('session').select('id').execute()).toHaveLength(1);
  });

  test('ends after two idle hours, and after twelve in all, unless it was to last', async () => {
    const { cookie } = await signIn(program, db, FATIMA);
    program.clock.advance(2 * HOUR - MINUTE);
    expect(await isIn(cookie)).toBe(true);
    await vi.waitFor(async () => {
      const row = await db.selectFrom('session').select('last_seen_at').executeTakeFirst();
      expect(row?.last_seen_at).toEqual(program.clock.now());
    });
    program.clock.advance(2 * HOUR + MINUTE);
    expect(await isIn(cookie)).toBe(false);

    const second = await signIn(program, db, FATIMA);
    for (let hour = 0; hour < 11; hour++) {
      program.clock.advance(HOUR);
      expect(await isIn(second.cookie)).toBe(true);
      await vi.waitFor(async () => {
        const rows = await db.selectFrom('session').select('last_seen_at').orderBy('id', 'desc').limit(1).execute();
        expect(rows[0]?.last_seen_at).toEqual(program.clock.now());
      });
    }
    program.clock.advance(HOUR);
    expect(await isIn(second.cookie)).toBe(false);
  });

  test('that was to last ends after thirty idle days', async () => {
    const browser = openBrowser(program);
    const asked = await browser.submit('/ar/sign-in', { contact: FATIMA, lasting: 'yes' });
    await browser.submit(asked.location ?? '', { code: (await lastLetterTo(db, FATIMA))?.code ?? '' });
    program.clock.advance(30 * DAY - HOUR);
    expect((await browser.get('/ar/me')).status).toBe(200);
    await vi.waitFor(async () => {
      const row = await db.selectFrom('session').select('last_seen_at').executeTakeFirst();
      expect(row?.last_seen_at).toEqual(program.clock.now());
    });
    program.clock.advance(30 * DAY + HOUR);
    expect((await browser.get('/ar/me')).status).toBe(303);
  });

  test('costs one question for a session, none without cookie, and writes at most once a minute', async () => {
    const { cookie } = await signIn(program, db, FATIMA);
    const { asked: all, stop } = listenToPool(pool);
    const asked = () => all.filter((text) => /"(session|api_token)"/.test(text)).map((text) => text.slice(0, 6));
    try {
      await program.ask('/ar/sign-out');
      expect(asked()).toEqual([]);
      await program.ask('/ar/sign-out', { headers: { cookie } });
      await program.ask('/ar/sign-out', { headers: { cookie } });
      expect(asked()).toEqual(['select', 'select']);
      program.clock.advance(2 * MINUTE);
      await program.ask('/ar/sign-out', { headers: { cookie } });
      await vi.waitFor(() => expect(asked()).toEqual(['select', 'select', 'select', 'update']));
    } finally {
      stop();
    }
  });

  test('that is signed out elsewhere is over with its next request', async () => {
    const one = await signIn(program, db, FATIMA);
    const two = await signIn(program, db, FATIMA);
    const three = await signIn(program, db, FATIMA);
    expect(await one.browser.submit('/ar/me/devices', {}, { do: 'others' })).toMatchObject({ status: 303 });
    expect([await isIn(one.cookie), await isIn(two.cookie), await isIn(three.cookie)]).toEqual([true, false, false]);
    const four = await signIn(program, db, FATIMA);
    await one.browser.submit('/ar/me/devices', {}, { do: 'everywhere' });
    expect([await isIn(one.cookie), await isIn(four.cookie)]).toEqual([false, false]);
    expect(one.browser.cookies.has('session')).toBe(false);
  });

  test('of somebody else is not theirs to end', async () => {
    const one = await signIn(program, db, FATIMA);
    const other = await signIn(program, db, 'other@example.ma');
    const row = await db.selectFrom('session').select('id').where('person_id', '=', one.personId).executeTakeFirst();
    await signIn(program, db, 'other@example.ma');
    const ended = await other.browser.submit('/ar/me/devices', { id: row?.id ?? '' }, { do: 'one' });
    expect(ended.status).toBe(404);
    expect(await isIn(one.cookie)).toBe(true);
  });

  test('is ended by signing out', async () => {
    const { browser, cookie } = await signIn(program, db, FATIMA);
    const out = await browser.follow(await browser.submit('/ar/sign-out', {}));
    expect(out.text).toContain('خرجت من حسابك');
    expect(await isIn(cookie)).toBe(false);
  });
});

test('no form of this room does anything without its token, or from another site', async () => {
  const { browser } = await signIn(program, db, FATIMA);
  const form = await browser.get('/ar/sign-out');
  const token = /name="form-token" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
  const deeds = async () =>
    (await db.selectFrom('letter').select('id').execute()).length +
    (await pool.query('select 1 from audit')).rows.length;
  const before = await deeds();
  const tried: string[] = [];
  for (const page of accounts.pages ?? []) {
    // The desk is on the sites of bodies, of which this database has none.
    if (page.on === 'tenant') continue;
    const names = page.submits ? Object.keys(page.submits) : page.submit ? [''] : [];
    for (const name of names) {
      const path = `/ar${page.path.replace(/:\w+/g, '01990000-0000-7000-8000-000000000001')}?c=01990000-0000-7000-8000-000000000001`;
      const without = await browser.post(path, { do: name });
      const foreign = await browser.post(path, { do: name, 'form-token': token }, { origin: 'https://evil.example' });
      expect([path, without.status, foreign.status]).toEqual([path, 403, 403]);
      tried.push(`${page.name} ${name}`);
    }
  }
  expect(tried.length).toBeGreaterThan(15);
  expect(await deeds()).toBe(before);
});

describe('an API token', () => {
  const asSystem = (input: object) =>
    program.actions.perform(createToken, { actor: system('test'), tenant: null, input });
  const withToken = (token: string, path = '/api/v1/me', init: RequestInit = {}) =>
    program.ask(path, { ...init, headers: { authorization: `Bearer ${token}` } });

  test('says who it stands for; unknown, revoked and old ones are refused as a problem', async () => {
    const { personId, browser } = await signIn(program, db, FATIMA);
    const { token } = await asSystem({ name: 'script', scopes: ['read'], days: 7, personId });
    const me = await withToken(token);
    expect([me.status, await me.json()]).toMatchObject([200, { id: personId, level: 1, scopes: ['read'] }]);
    const unknown = await withToken('jamaa_nobody');
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([
      401,
      'application/problem+json; charset=utf-8',
    ]);
    expect((await program.ask('/api/v1/me')).status).toBe(401);
    const page = await browser.get('/fr/me/tokens');
    const id = /name="id" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    await browser.submit('/fr/me/tokens', { id }, { do: 'revoke' });
    expect((await withToken(token)).status).toBe(401);
    const second = await asSystem({ name: 'script', scopes: ['read'], days: 7, personId });
    program.clock.advance(7 * DAY);
    expect((await withToken(second.token)).status).toBe(401);
  });

  test('does what its scopes say, and nothing on pages', async () => {
    const { personId } = await signIn(program, db, FATIMA);
    const read = await asSystem({ name: 'reads', scopes: ['read'], days: 7, personId });
    const write = await asSystem({ name: 'writes', scopes: ['write'], days: 7, personId });
    expect((await withToken(write.token)).status).toBe(403);
    const revoke = { method: 'DELETE' };
    expect((await withToken(read.token, `/api/v1/me/tokens/${write.id}`, revoke)).status).toBe(403);
    expect((await withToken(write.token, `/api/v1/me/tokens/${read.id}`, revoke)).status).toBe(204);
    expect((await withToken(read.token)).status).toBe(401);
    expect((await program.ask('/ar/me', { headers: { authorization: `Bearer ${write.token}` } })).status).toBe(303);
  });

  test('is made on a page, shown once, and kept as a hash; the scope of the desk asks for a second factor', async () => {
    const { browser } = await signIn(program, db, FATIMA);
    const made = await browser.submit(
      '/fr/me/tokens',
      { name: 'mon script', scopes: ['read', 'write'], days: '30' },
      { do: 'create' },
    );
    const shown = await browser.follow(made);
    const token = /jamaa_[\w-]{43}/.exec(shown.text)?.[0] ?? '';
    expect((await withToken(token)).status).toBe(200);
    program.clock.advance(6 * MINUTE);
    expect((await browser.get('/fr/me/tokens')).text).not.toContain(token);
    const { rows } = await pool.query('select api_token::text as row from api_token');
    expect(rows[0].row).not.toContain(token.slice(6));
    const desk = await browser.submit(
      '/fr/me/tokens',
      { name: 'bureau', scopes: ['desk'], days: '30' },
      { do: 'create' },
    );
    expect(desk.location).toMatch(/^\/fr\/sign-in\/second-factor\?/);
  });

  test('cannot manage sign-in: the rules of one’s own account want a browser', async () => {
    const { personId } = await signIn(program, db, FATIMA);
    const { token } = await asSystem({ name: 'all', scopes: ['read', 'write'], days: 7, personId });
    const list = await withToken(token, '/api/v1/me/tokens');
    expect((await list.json()).items).toMatchObject([{ name: 'all', scopes: ['read', 'write'] }]);
    const direct = program.actions.perform(createToken, {
      actor: {
        kind: 'person',
        id: personId,
        level: 1,
        powers: [],
        secondFactor: false,
        sessionId: null,
        scopes: ['write'],
      },
      tenant: null,
      input: { name: 'more', scopes: ['read'], days: 7 },
    });
    await expect(direct).rejects.toMatchObject({ status: 403 });
  });
});
