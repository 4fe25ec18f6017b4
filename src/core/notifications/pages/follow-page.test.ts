import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { institutionBySlug } from '#core/institutions/index.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { newId } from '#platform/ids.ts';
import { keysOf } from '#platform/keys.ts';
import { openBrowser, unescapeHtml } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { lastLetterTo, type SignedIn, signIn } from '../../../../test/setup/sign-in.ts';
import { recordBounce } from '../bounces.ts';
import { publish } from '../publish.ts';
import { unsubscribeToken } from '../unsubscribe-token.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const FOLLOW = '/ar/follow?on=institution%3Arabat-sale-kenitra';
const EMAIL = 'fatima@example.ma';

let rabat = '';
beforeAll(async () => {
  await loadBodies(program, db);
  rabat = (await institutionBySlug(db, 'rabat-sale-kenitra'))?.id ?? '';
});
beforeEach(() => pool.query('truncate person, letter, challenge, code_failure, notification_event, audit cascade'));

const followed = async () =>
  (await db.selectFrom('follow').select(['subject_kind', 'subject_id']).execute()).map(
    (row) => `${row.subject_kind}:${row.subject_id}`,
  );
const tell = (title: string) =>
  db.transaction().execute((tx) =>
    publish(
      { db: tx, now: program.clock.now() },
      {
        institutionId: rabat,
        subjects: ['commitment:X1', 'institution:rabat-sale-kenitra'],
        event: 'notifications.follow.following',
        title: { ar: title },
        path: '/commitments/X1',
      },
    ),
  );

describe('following', () => {
  test('asks nobody to sign in, brings them back to the button, and one press does it', async () => {
    const browser = openBrowser(program);
    const first = await browser.get(FOLLOW);
    expect(first.status).toBe(303);
    expect(first.location).toMatch(/^\/ar\/sign-in\?/);
    const asked = await browser.submit(first.location ?? '', { contact: EMAIL });
    const { code = '' } = (await lastLetterTo(db, EMAIL)) ?? {};
    const back = await browser.submit(asked.location ?? '', { code });
    expect(back.location).toBe(FOLLOW);
    const page = await browser.get(FOLLOW);
    expect(await faultsOfHtml(page.text)).toEqual([]);
    expect(page.text).toContain('<h1>مجلس جهة الرباط-سلا-القنيطرة</h1>');
    expect(page.text).toContain('<a href="/ar/rabat-sale-kenitra">العودة إلى');
    const done = await browser.submit(FOLLOW, {});
    expect(done.status).toBe(303);
    expect(await followed()).toEqual(['institution:rabat-sale-kenitra']);
    const after = await browser.follow(done);
    expect(after.text).toContain('أنت تتتبع هذا');
    expect(await faultsOfHtml(after.text)).toEqual([]);
    await browser.submit(FOLLOW, {}, { do: 'unfollow' });
    expect(await followed()).toEqual([]);
  });

  test('on the site of a body means that body; on the portal there is a choice', async () => {
    const { browser } = await signIn(program, db, EMAIL);
    expect((await browser.get('/fr/souss-massa/follow')).text).toContain('value="institution:souss-massa"');
    const choice = await browser.get('/fr/follow');
    expect(await faultsOfHtml(choice.text)).toEqual([]);
    expect(choice.text).toContain('href="/fr/follow?on=region%3A11"');
  });

  test('a thing that does not exist, or of a kind that nobody offers, is not found', async () => {
    const { browser } = await signIn(program, db, EMAIL);
    for (const on of ['institution:nowhere', 'person:x', 'nothing', '', 'commitment:NONE'])
      expect([on, (await browser.get(`/ar/follow?on=${on}`)).status]).toEqual([on, 404]);
    expect((await browser.post('/ar/follow', { do: 'follow', on: 'person:x' })).status).toBe(403);
  });

  test('waits until the platform has declared it to the CNDP (law 09-08)', async () => {
    const { browser } = await signIn(program, db, EMAIL);
    expect((await browser.get(FOLLOW)).text).toContain('SPECIMEN-000/2026');
    const production = testProgram(db, { config: { mode: 'production' } });
    const there = openBrowser(production);
    for (const [name, value] of browser.cookies) there.cookies.set(name, value);
    const page = await there.get(FOLLOW);
    expect(page.text).not.toContain('value="follow"');
    const tried = await there.post(FOLLOW, {
      do: 'follow',
      on: 'institution:souss-massa',
      'form-token': /name="form-token" value="([^"]+)"/.exec((await browser.get(FOLLOW)).text)?.[1] ?? '',
    });
    expect(tried.status).toBe(409);
    expect(await followed()).toEqual([]);
  });

  test('the audit log does not tell what somebody follows', async () => {
    const { browser } = await signIn(program, db, EMAIL);
    await browser.submit('/ar/rabat-sale-kenitra/follow', {});
    const { rows } = await pool.query(`select * from audit where action like 'notifications.%'`);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('rabat');
    expect(rows[0].institution_id).not.toBe(rabat);
  });
});

describe('what I follow', () => {
  let me: SignedIn;
  beforeEach(async () => {
    me = await signIn(program, db, EMAIL);
    await me.browser.submit(FOLLOW, {});
  });

  test('lists it with the way out, and keeps how often letters come', async () => {
    const page = await me.browser.get('/fr/me/following');
    expect(await faultsOfHtml(page.text)).toEqual([]);
    expect(page.text).toContain('href="/fr/rabat-sale-kenitra"');
    expect(page.text).toContain(EMAIL);
    expect(page.text).toMatch(/value="daily"[^>]*checked/);
    const kept = await me.browser.submit('/fr/me/following', { frequency: 'weekly' }, { do: 'preferences' });
    expect(kept.location).toBe('/fr/me/following?saved=1');
    expect((await me.browser.follow(kept)).text).toMatch(/value="weekly"[^>]*checked/);
    const wrong = await me.browser.submit('/fr/me/following', { frequency: 'hourly' }, { do: 'preferences' });
    expect([wrong.status, wrong.text.includes('Choisissez la fréquence des lettres')]).toEqual([422, true]);
    await me.browser.submit('/fr/me/following', {}, { do: 'unfollow' });
    expect(await followed()).toEqual([]);
    expect((await me.browser.get('/fr/me/following')).text).toContain('Vous ne suivez encore rien');
  });

  test('says when letters come back', async () => {
    await recordBounce(db, EMAIL, program.clock.now());
    expect((await me.browser.get('/fr/me/following')).text).toContain('Les lettres vous reviennent');
  });

  test('shows what happened since, page by page, and only to the person', async () => {
    for (let n = 1; n <= 31; n++) await tell(`خبر رقم ${n}.`);
    const first = await me.browser.get('/ar/me/notifications');
    expect(await faultsOfHtml(first.text)).toEqual([]);
    expect(first.text.match(/خبر رقم \d+\./g)?.slice(0, 2)).toEqual(['خبر رقم 31.', 'خبر رقم 30.']);
    expect(first.text).toContain('href="/ar/rabat-sale-kenitra/commitments/X1"');
    const next = unescapeHtml(/href="([^"]*)" rel="next"/.exec(first.text)?.[1] ?? '');
    const second = await me.browser.get(next);
    expect(second.text.match(/خبر رقم \d+\./g)).toEqual(['خبر رقم 1.']);
    const other = await signIn(program, db, 'other@example.ma');
    expect((await other.browser.get('/ar/me/notifications')).text).not.toContain('خبر رقم');
    expect((await me.browser.get('/ar/me/notifications?after=x')).status).toBe(422);
    const nobody = await program.ask('/ar/me/notifications');
    expect([nobody.status, nobody.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/ar\/sign-in\?/)]);
  });
});

describe('the link of a letter that stops letters', () => {
  let address = '';
  let personId = '';
  const frequency = async () =>
    (await db.selectFrom('notification_preference').select('frequency').where('person_id', '=', personId).execute())[0]
      ?.frequency;
  beforeEach(async () => {
    ({ personId } = await signIn(program, db, EMAIL));
    address = `/ar/unsubscribe?token=${unsubscribeToken(program.around.keys, personId)}`;
  });

  test('changes nothing when it is opened, however often', async () => {
    for (const method of ['GET', 'HEAD', 'GET']) expect((await program.ask(address, { method })).status).toBe(200);
    expect(await frequency()).toBeUndefined();
    const page = await program.text(address);
    expect(page).toContain('أوقف الرسائل');
    expect(await faultsOfHtml(page)).toEqual([]);
  });

  test('stops them by a POST from anywhere, without cookie and without redirect (RFC 8058)', async () => {
    for (const _ of [1, 2]) {
      const done = await program.ask(address, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: 'https://mail.example.com',
          'sec-fetch-site': 'cross-site',
        },
        body: 'List-Unsubscribe=One-Click',
      });
      expect(done.status).toBe(200);
      expect(await done.text()).toContain('توقفت الرسائل');
      expect(await frequency()).toBe('never');
    }
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await program.ask(address, { method: 'POST', body: form })).status).toBe(200);
  });

  test('works by the button of the page too', async () => {
    const browser = openBrowser(program);
    expect((await browser.submit(address, {})).text).toContain('توقفت الرسائل');
    expect(await frequency()).toBe('never');
  });

  test('needs our proof: another word, another key or an unknown person stop nothing', async () => {
    const foreign = keysOf('another secret for tests, longer than 32');
    for (const token of [
      unsubscribeToken(foreign, personId),
      unsubscribeToken(program.around.keys, newId()),
      'x',
      '',
    ]) {
      const post = await program.ask(`/ar/unsubscribe?token=${token}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
      expect(post.status).toBe(404);
    }
    expect(await frequency()).toBeUndefined();
  });

  test('the exception is that of this page alone', async () => {
    const post = await program.ask('/ar/follow', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example.com' },
      body: 'do=follow&on=institution:rabat-sale-kenitra',
    });
    expect(post.status).toBe(403);
  });
});
