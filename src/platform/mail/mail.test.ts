import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/setup/database.ts';
import type { ActionRunner } from '../action.ts';
import { remembered } from '../cache/remembered.ts';
import { handClock } from '../clock.ts';
import { migrate } from '../db/migrate.ts';
import { renderPage } from '../html/render.tsx';
import { SAMPLE_TENANT, samplePage } from '../html/testing.tsx';
import { makeCatalog } from '../i18n/messages.ts';
import { platformMessages } from '../i18n/platform-messages.ts';
import { prepareQueue, runJobsOnce } from '../jobs/worker.ts';
import { createLog, silentLog } from '../log.ts';
import { platformMigrations } from '../migrations.ts';
import { collectOffers } from '../module.ts';
import type { PageRequest } from '../page.ts';
import { NO_SURROUNDINGS } from '../surroundings.ts';
import { devMailPages } from './dev-mail-pages.tsx';
import { mailJobs } from './jobs.ts';
import { type LetterContent, writeLetter } from './letter.tsx';
import { queueCopies } from './queue-copies.ts';
import { queueLetter } from './queue-letter.ts';

const { pool, db } = await testDatabase({ empty: true });
await migrate(pool, platformMigrations, silentLog());
await prepareQueue(pool, silentLog());

const catalog = makeCatalog({ platform: platformMessages });
const folder = await mkdtemp(join(tmpdir(), 'letters-'));
afterAll(() => rm(folder, { recursive: true }));

const clock = handClock('2026-11-21T10:00:00Z');
const actions: ActionRunner = { perform: () => Promise.reject(new Error('no action here')) };
let lines: string[] = [];
const log = createLog({
  level: 'debug',
  destination: new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) }),
});
const trial = { folder, publicUrl: 'http://localhost:3000' };
const run = (setup: Parameters<typeof mailJobs>[0] = trial) =>
  runJobsOnce({ pool, jobs: mailJobs(setup), context: { db, clock, actions }, log });

const content: LetterContent = {
  lang: 'ar',
  tenant: SAMPLE_TENANT,
  subject: 'رمز التحقق الخاص بكم',
  blocks: [
    { kind: 'text', text: 'مرحبا <b>بكم</b> & أهلا' },
    { kind: 'heading', text: 'ما العمل الآن' },
    { kind: 'code', code: '4711-2042' },
    { kind: 'list', items: ['أولا', 'ثانيا'] },
    { kind: 'facts', rows: [['المرجع', 'MALAA0004']] },
    {
      kind: 'things',
      things: [{ title: 'Engagement', lang: 'fr', href: 'https://jamaa.example/fr/x?a=1&b=2', note: 'تغير' }],
    },
    { kind: 'link', label: 'متابعة', href: 'https://jamaa.example/ar/me?a=1&b=2' },
    { kind: 'quote', text: 'Première ligne\nSeconde ligne', lang: 'fr' },
  ],
  reason: 'وصلتكم هذه الرسالة لأنكم طلبتم رمزا.',
  home: 'https://jamaa.example/ar',
  unsubscribe: 'https://jamaa.example/unsubscribe/abc',
};
const written = writeLetter(content, catalog.translator('ar'));
const letter = { ...written, to: 'fatima@example.ma', now: clock.now() };

beforeEach(() => {
  lines = [];
});
afterEach(() => pool.query('delete from graphile_worker._private_jobs; delete from letter'));

describe('a written letter', () => {
  test('says the same in HTML and in plain text', () => {
    for (const said of ['رمز التحقق الخاص بكم', '4711-2042', 'ثانيا', 'MALAA0004', 'متابعة', 'Seconde ligne']) {
      expect(written.html).toContain(said);
      expect(written.text).toContain(said);
    }
    expect(written.text.split('\n')).toContain('https://jamaa.example/ar/me?a=1&b=2');
    expect(written.text).toContain('• Engagement\nتغير\nhttps://jamaa.example/fr/x?a=1&b=2');
    expect(written.html).toContain(
      '<dt lang="fr" dir="ltr"><a href="https://jamaa.example/fr/x?a=1&amp;b=2">Engagement</a></dt><dd>تغير</dd>',
    );
    expect(written.text.split('\n')).toContain('4711-2042');
    expect(written.text).toContain('> Première ligne\n> Seconde ligne');
    expect(written.text.startsWith('مجلس جهة العيون الساقية الحمراء')).toBe(true);
  });

  test('escapes what people wrote, and knows its language and direction', () => {
    expect(written.html).toContain('&lt;b>بكم&lt;/b> &amp; أهلا');
    expect(written.html).toMatch(/^<!DOCTYPE html><html lang="ar" dir="rtl">/);
    expect(written.html).toContain('<blockquote lang="fr" dir="ltr">');
    expect(written.html).toContain('#0f4c6e');
    const french = writeLetter({ ...content, lang: 'fr', tenant: null }, catalog.translator('fr'));
    expect(french.html).toMatch(/^<!DOCTYPE html><html lang="fr" dir="ltr">/);
    expect(french.sender).toBe('Jamaa');
  });

  test('offers to stop where it can be stopped, in words and in one click', () => {
    expect(written.headers['List-Unsubscribe']).toBe('<https://jamaa.example/unsubscribe/abc>');
    expect(written.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    const once = writeLetter({ ...content, unsubscribe: undefined }, catalog.translator('ar'));
    expect(once.headers).toEqual({});
    expect(once.html).not.toContain('unsubscribe');
  });
});

describe('in a trial', () => {
  test('letters are kept as files for their owner alone, once', async () => {
    const id = await db.transaction().execute((tx) => queueLetter(tx, letter));
    await run();
    expect(await readdir(folder)).toEqual([`${id}.eml`]);
    expect((await stat(join(folder, `${id}.eml`))).mode & 0o077).toBe(0);
    const mime = await readFile(join(folder, `${id}.eml`), 'utf8');
    expect(mime).toMatch(/^To: fatima@example\.ma\r$/m);
    expect(mime).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mime).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    expect(mime).toContain(`Message-ID: <${id}@localhost>`);
    expect(mime).toMatch(/^Content-Language: ar\r$/m);
    expect(mime).toMatch(/text\/plain[\s\S]*text\/html/);
    expect(mime).toMatch(/^From: =\?UTF-8\?/m);
    await rm(join(folder, `${id}.eml`));
    await pool.query(
      `select graphile_worker.add_job('platform.send-letter', json_build_object('letterId', $1::text))`,
      [id],
    );
    await run();
    expect(await readdir(folder)).toEqual([]);
  });

  test('a letter of a transaction that failed is never sent; no address reaches the log', async () => {
    await expect(
      db.transaction().execute(async (tx) => {
        await queueLetter(tx, letter);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await run();
    expect(await readdir(folder)).toEqual([]);
    await queueLetter(db, letter);
    await run();
    expect(lines.join('')).not.toContain('fatima');
    for (const file of await readdir(folder)) await rm(join(folder, file));
  });

  test('old letters leave, with their files', async () => {
    const drop = mailJobs(trial).find((job) => job.cron);
    const old = await queueLetter(db, letter);
    await run();
    const unsent = await queueLetter(db, letter);
    const context = {
      db,
      clock: handClock(clock.now()),
      actions,
      log,
      around: NO_SURROUNDINGS,
      offers: collectOffers([]),
    };
    const left = async () => (await db.selectFrom('letter').select('id').orderBy('id').execute()).map((one) => one.id);
    context.clock.advance(29 * 86_400_000);
    await drop?.run(undefined, context);
    expect(await left()).toEqual([old, unsent]);
    context.clock.advance(2 * 86_400_000);
    await drop?.run(undefined, context);
    expect(await left()).toEqual([unsent]);
    expect(await readdir(folder)).toEqual([]);
    context.clock.advance(60 * 86_400_000);
    await drop?.run(undefined, context);
    expect(await left()).toEqual([]);
  });

  test('/dev/mail lists them and shows each one', async () => {
    const { pages, resources } = devMailPages(folder);
    const [list, one] = pages;
    const request = (id?: string): PageRequest => ({
      db,
      page: samplePage({ lang: 'fr', path: '/dev/mail' }),
      params: id ? { id } : {},
      query: undefined,
      offers: collectOffers([]),
      remember: remembered({ clock }).remember,
      visit: {
        cookie: () => undefined,
        header: () => undefined,
        clientKey: 'test',
        isFrom: () => false,
        secure: false,
      },
      around: NO_SURROUNDINGS,
    });
    const drawn = async (page: typeof list, id?: string) => {
      const data = await page?.load(request(id));
      return renderPage(request(id).page, page?.view({ data, form: { values: {}, faults: [] }, query: undefined }));
    };
    expect(await drawn(list)).toContain('Aucun courriel pour l’instant');
    const id = await queueLetter(db, letter);
    expect(await drawn(list)).toContain('En attente');
    await run();
    const listed = await drawn(list);
    expect(listed).toContain(`<a href="/fr/dev/mail/${id}" lang="ar" dir="rtl">رمز التحقق الخاص بكم</a>`);
    expect(listed).toContain('Conservé');
    expect(await drawn(one, id)).toContain('4711-2042');
    const made = async (name: string, of = id) =>
      resources.find((resource) => resource.path.endsWith(name))?.load(request(of));
    const html = await made('letter.html');
    expect(html?.body).toContain('<link rel="stylesheet" href="letter.css">');
    expect(html?.body).not.toContain('<style');
    expect(await made('letter.css')).toMatchObject({ body: expect.stringContaining('.letter{') });
    const file = await made('letter.eml');
    expect(Buffer.from(file?.body as Uint8Array).toString()).toContain('To: fatima@example.ma');
    for (const wrong of ['../secret', '019a0000-0000-7000-8000-000000000011', '']) {
      await expect(made('letter.eml', wrong)).rejects.toMatchObject({ status: 404 });
    }
    await rm(join(folder, `${id}.eml`));
    await expect(made('letter.eml')).rejects.toMatchObject({ status: 404 });
  });
});

describe('through a mail server', () => {
  let received: { from: string; to: string; body: string }[] = [];
  let answer = '250 ok';
  let server: Server;
  let smtpUrl = '';
  let refused = '';
  let refusal = '';
  let greeted = 0;

  // The outside world: a mail server that takes what the test wants it to take.
  beforeEach(async () => {
    received = [];
    answer = '250 ok';
    refused = '';
    refusal = '550 5.1.1 no such user';
    greeted = 0;
    server = createServer((socket) => {
      greeted += 1;
      const said = { from: '', to: '', body: '' };
      let inBody = false;
      let rest = '';
      socket.write('220 test\r\n');
      socket.on('error', () => socket.destroy());
      socket.on('data', (chunk) => {
        rest += chunk.toString('utf8');
        for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
          const line = rest.slice(0, end);
          rest = rest.slice(end + 2);
          if (inBody) {
            if (line === '.') {
              inBody = false;
              received.push({ ...said });
              socket.write('250 ok\r\n');
            } else said.body += `${line}\n`;
          } else if (/^MAIL FROM:/i.test(line)) {
            said.from = line;
            socket.write('250 ok\r\n');
          } else if (/^RCPT TO:/i.test(line)) {
            said.to = line;
            socket.write(`${refused && line.includes(refused) ? refusal : answer}\r\n`);
          } else if (line === 'DATA') {
            inBody = true;
            said.body = '';
            socket.write('354 go on\r\n');
          } else if (line === 'QUIT') socket.end('221 bye\r\n');
          else socket.write('250 ok\r\n');
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    smtpUrl = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}?ignoreTLS=true`;
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  const production = () => ({
    ...trial,
    smtpUrl,
    mailFrom: 'Jamaa <jamaa@example.ma>',
    publicUrl: 'https://jamaa.example',
  });
  const waiting = async () =>
    (await pool.query('select attempts, max_attempts, last_error from graphile_worker.jobs')).rows;

  test('a letter leaves once, from the body that writes and the address of the platform', async () => {
    const id = await queueLetter(db, letter);
    await run(production());
    await run(production());
    expect(received).toHaveLength(1);
    expect(received[0]?.from).toContain('<jamaa@example.ma>');
    expect(received[0]?.to).toContain('<fatima@example.ma>');
    expect(received[0]?.body).toContain(`Message-ID: <${id}@jamaa.example>`);
    expect(received[0]?.body).toMatch(/From: =\?UTF-8\?.*\n?.*<jamaa@example\.ma>/);
    const row = await db.selectFrom('letter').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ sent_at: clock.now(), message_id: `<${id}@jamaa.example>` });
    expect(lines.join('')).not.toContain('fatima');
  });

  test('thousands share a few lines to the server; one that it will never take does not stop the others', async () => {
    refused = 'r3@example.ma';
    const many = Array.from({ length: 30 }, (_one, at) => ({ to: `r${at}@example.ma`, token: `T${at}` }));
    const returned: string[] = [];
    await db.transaction().execute((tx) => queueCopies(tx, letter, many));
    await run({ ...production(), returned: async (_db, address) => void returned.push(address) });
    expect(received).toHaveLength(29);
    expect(returned).toEqual([refused]);
    expect(greeted).toBeLessThanOrEqual(3);
    expect(await waiting()).toEqual([]);
    const unsent = await db.selectFrom('letter').select('recipient').where('sent_at', 'is', null).execute();
    expect(unsent).toEqual([{ recipient: refused }]);
    expect(lines.join('')).toContain('a letter was given up');
    expect(lines.join('')).not.toContain('r3@');
  });

  test('of many letters, one for which the server is too busy is tried again alone', async () => {
    refused = 'r1@example.ma';
    refusal = '451 4.3.0 try later';
    const many = Array.from({ length: 3 }, (_one, at) => ({ to: `r${at}@example.ma`, token: `T${at}` }));
    await db.transaction().execute((tx) => queueCopies(tx, letter, many));
    await run(production());
    expect(received).toHaveLength(2);
    expect(await waiting()).toHaveLength(1);
    refused = '';
    await pool.query('update graphile_worker._private_jobs set run_at = now()');
    await run(production());
    expect(received).toHaveLength(3);
    expect(await waiting()).toEqual([]);
  });

  test('an address that the server will never take is given up; the log does not tell whose it was', async () => {
    answer = '550 5.1.1 <fatima@example.ma>: no such user';
    const returned: string[] = [];
    await queueLetter(db, letter);
    await run({ ...production(), returned: async (_db, address) => void returned.push(address) });
    expect(returned).toEqual(['fatima@example.ma']);
    expect(await waiting()).toMatchObject([{ attempts: 1, max_attempts: 1 }]);
    expect((await waiting())[0].last_error).toContain('no such user');
    expect((await waiting())[0].last_error).not.toContain('fatima');
    expect(lines.join('')).toContain('a job was given up');
    expect(lines.join('')).not.toContain('fatima');
  });

  test('what is refused for another reason than its address says nothing about the address', async () => {
    const returned: string[] = [];
    for (const [said, gone] of [
      ['550 5.7.1 this looks unwanted', 0],
      ['554 refused', 0],
      ['550 nobody here', 1],
      ['551 5.2.1 closed', 1],
    ] as const) {
      answer = said;
      await queueLetter(db, letter);
      await run({ ...production(), returned: async (_db, address) => void returned.push(address) });
      expect([said, returned.splice(0).length]).toEqual([said, gone]);
    }
  });

  test('a server that is busy, or away, is tried again with the same Message-ID', async () => {
    answer = '451 4.3.0 try later';
    const id = await queueLetter(db, letter);
    await run(production());
    expect(await waiting()).toMatchObject([{ attempts: 1, max_attempts: 12 }]);
    await pool.query('update graphile_worker._private_jobs set run_at = now()');
    await new Promise((resolve) => server.close(resolve));
    await run(production());
    expect(await waiting()).toMatchObject([{ attempts: 2, max_attempts: 12 }]);
    expect(received).toEqual([]);
    answer = '250 ok';
    await pool.query('update graphile_worker._private_jobs set run_at = now()');
    const port = Number(new URL(smtpUrl).port);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    await run(production());
    expect(received).toHaveLength(1);
    expect(received[0]?.body).toContain(`Message-ID: <${id}@jamaa.example>`);
  });
});

test('addresses with names, several addresses and broken headers are refused', async () => {
  for (const to of [
    '',
    'nobody',
    'A <a@example.ma>',
    'a@example.ma, b@example.ma',
    'a@example.ma\r\nBcc: b@example.ma',
  ]) {
    await expect(queueLetter(db, { ...letter, to }), to).rejects.toThrow(TypeError);
  }
  await expect(queueLetter(db, { ...letter, headers: { 'X-Thing': 'a\r\nBcc: b@example.ma' } })).rejects.toThrow(
    TypeError,
  );
  await expect(queueLetter(db, { ...letter, headers: { 'Bad Name': 'a' } })).rejects.toThrow(TypeError);
  const id = await queueLetter(db, { ...letter, subject: 'a\r\nBcc: b@example.ma' });
  await run();
  const mime = await readFile(join(folder, `${id}.eml`), 'utf8');
  expect(mime).toMatch(/^Subject: a Bcc: b@example\.ma\r$/m);
  expect(mime).not.toMatch(/^Bcc/m);
});
