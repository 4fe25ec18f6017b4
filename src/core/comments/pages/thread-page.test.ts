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
const THREAD = '/ar/comments?on=commitment%3AMALAA0004';
const BODY = 'laayoune-sakia-el-hamra';

beforeAll(() => loadPlans(program, db));
beforeEach(() => pool.query('truncate person, letter, challenge, comment_thread, notification_event cascade'));

/** Somebody with a pseudonym, signed in. */
async function reader(email: string, pseudonym: string): Promise<Browser> {
  const { browser, personId } = await signIn(program, db, email);
  await pool.query('update person set pseudonym = $1 where id = $2', [pseudonym, personId]);
  return browser;
}

const official = async (role: string, institution = BODY) =>
  (await signInOfficial(program, db, { email: `${role}@${institution}.ma`, role, institution })).browser;

async function say(browser: Browser, body: string, more: Record<string, string> = {}): Promise<string> {
  const done = await browser.submit(THREAD, { body, signedAs: 'pseudonym', ...more }, { do: 'write' });
  expect([done.status, done.text]).toEqual([303, '']);
  program.clock.advance(1_000);
  return /#c-([0-9a-f-]{36})$/.exec(done.location ?? '')?.[1] ?? '';
}

async function answer(browser: Browser, body: string, at = THREAD): Promise<string> {
  const done = await browser.submit(at, { body, office: '' }, { do: 'answer' });
  expect(done.status).toBe(303);
  program.clock.advance(1_000);
  return /#c-([0-9a-f-]{36})$/.exec(done.location ?? '')?.[1] ?? '';
}

/** The places of texts on a page, as the order in which they stand. */
const order = (page: string, ...texts: string[]) =>
  texts.map((text) => page.indexOf(text)).every((place, i, all) => place > (all[i - 1] ?? -1));

describe('a thread', () => {
  test('is there for everybody before anybody wrote, and is valid in every state', async () => {
    const nobody = openBrowser(program);
    const empty = await nobody.get(THREAD);
    expect([empty.status, await faultsOfHtml(empty.text)]).toEqual([200, []]);
    expect(empty.text).toContain('لا تعليق بعد');
    expect(empty.text).toContain('data-latest="/ar/comments/latest?on=commitment:MALAA0004"');
    for (const on of ['commitment:NONE', 'institution:souss-massa', 'x', ''])
      expect([on, (await nobody.get(`/ar/comments?on=${on}`)).status]).toEqual([on, 404]);
    const fatima = await reader('f@example.ma', 'فاطمة');
    await say(fatima, 'متى ينجز هذا الالتزام؟');
    const page = await openBrowser(testProgram(db)).get(THREAD);
    expect(await faultsOfHtml(page.text)).toEqual([]);
    for (const part of ['فاطمة', 'متى ينجز هذا الالتزام؟', 'تعليق واحد', 'href="/ar/moderation/report?on=comment:'])
      expect(page.text).toContain(part);
  });

  test('what a visitor types waits while they sign in, and is there afterwards', async () => {
    const browser = openBrowser(program);
    const sent = await browser.submit(THREAD, { body: 'لا أريد أن يضيع هذا' }, { do: 'write' });
    expect(sent.location).toMatch(/^\/ar\/sign-in\?/);
    const asked = await browser.submit(sent.location ?? '', { contact: 'n@example.ma' });
    const { code = '' } = (await lastLetterTo(db, 'n@example.ma')) ?? {};
    const back = await browser.submit(asked.location ?? '', { code });
    const page = await browser.get(back.location ?? '');
    expect(page.text).toContain('لا أريد أن يضيع هذا');
    const nameless = await browser.submit(back.location ?? '', { body: 'لا أريد أن يضيع هذا' }, { do: 'write' });
    expect(nameless.status).toBe(422);
    expect(nameless.text).toContain('اكتب الاسم الذي يظهر مع تعليقك');
    expect(nameless.text).toContain('لا أريد أن يضيع هذا');
    expect(await faultsOfHtml(nameless.text)).toEqual([]);
    const named = { body: 'لا أريد أن يضيع هذا', pseudonym: 'ناقد' };
    const done = await browser.submit(back.location ?? '', named, { do: 'write' });
    expect(done.status).toBe(303);
    expect((await browser.follow(done)).text).toContain('نشر تعليقك');
  });

  test('bad input lists its faults on the same page and loses nothing', async () => {
    const fatima = await reader('f@example.ma', 'فاطمة');
    const empty = await fatima.submit(THREAD, { body: ' … ', signedAs: 'pseudonym' }, { do: 'write' });
    expect([empty.status, await faultsOfHtml(empty.text)]).toEqual([422, []]);
    expect(empty.text).toContain('href="#f-body"');
  });

  test('the new come first, or the most useful; both are links', async () => {
    const [a, b] = [await reader('a@example.ma', 'أ'), await reader('b@example.ma', 'ب')];
    const old = await say(a, 'الأول من حيث الزمن');
    await say(a, 'الثاني من حيث الزمن');
    const marked = await b.submit(THREAD, { useful: old }, { do: 'mark' });
    expect(marked.location).toContain(`#c-${old}`);
    const byTime = (await b.get(THREAD)).text;
    expect(order(byTime, 'الثاني من', 'الأول من')).toBe(true);
    expect(byTime).toContain('sort=useful');
    expect(byTime).toContain(`name="not-useful" value="${old}"`);
    const useful = await b.get(`${THREAD}&sort=useful`);
    expect(await faultsOfHtml(useful.text)).toEqual([]);
    expect(order(useful.text, 'الأول من', 'الثاني من')).toBe(true);
    await b.submit(THREAD, { 'not-useful': old }, { do: 'mark' });
    expect((await b.get(THREAD)).text).not.toContain('name="not-useful"');
  });

  test('says in which language each comment is, as its author said or as the words tell', async () => {
    const a = await reader('a@example.ma', 'أ');
    await say(a, 'Quand sera-t-il achevé ?');
    await say(a, 'wach ghadi ykoun had lmachrou3 mzyan', { lang: 'ary-Latn' });
    const page = await openBrowser(program).get(THREAD);
    expect(page.text).toContain('<p lang="fr" dir="auto">Quand sera-t-il achevé ?</p>');
    expect(page.text).toContain('<p lang="ary-Latn" dir="auto">wach ghadi');
  });

  test('a body that is named is a link, and finds the comment on its desk until it answers', async () => {
    const a = await reader('a@example.ma', 'أ');
    const id = await say(a, `نسأل @${BODY} و @nobody-here عن الأجل`);
    const page = await openBrowser(program).get(THREAD);
    expect(page.text).toMatch(new RegExp(`<a href="/ar/${BODY}"[^>]*><bdi dir="ltr">@${BODY}</bdi></a>`));
    expect(page.text).toContain('و @nobody-here عن');
    const desk = await official('facilitator');
    const waiting = `href="/ar/${BODY}/comments/${id}"`;
    expect((await desk.get(`/ar/${BODY}/desk`)).text).toContain(waiting);
    await answer(desk, 'الأجل هو نهاية السنة.', `/ar/comments/${id}`);
    expect((await desk.get(`/ar/${BODY}/desk`)).text).not.toContain(waiting);
  });
});

describe('official answers', () => {
  test('stand first, marked, signed by the body and not by whoever typed them', async () => {
    const a = await reader('a@example.ma', 'أ');
    const question = await say(a, 'سؤال عن الأجل');
    await say(a, 'رأي آخر');
    const desk = await official('facilitator');
    await answer(desk, 'جواب قائم بذاته');
    await answer(desk, 'جواب عن السؤال', `/ar/comments/${question}`);
    const page = await openBrowser(program).get(THREAD);
    expect(await faultsOfHtml(page.text)).toEqual([]);
    expect(order(page.text, 'جواب قائم بذاته', 'رأي آخر', 'سؤال عن الأجل', 'جواب عن السؤال')).toBe(true);
    expect(page.text).toContain('جواب رسمي');
    expect(page.text).not.toContain('facilitator');
    const thing = await program.text(`/ar/${BODY}/commitments/MALAA0004`);
    expect(thing).toContain('جواب قائم بذاته');
  });

  test('five are shown at once; the earlier ones are a link away', async () => {
    const desk = await official('facilitator');
    for (let n = 1; n <= 7; n++) await answer(desk, `جواب رقم ${n}.`);
    const page = await openBrowser(program).get(THREAD);
    expect(order(page.text, 'جواب رقم 7.', 'جواب رقم 3.')).toBe(true);
    expect(page.text).not.toContain('جواب رقم 2.');
    expect(await faultsOfHtml(page.text)).toEqual([]);
    const next = /href="([^"]*answers=[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const earlier = await openBrowser(program).get(next);
    expect(order(earlier.text, 'جواب رقم 2.', 'جواب رقم 1.')).toBe(true);
    expect(earlier.text).not.toContain('جواب رقم 3.');
  });

  test('what an office takes back keeps its place and says so', async () => {
    const desk = await official('facilitator');
    const id = await answer(desk, 'جواب متسرع');
    await desk.submit(`/ar/comments/${id}/edit`, {}, { do: 'withdraw' });
    const page = await openBrowser(program).get(THREAD);
    expect(page.text).not.toContain('جواب متسرع');
    expect(page.text).toContain('سحبته الإدارة.');
    expect(await program.text(`/ar/${BODY}/commitments/MALAA0004`)).not.toContain('سحبته الإدارة.');
  });

  test('are for the offices of that body', async () => {
    const elsewhere = await official('facilitator', 'souss-massa');
    expect((await elsewhere.get(THREAD)).text).not.toContain('value="answer"');
    const token = /name="form-token" value="([^"]+)"/.exec((await elsewhere.get(THREAD)).text)?.[1] ?? '';
    const tried = await elsewhere.post(THREAD, { do: 'answer', body: 'جواب', 'form-token': token });
    expect(tried.status).toBe(403);
  });
});

describe('the part that an open page asks for', () => {
  test('is the same for everybody, tells where each comment belongs, and holds nothing that is not shown', async () => {
    const a = await reader('a@example.ma', 'أ');
    const first = await say(a, 'تعليق أول');
    const held = await say(a, 'GAGNEZ http://bit.ly/x http://t.me/y http://wa.me/z +212600000000 a@b.ma '.repeat(6));
    const replied = await a.submit(`/ar/comments/${first}`, { body: 'رد', signedAs: 'pseudonym' }, { do: 'write' });
    const reply = /#c-(.{36})$/.exec(replied.location ?? '')?.[1];
    const latest = await openBrowser(program).get('/ar/comments/latest?on=commitment:MALAA0004');
    expect(latest.text).toContain(`<ol data-under="c-${first}">`);
    for (const id of [first, reply]) expect(latest.text).toContain(`id="c-${id}"`);
    expect(latest.text).not.toContain(held);
    expect(latest.headers.get('x-robots-tag')).toBe('noindex');
    expect((await a.get('/ar/comments/latest?on=commitment:MALAA0004')).text).toBe(latest.text);
    const feed = await openBrowser(program).get('/ar/comments/feed.atom?on=commitment:MALAA0004');
    expect(feed.text).toContain('تعليق أول');
    expect(feed.text).not.toContain('GAGNEZ');
  });
});
