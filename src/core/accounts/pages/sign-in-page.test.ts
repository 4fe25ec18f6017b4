import { beforeEach, describe, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { listenToPool } from '../../../../test/setup/asked.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { TEST_DAY, testProgram } from '../../../../test/setup/program.ts';
import { lastLetterTo, lastMessageTo, signIn } from '../../../../test/setup/sign-in.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
beforeEach(async () => {
  program.clock.set(TEST_DAY);
  await pool.query('truncate person, challenge, code_failure, letter, text_message, kept_form, audit cascade');
});

const FATIMA = 'fatima@example.ma';
const MINUTE = 60_000;
const people = async () => (await db.selectFrom('person').select('id').execute()).length;
const sessions = async () => (await db.selectFrom('session').select('id').execute()).length;
const ask = async (contact: string, browser = openBrowser(program)) => ({
  browser,
  asked: await browser.submit('/ar/sign-in', { contact }),
});

describe('signing up by e-mail, in Arabic, without script', () => {
  test('asks for an address, sends a code, takes it, and opens the account', async () => {
    const browser = openBrowser(program);
    const first = await browser.get('/ar/sign-in');
    expect(first.text).toContain('<html lang="ar" dir="rtl"');
    const asked = await browser.submit('/ar/sign-in', { contact: ' Fatima@Example.MA ' });
    expect(asked.status).toBe(303);
    const typing = await browser.get(asked.location ?? '');
    expect(typing.text).toContain(FATIMA);
    expect(typing.text).toContain('autocomplete="one-time-code"');
    const letter = await lastLetterTo(db, FATIMA);
    expect(letter?.subject).toBe(`${letter?.code}: رمز دخولك`);
    const done = await browser.submit(asked.location ?? '', { code: letter?.code ?? '' });
    expect([done.status, done.location]).toEqual([303, '/ar/me']);
    const me = await browser.follow(done);
    expect([me.status, me.text.includes('كيف نسميك؟'), me.text.includes(FATIMA)]).toEqual([200, true, true]);
    const level = await db.selectFrom('assurance').select(['level', 'method', 'at']).execute();
    expect(level).toEqual([{ level: 1, method: 'contact', at: program.clock.now() }]);
  });

  test.each(LANGUAGES)('is valid HTML in %s, with faults too', async (lang) => {
    const browser = openBrowser(program);
    const pages = [await browser.get(`/${lang}/sign-in?to=/${lang}/me`)];
    const asked = await browser.submit(`/${lang}/sign-in`, { contact: FATIMA, to: `/${lang}/me` });
    pages.push(await browser.get(asked.location ?? ''), await browser.submit(asked.location ?? '', { code: '' }));
    const letter = await lastLetterTo(db, FATIMA);
    pages.push(
      await browser.get(letter?.link ?? ''),
      await browser.submit(`/${lang}/sign-in`, { contact: 'no address' }),
      await browser.get(`/${lang}/sign-in/link?token=x`),
      await browser.get(`/${lang}/sign-out`),
    );
    for (const page of pages) expect(await faultsOfHtml(page.text)).toEqual([]);
    expect(pages.map((page) => page.status)).toEqual([200, 200, 422, 200, 422, 200, 200]);
  });

  test('opens the same account the next time, whatever way the address is written', async () => {
    const first = await signIn(program, db, FATIMA);
    const { asked, browser } = await ask('FATIMA@EXAMPLE.ma');
    await browser.submit(asked.location ?? '', { code: (await lastLetterTo(db, FATIMA))?.code ?? '' });
    const rows = await db.selectFrom('session').select('person_id').execute();
    expect(new Set(rows.map((row) => row.person_id))).toEqual(new Set([first.personId]));
    expect([rows.length, await people()]).toEqual([2, 1]);
  });

  test('by telephone: the code comes as a message, without any link', async () => {
    const { asked, browser } = await ask('06 12 34 56 78');
    const message = await lastMessageTo(db, '+212612345678');
    expect(message).not.toContain('http');
    const code = /\d{6}/.exec(message ?? '')?.[0] ?? '';
    expect((await browser.submit(asked.location ?? '', { code })).location).toBe('/ar/me');
  });

  test('in production without a gateway for text messages a number is not taken', async () => {
    const production = testProgram(db, { config: { mode: 'production' } });
    const browser = openBrowser(production);
    expect((await browser.get('/fr/sign-in')).text).not.toContain('0612345678');
    expect((await browser.submit('/fr/sign-in', { contact: '0612345678' })).status).toBe(422);
    expect(await lastMessageTo(db, '+212612345678')).toBeUndefined();
  });
});

describe('the link of a letter', () => {
  test('opened by a scanner, as often as it likes, changes nothing; the button signs in', async () => {
    const { browser } = await ask(FATIMA);
    const { link = '', text = '' } = (await lastLetterTo(db, FATIMA)) ?? {};
    const scanner = openBrowser(program);
    const state = async () =>
      (
        await pool.query(`select (select count(*) from person) as people, (select count(*) from session) as sessions,
        (select count(*) from contact) as contacts, (select count(*) from audit) as deeds,
        (select jsonb_agg(to_jsonb(challenge) order by id) from challenge) as challenges`)
      ).rows[0];
    const before = await state();
    for (const [address] of text.matchAll(/https?:\/\/\S+/g)) {
      const path = address.replace(/^https?:\/\/[^/]+/, '') || '/';
      for (const method of ['GET', 'HEAD', 'GET']) await program.ask(path, { method });
    }
    expect(await state()).toEqual(before);
    expect(scanner.cookies.size).toBe(0);
    const done = await browser.submit(link, {});
    expect([done.status, done.location]).toEqual([303, '/ar/me']);
    expect([await people(), await sessions()]).toEqual([1, 1]);
  });

  test('pressed twice is harmless: the second press changes nothing and leads on', async () => {
    const { browser } = await ask(FATIMA);
    const { link = '' } = (await lastLetterTo(db, FATIMA)) ?? {};
    await browser.submit(link, {});
    const token = new URL(link, 'http://x').searchParams.get('token') ?? '';
    const form = await browser.get('/ar/sign-out');
    const formToken = /name="form-token" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
    const again = await browser.post('/ar/sign-in/link', { token, 'form-token': formToken });
    expect(again.status).toBe(303);
    const page = await browser.get(link);
    expect([page.status, page.text.includes('href="/ar/me"')]).toEqual([200, true]);
    expect([await people(), await sessions()]).toEqual([1, 1]);
    const elsewhere = await openBrowser(program).get(link);
    expect(elsewhere.text).toContain('لم يعد هذا الرابط صالحا');
    expect(elsewhere.text).not.toContain('name="token"');
  });

  test('works on another device, not after its code was typed, and not after half an hour', async () => {
    const first = await ask(FATIMA);
    const letter = await lastLetterTo(db, FATIMA);
    const other = openBrowser(program);
    expect((await other.submit(letter?.link ?? '', {})).status).toBe(303);
    expect((await first.browser.submit(first.asked.location ?? '', { code: letter?.code ?? '' })).status).toBe(422);
    await ask(FATIMA, first.browser);
    const late = (await lastLetterTo(db, FATIMA))?.link ?? '';
    program.clock.advance(31 * MINUTE);
    expect((await other.get(late)).text).toContain('لم يعد هذا الرابط صالحا');
  });
});

describe('whoever does not read the letters', () => {
  test('gets nowhere with a thousand codes; the owner still enters by the link', async () => {
    await signIn(program, db, FATIMA);
    await pool.query('truncate challenge');
    const outcomes = new Map<number, number>();
    let tries = 0;
    while (tries < 1000) {
      const browser = openBrowser(program);
      const asked = await browser.submit('/ar/sign-in', { contact: FATIMA });
      if (asked.status === 429) {
        program.clock.advance(15 * MINUTE);
        continue;
      }
      const right = (await lastLetterTo(db, FATIMA))?.code;
      const form = await browser.get(asked.location ?? '');
      const token = /name="form-token" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
      for (let each = 0; each < 25; each++) {
        const counted = String(tries).padStart(6, '0');
        const code = counted === right ? '999999' : counted;
        tries += 1;
        const { status } = await browser.post(asked.location ?? '', { code, 'form-token': token });
        outcomes.set(status, (outcomes.get(status) ?? 0) + 1);
      }
    }
    expect([...outcomes]).toEqual([[422, 1000]]);
    expect(await sessions()).toBe(1);
    // The address has had its share of wrong codes: even the right one is refused, in a new letter too.
    program.clock.advance(16 * MINUTE);
    await pool.query('truncate challenge');
    const { asked, browser: owner } = await ask(FATIMA);
    const letter = await lastLetterTo(db, FATIMA);
    expect((await owner.submit(asked.location ?? '', { code: letter?.code ?? '' })).status).toBe(422);
    expect((await owner.submit(letter?.link ?? '', {})).location).toBe('/ar/me');
  });

  test('may try a code five times, also when the tries come at once', async () => {
    const { asked, browser } = await ask(FATIMA);
    const right = (await lastLetterTo(db, FATIMA))?.code ?? '';
    const wrong = (n: number) => String((Number(right) + n) % 1_000_000).padStart(6, '0');
    const all = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map((n) => browser.submit(asked.location ?? '', { code: wrong(n) })),
    );
    expect(all.map((one) => one.status)).toEqual(Array(8).fill(422));
    expect((await browser.submit(asked.location ?? '', { code: right })).status).toBe(422);
    expect((await db.selectFrom('code_failure').select('id').execute()).length).toBe(5);
  });

  test('cannot learn whether an address has an account: same answers, same questions to the database, same letters', async () => {
    await signIn(program, db, FATIMA);
    await pool.query('truncate challenge, letter');
    const look = async (contact: string) => {
      const browser = openBrowser(program);
      const { asked, stop } = listenToPool(pool);
      const sent = await browser.submit('/fr/sign-in', { contact });
      stop();
      const page = await browser.get(sent.location ?? '');
      const letter = await lastLetterTo(db, contact);
      const hide = (text: string) =>
        text
          .replaceAll(contact, 'ADDRESS')
          .replaceAll(letter?.code ?? 'x', 'CODE')
          .replace(/token=[\w-]+/g, 'token=T')
          .replace(/[0-9a-f-]{36}/g, 'ID')
          .replace(/(name="form-token" value=)"[^"]*"/g, '$1""');
      const wrong = await browser.submit(sent.location ?? '', {
        code: letter?.code === '000000' ? '000001' : '000000',
      });
      return {
        status: sent.status,
        location: hide(sent.location ?? ''),
        page: hide(page.text),
        letter: hide(`${letter?.subject}\n${letter?.text}`),
        wrong: [wrong.status, hide(wrong.text)],
        asked,
      };
    };
    const known = await look(FATIMA);
    const unknown = await look('nobody@example.ma');
    expect(known.asked.length).toBeGreaterThan(4);
    expect(unknown).toEqual(known);
  });

  test('is told to wait after five letters to one address, known or not', async () => {
    await signIn(program, db, FATIMA);
    await pool.query('truncate challenge');
    for (const contact of [FATIMA, 'nobody@example.ma']) {
      const statuses: number[] = [];
      for (let n = 0; n < 6; n++) statuses.push((await ask(contact)).asked.status);
      expect(statuses).toEqual([303, 303, 303, 303, 303, 429]);
    }
  });
});

describe('what was being done', () => {
  test('is found again after signing in, with everything that was typed', async () => {
    const { browser } = await signIn(program, db, FATIMA);
    const form = await browser.get('/fr/me/profile');
    const token = /name="form-token" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
    await pool.query('truncate session');
    const typed = { name: 'Fatima <Zahra> & "co"', pseudonym: 'ف.ز', lang: 'fr', 'form-token': token };
    const away = await browser.post('/fr/me/profile', typed);
    expect(away.location).toMatch(/^\/fr\/sign-in\?to=%2Ffr%2Fme%2Fprofile&typed=/);
    const page = await browser.get(away.location ?? '');
    expect(page.text).toContain('Rien de ce que vous avez écrit n’est perdu');
    const asked = await browser.submit(away.location ?? '', { contact: FATIMA });
    const done = await browser.submit(asked.location ?? '', { code: (await lastLetterTo(db, FATIMA))?.code ?? '' });
    expect(done.location).toMatch(/^\/fr\/me\/profile\?kept=/);
    const back = await browser.get(done.location ?? '');
    expect(back.text).toContain('value="Fatima &lt;Zahra> &amp; &quot;co&quot;"');
    expect(back.text).toContain('value="ف.ز"');
    const row = await db.selectFrom('kept_form').select('sealed').executeTakeFirstOrThrow();
    expect(row.sealed.toString('latin1')).not.toContain('Fatima');
  });

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'never leads to %s',
    async (to) => {
      const browser = openBrowser(program);
      const asked = await browser.submit(`/ar/sign-in?to=${encodeURIComponent(to)}`, { contact: FATIMA });
      const done = await browser.submit(asked.location ?? '', { code: (await lastLetterTo(db, FATIMA))?.code ?? '' });
      expect(done.location).toBe('/ar/me');
    },
  );
});
