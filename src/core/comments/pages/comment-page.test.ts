import { beforeAll, beforeEach, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { type Browser, openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadPlans } from '../../../../test/setup/plans.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { signIn } from '../../../../test/setup/sign-in.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const THREAD = '/fr/comments?on=commitment%3AMALAA0004';

let author: Browser;
let other: Browser;
beforeAll(() => loadPlans(program, db));
beforeEach(async () => {
  await pool.query('truncate person, letter, challenge, comment_thread, notification_event cascade');
  author = (await signIn(program, db, 'a@example.ma')).browser;
  other = (await signIn(program, db, 'b@example.ma')).browser;
  await pool.query(`update person set pseudonym = 'Lecteur ' || substr(id::text, 30)`);
});

async function say(browser: Browser, at: string, body: string): Promise<string> {
  const done = await browser.submit(at, { body, signedAs: 'pseudonym' }, { do: 'write' });
  expect(done.status).toBe(303);
  program.clock.advance(1_000);
  return /#c-([0-9a-f-]{36})$/.exec(done.location ?? '')?.[1] ?? '';
}

test('a comment has an address of its own, with all replies in the order they were written', async () => {
  const id = await say(author, THREAD, 'Une question sur le budget');
  for (let n = 1; n <= 5; n++) await say(other, `/fr/comments/${id}`, `Avis numéro ${n}.`);
  const page = await openBrowser(program).get(`/fr/comments/${id}`);
  expect(await faultsOfHtml(page.text)).toEqual([]);
  for (let n = 2; n <= 5; n++)
    expect(page.text.indexOf(`numéro ${n}.`)).toBeGreaterThan(page.text.indexOf(`numéro ${n - 1}.`));
  const thread = await openBrowser(program).get(THREAD);
  expect(thread.text).toContain('Avis numéro 3.');
  expect(thread.text).not.toContain('Avis numéro 4.');
  expect(thread.text).toContain(`<a class="more" href="/fr/comments/${id}">`);
  for (const none of ['019aa000-0000-7000-8000-000000000000', 'x'])
    expect((await author.get(`/fr/comments/${none}`)).status).toBe(404);
});

test('its author changes it while there is time; everybody reads what it said before', async () => {
  const id = await say(author, THREAD, 'Le texte d’avant');
  const edit = `/fr/comments/${id}/edit`;
  const form = await author.get(edit);
  expect([await faultsOfHtml(form.text), form.text.includes('Le texte d’avant')]).toEqual([[], true]);
  const empty = await author.submit(edit, { body: '' }, { do: 'edit' });
  expect([empty.status, await faultsOfHtml(empty.text)]).toEqual([422, []]);
  const done = await author.submit(edit, { body: 'Le texte de maintenant', lang: 'fr' }, { do: 'edit' });
  expect(done.status).toBe(303);
  const nobody = openBrowser(program);
  const history = await nobody.get(`/fr/comments/${id}/history`);
  expect(await faultsOfHtml(history.text)).toEqual([]);
  expect(history.text.indexOf('de maintenant')).toBeLessThan(history.text.indexOf('d’avant'));
  expect((await nobody.get(THREAD)).text).toContain(`href="/fr/comments/${id}/history"`);
  expect((await other.get(edit)).status).toBe(403);
  program.clock.advance(15 * 60_000);
  const late = await author.get(edit);
  expect(late.text).not.toContain('value="edit"');
  expect(late.text).toContain('value="withdraw"');
});

test('advertising that comes with the second thought waits, and its history is not shown meanwhile', async () => {
  const id = await say(author, THREAD, 'Un texte tranquille');
  const spam = 'GAGNEZ http://bit.ly/x http://t.me/y http://wa.me/z +212600000000 a@b.ma '.repeat(6);
  const done = await author.submit(`/fr/comments/${id}/edit`, { body: spam, lang: '' }, { do: 'edit' });
  expect(done.location).toContain('said=held');
  expect((await author.follow(done)).text).toContain('GAGNEZ');
  for (const who of [openBrowser(program), other])
    for (const path of [`/fr/comments/${id}`, `/fr/comments/${id}/history`])
      expect([path, (await who.get(path)).status]).toEqual([path, 404]);
  expect((await other.get(THREAD)).text).not.toContain('GAGNEZ');
});

test('taken back, its place stays for those who replied', async () => {
  const id = await say(author, THREAD, 'Le canari');
  await say(other, `/fr/comments/${id}`, 'Une réponse qui reste');
  const edit = await author.submit(`/fr/comments/${id}/edit`, {}, { do: 'withdraw' });
  expect(edit.status).toBe(303);
  const thread = await openBrowser(program).get(THREAD);
  expect(thread.text).toContain('Une réponse qui reste');
  expect(thread.text).toContain(`id="c-${id}"`);
  for (const path of [THREAD, `/fr/comments/${id}`, '/fr/comments/feed.atom?on=commitment:MALAA0004'])
    expect((await openBrowser(program).get(path)).text).not.toContain('canari');
  expect((await author.get(`/fr/comments/${id}/edit`)).status).toBe(404);
});

test('whoever follows the thread, or was answered, hears of it: never of the words', async () => {
  const id = await say(author, THREAD, 'Une question sur le budget');
  const follow = '/fr/follow?on=thread%3Acommitment%3AMALAA0004';
  // A program that has not remembered yet how many comments there are.
  expect(await testProgram(db).text(THREAD)).toContain('follow?on=thread%3Acommitment%3AMALAA0004');
  expect((await other.submit(follow, {})).status).toBe(303);
  await say(author, THREAD, 'Encore une question');
  await say(other, `/fr/comments/${id}`, 'Une réponse au premier');
  const follower = await other.get('/fr/me/notifications');
  expect(follower.text).toContain('Nouveau commentaire');
  const answered = await author.get('/fr/me/notifications');
  expect(answered.text).toContain('Nouvelle réponse');
  for (const page of [follower, answered]) expect(page.text).not.toMatch(/Encore une question|Une réponse au premier/);
});
