import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { type Browser, openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { signInOfficial } from '../../../../test/setup/officials.ts';
import { loadPlans } from '../../../../test/setup/plans.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { lastLetterTo, signIn } from '../../../../test/setup/sign-in.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const BODY = 'laayoune-sakia-el-hamra';
const THREAD = '/fr/comments?on=commitment%3AMALAA0004';
const QUEUE = `/fr/${BODY}/desk/moderation`;
const CANARY = 'Le canari injurieux';

let author: Browser;
let first: Browser;
let second: Browser;
let id = '';

beforeAll(() => loadPlans(program, db));
beforeEach(async () => {
  await pool.query('truncate person, letter, challenge, comment_thread, notification_event, moderation_item cascade');
  const official = async (email: string) =>
    (await signInOfficial(program, db, { email, role: 'moderator', institution: BODY })).browser;
  const signed = await signIn(program, db, 'author@example.ma', { lang: 'fr' });
  author = signed.browser;
  await pool.query('update person set pseudonym = $1 where id = $2', ['Fatima', signed.personId]);
  [first, second] = [await official('first@example.ma'), await official('second@example.ma')];
  const said = await author.submit(THREAD, { body: CANARY, signedAs: 'pseudonym' }, { do: 'write' });
  id = /#c-(.{36})$/.exec(said.location ?? '')?.[1] ?? '';
});

const report = (browser: Browser, fields: Record<string, string> = { ground: 'insult', note: 'Voyez' }) =>
  browser.submit(`/fr/moderation/report?on=comment:${id}`, fields);

/** The page of the thing in the queue of the body. */
async function itemPath(browser: Browser): Promise<string> {
  const queue = await browser.get(QUEUE);
  return new RegExp(`href="(${QUEUE}/[0-9a-f-]{36})"`).exec(queue.text)?.[1] ?? '';
}

test('a report without account, script or calculation arrives, and is marked as unverified', async () => {
  const visitor = openBrowser(program);
  const form = await visitor.get(`/fr/moderation/report?on=comment:${id}`);
  expect([form.status, await faultsOfHtml(form.text)]).toEqual([200, []]);
  expect(form.text).toContain(CANARY);
  expect(form.text).not.toMatch(/<img|<canvas|captcha/i);
  const empty = await report(visitor, { note: 'Sans motif' });
  expect([empty.status, await faultsOfHtml(empty.text)]).toEqual([422, []]);
  for (const part of ['Choisissez un motif', 'Sans motif']) expect(empty.text).toContain(part);
  const sent = await visitor.follow(await report(visitor));
  expect([sent.text.includes('Signalement reçu'), await faultsOfHtml(sent.text)]).toEqual([true, []]);
  const queue = await first.get(QUEUE);
  expect(queue.text).toContain('1 signalement non vérifié');
  expect(await faultsOfHtml(queue.text)).toEqual([]);
  // Few from one network, and the text stays where it is until somebody decides.
  for (let n = 0; n < 4; n++) await report(openBrowser(program));
  expect((await report(openBrowser(program))).status).toBe(429);
  expect((await visitor.get(THREAD)).text).toContain(CANARY);
});

describe('a decision', () => {
  beforeEach(async () => {
    await report((await signIn(program, db, 'reader@example.ma', { lang: 'fr' })).browser);
  });

  test('hides with its reason in place; nothing of the words is left, and the author is told', async () => {
    const item = await itemPath(first);
    const page = await first.get(item);
    expect(await faultsOfHtml(page.text)).toEqual([]);
    for (const part of [CANARY, 'Voyez', 'une personne connectée']) expect(page.text).toContain(part);
    expect(page.text).not.toContain('reader@example.ma');
    const missing = await first.submit(item, { ground: '', words: 'Lisez la fin' }, { do: 'hide' });
    expect([missing.status, missing.text.includes('Lisez la fin')]).toEqual([422, true]);
    const done = await first.submit(item, { ground: 'insult', words: 'La fin du texte' }, { do: 'hide' });
    expect(done.status).toBe(303);
    const thread = await openBrowser(program).get(THREAD);
    expect(thread.text).toContain('Injure, diffamation ou menace');
    expect(await faultsOfHtml(thread.text)).toEqual([]);
    for (const path of [
      THREAD,
      `/fr/comments/${id}`,
      '/fr/comments/latest?on=commitment:MALAA0004',
      '/fr/comments/feed.atom?on=commitment:MALAA0004',
      '/fr/search?q=canari',
      '/api/v1/comments',
      '/api/v1/comments.csv',
      '/api/v1/moderation/figures',
    ])
      expect([path, (await program.text(path)).includes(CANARY)]).toEqual([path, false]);
    const letter = await lastLetterTo(db, 'author@example.ma');
    for (const part of [CANARY, 'La fin du texte', '/fr/laayoune-sakia-el-hamra/moderation/appeal?on=comment:'])
      expect(letter?.text).toContain(part);
    const audit = await pool.query(`select * from audit where action = 'moderation.hide-contribution'`);
    expect(audit.rows).toHaveLength(1);
    expect(JSON.stringify(audit.rows)).not.toContain('canari');
  });

  test('is appealed against by the author, and looked at by another moderator', async () => {
    const item = await itemPath(first);
    await first.submit(item, { ground: 'insult', words: '' }, { do: 'hide' });
    const appeal = `/fr/moderation/appeal?on=comment:${id}`;
    expect((await author.get(THREAD)).text).toContain(`href="${appeal}"`);
    for (const other of [openBrowser(program), first]) expect((await other.get(appeal)).status).not.toBe(200);
    const form = await author.get(appeal);
    expect([form.text.includes(CANARY), await faultsOfHtml(form.text)]).toEqual([true, []]);
    expect((await author.submit(appeal, { words: '' })).status).toBe(422);
    expect((await author.submit(appeal, { words: 'C’est une citation' })).status).toBe(303);
    expect((await author.get(appeal)).text).toContain('Recours reçu');
    const own = await first.get(item);
    expect(own.text).not.toContain('value="appeal"');
    expect(own.text).toContain('un autre modérateur l’examine');
    expect((await first.get(QUEUE)).text).toContain('vous êtes partie à l’affaire');
    const page = await second.get(item);
    expect([page.text.includes('C’est une citation'), await faultsOfHtml(page.text)]).toEqual([true, []]);
    const unsaid = await second.submit(item, { answer: 'Vu.' }, { do: 'appeal' });
    expect([unsaid.status, unsaid.text.includes('Vu.')]).toEqual([422, true]);
    const done = await second.submit(item, { outcome: 'restored', answer: 'C’en est une.' }, { do: 'appeal' });
    expect(done.status).toBe(303);
    expect((await openBrowser(program).get(THREAD)).text).toContain(CANARY);
    expect((await lastLetterTo(db, 'author@example.ma'))?.text).toContain('C’en est une.');
    const figures = await testProgram(db).text(`/fr/${BODY}/moderation`);
    expect(await faultsOfHtml(figures)).toEqual([]);
    for (const part of ['Recours acceptés', 'Injure, diffamation ou menace', 'novembre 2026'])
      expect(figures).toContain(part);
    expect(figures).not.toContain(CANARY);
  });

  test('about a moderator’s own text is for somebody else', async () => {
    await pool.query(
      `update comment set author_id = (select person_id from contact where address = 'second@example.ma')`,
    );
    const page = await second.get(await itemPath(second));
    expect(page.text).toContain('Ce texte est le vôtre');
    expect(page.text).not.toMatch(/value="(keep|hide)"/);
    expect(await faultsOfHtml(page.text)).toEqual([]);
  });

  test('is nobody else’s business', async () => {
    const item = await itemPath(first);
    const elsewhere = await signInOfficial(program, db, {
      email: 'x@example.ma',
      role: 'moderator',
      institution: 'souss-massa',
    });
    for (const browser of [author, elsewhere.browser])
      for (const path of [QUEUE, item]) expect([path, (await browser.get(path)).status]).toEqual([path, 404]);
    expect((await elsewhere.browser.get(item.replace(BODY, 'souss-massa'))).status).toBe(404);
  });
});
