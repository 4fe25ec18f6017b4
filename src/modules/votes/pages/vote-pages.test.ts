import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '#platform/log.ts';
import { apiClient } from '../../../../test/setup/api-client.ts';
import { openBrowser, unescapeHtml } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, signInOfficial } from '../../../../test/setup/officials.ts';
import { temporaryFolder } from '../../../../test/setup/processes.ts';
import { TEST_DAY, testProgram } from '../../../../test/setup/program.ts';
import { signIn } from '../../../../test/setup/sign-in.ts';
import { offers } from '../../../app.ts';
import { countVotes } from '../jobs.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const COUNCIL = 'laayoune-sakia-el-hamra';
const SITE = `/ar/${COUNCIL}`;

const FIELDS = {
  'title.ar': 'أي مشروع أولا؟',
  'title.fr': 'Quel projet d’abord ?',
  'explanation.ar': 'يختار السكان المشروع الذي يبدأ به المجلس.',
  method: 'rank',
  winners: '1',
  secret: 'yes',
  changeable: 'yes',
  results: 'end',
  level: '1',
  tieRule: 'lot',
  'opensAt.day': '21',
  'opensAt.month': '11',
  'opensAt.year': '2026',
  'opensAt-time': '9:00',
  'closesAt.day': '25',
  'closesAt.month': '11',
  'closesAt.year': '2026',
  'closesAt-time': '18:00',
  'options.0.text.ar': 'طريق قروية',
  'options.1.text.ar': 'مدرسة',
  'options.1.cost': '250000',
  'options.2.text.ar': 'مستوصف',
};

beforeAll(() => loadBodies(program, db));
beforeEach(() => program.clock.set(TEST_DAY));

let officials = 0;
const official = () =>
  signInOfficial(program, db, {
    email: `president-${officials++}@example.ma`,
    role: 'president',
    institution: COUNCIL,
  });

/** A vote that the president's office has drafted and published, by its forms. */
async function opened(fields: object = {}) {
  const { browser } = await official();
  const drafted = await browser.submit(`${SITE}/desk/votes/new`, { ...FIELDS, ...fields });
  const reference = /VOT-\d{4}-\w{5}-\w/.exec(drafted.location ?? '')?.[0] ?? '';
  const published = await browser.submit(`${SITE}/desk/votes/${reference}`, {}, { do: 'publish' });
  expect(published.status).toBe(303);
  return { browser, reference, path: `${SITE}/votes/${reference}` };
}

async function closed(): Promise<void> {
  program.clock.set('2026-11-25T18:00:01Z');
  const { actions, around, clock } = program;
  await countVotes.run(undefined, { db, clock, actions, around, offers, log: silentLog() });
}

describe('a vote in the browser', () => {
  test('from a draft to a checked ballot, by its different people', async () => {
    const { path, reference } = await opened();
    const visitor = openBrowser(program);
    expect((await visitor.get(`${SITE}/votes`)).text).toContain('أي مشروع أولا؟');
    const page = await visitor.get(path);
    for (const words of ['مدرسة', '250 000', 'طريق قروية', `${SITE}/votes/${reference}/cast`])
      expect(unescapeHtml(page.text).replace(/[\u00a0\u202f]/g, ' ')).toMatch(words);
    const { browser, personId } = await signIn(program, db, 'voter@example.ma');
    const wrong = await browser.submit(`${path}/cast`, { 'given.1': '', 'given.2': '' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('اختر خيارا واحدا على الأقل');
    const cast = await browser.submit(`${path}/cast`, { 'given.2': '1', 'given.3': '2' });
    expect(cast.location).toMatch(/\/ballot\?code=/);
    const receipt = await browser.get(cast.location ?? '');
    expect(receipt.text).toContain('تم تسجيل ورقتك');
    const code = new URL(cast.location ?? '', 'http://localhost').searchParams.get('code') ?? '';
    const own = await browser.get(`${SITE}/me/votes`);
    expect(own.text).toContain(`/votes/${reference}/ballot`);
    expect(own.text).not.toContain(code);
    // The site of another body does not have the vote: the portal does.
    expect((await browser.get('/ar/souss-massa/me/votes')).text).toContain(`href="/ar/votes/${reference}/ballot"`);
    const ask = await apiClient(program, { personId }, 'read');
    const mine = await ask<{ items: object[] }>('GET', '/me/votes');
    expect(mine.json.items).toEqual([expect.objectContaining({ id: reference, channel: 'online', ballot: 'counted' })]);
    expect(mine.text).not.toContain(code);
    expect((await (await apiClient(program))('GET', '/me/votes')).status).toBe(401);
    expect((await visitor.get(`${SITE}/search?q=${reference}`)).text).toContain(`/votes/${reference}`);
    const twice = await browser.submit(`${path}/cast`, { 'given.1': '1' });
    expect(twice.status).toBe(409);
    expect(twice.text).toContain('لقد صوتت من قبل');
    const changed = await browser.submit(cast.location ?? '', { 'given.3': '1', 'given.2': '2' }, { do: 'change' });
    expect(changed.status).toBe(303);
    expect((await visitor.get(`${path}/check?code=${code}`)).text).not.toContain('هذه الورقة في اللائحة');
    expect((await visitor.get(`${path}/ballots.json`)).status).toBe(404);
    await closed();
    const found = await visitor.get(`${path}/check?code=${code.toLowerCase()}`);
    expect(found.text).toContain('هذه الورقة في اللائحة المنشورة');
    expect(found.text).toContain('مستوصف');
    const result = await visitor.get(path.replace('/ar/', '/fr/'));
    for (const words of ['Retenue', 'Schulze', '1 bulletin']) expect(result.text).toContain(words);
    const listed = await visitor.get(`/api/v1/votes/${reference}/ballots.csv`);
    expect(listed.text).toContain(`${code},3>2,online,`);
    const list = await visitor.get(`${path}/ballots.json`);
    await verified(list.text, code);
  });

  /** Checks the list as anybody does on their own computer, and that a changed one is found out. */
  async function verified(list: string, code: string): Promise<void> {
    const folder = await temporaryFolder();
    const program_ = join(folder, 'verify-ballots.mjs');
    await writeFile(program_, await program.text('/verify-ballots.mjs'));
    const check = async (text: string, ...words: string[]) => {
      const file = join(folder, 'ballots.json');
      await writeFile(file, text);
      const { stdout, stderr, status } = spawnSync(process.execPath, [program_, file, ...words], { encoding: 'utf8' });
      return { status, said: stdout + stderr };
    };
    const { root } = JSON.parse(list) as { root: string };
    expect(await check(list, root, code)).toMatchObject({
      status: 0,
      said: expect.stringContaining(`The ballot ${code} is in it and says: 3>2`),
    });
    expect(await check(list.replace('3>2', '2>3'), root)).toMatchObject({ status: 1 });
    expect(await check(list, '0'.repeat(64))).toMatchObject({ status: 1 });
    expect(await check(list, root, 'ANOTHER')).toMatchObject({ status: 1 });
  }

  test('asks whoever is not signed in to sign in, and an official for what is missing', async () => {
    const { path } = await opened();
    const visitor = openBrowser(program);
    expect((await visitor.get(`${path}/cast`)).location).toMatch(/sign-in/);
    const { browser } = await official();
    const refused = await browser.submit(`${SITE}/desk/votes/new`, {
      ...FIELDS,
      'options.1.text.ar': '',
      'options.1.cost': 'x',
      secret: '',
    });
    expect(refused.status).toBe(422);
    for (const words of ['اكتب الكلفة بالدرهم', 'اختر جوابا', 'value="طريق قروية"'])
      expect(refused.text).toContain(words);
  });

  test('at the counter a voter is entered and papers are entered by two officials', async () => {
    const { browser, reference, path } = await opened();
    const poll = `${SITE}/desk/votes/${reference}/poll`;
    const enrolled = await browser.submit(poll, { channel: 'counter', nationalId: 'AB123456' }, { do: 'enrol' });
    expect((await browser.follow(enrolled)).text).toContain('سلمه ورقة');
    const again = await browser.submit(poll, { channel: 'counter', nationalId: 'ab 123456' }, { do: 'enrol' });
    expect(again.status).toBe(422);
    const paper = { 'paper-channel': 'counter', sheet: '7', 'given.1': '1' };
    expect((await browser.submit(poll, paper, { do: 'paper' })).location).toContain('was=first');
    const colleague = await official();
    const waiting = 'أوراق تصويت تنتظر إدخالا ثانيا';
    const desk = await browser.get(`${SITE}/desk`);
    expect(desk.status).toBe(200);
    expect(desk.text).not.toContain(waiting);
    expect((await colleague.browser.get(`${SITE}/desk`)).text).toContain(waiting);
    expect((await colleague.browser.submit(poll, paper, { do: 'paper' })).location).toContain('was=counted');
    const report = await browser.get(`${SITE}/desk/votes/${reference}`);
    expect(report.text).toContain('سلامة التصويت');
    expect((await browser.get(path)).text).toContain('في الشباك');
  });
});
