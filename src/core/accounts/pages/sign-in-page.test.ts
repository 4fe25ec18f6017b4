import { beforeEach, describe, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { lastLetterTo } from '../../../../test/setup/sign-in.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
beforeEach(() => pool.query('truncate person, challenge, code_failure, letter, text_message, kept_form cascade'));

const FATIMA = 'fatima@example.ma';

describe('signing up by e-mail, in Arabic, without script', () => {
  test('asks for an address, sends a code, takes it, and opens the account', async () => {
    const browser = openBrowser(program);
    const first = await browser.get('/ar/sign-in');
    expect(first.text).toContain('<html lang="ar" dir="rtl"');
    expect(await faultsOfHtml(first.text)).toEqual([]);
    const asked = await browser.submit('/ar/sign-in', { contact: ' Fatima@Example.MA ' });
    expect(asked.status).toBe(303);
    const typing = await browser.get(asked.location ?? '');
    expect(typing.text).toContain(FATIMA);
    expect(typing.text).toContain('autocomplete="one-time-code"');
    expect(await faultsOfHtml(typing.text)).toEqual([]);
    const letter = await lastLetterTo(db, FATIMA);
    expect(letter?.subject).toBe(`${letter?.code}: رمز دخولك`);
    const done = await browser.submit(asked.location ?? '', { code: letter?.code ?? '' });
    expect([done.status, done.location]).toEqual([303, '/ar/me']);
    const me = await browser.follow(done);
    expect([me.status, me.text.includes('فضائي')]).toEqual([200, true]);
  });
});
