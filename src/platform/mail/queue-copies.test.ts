import { afterEach, expect, test } from 'vitest';
import { testDatabase } from '../../../test/setup/database.ts';
import { queueJob } from '../jobs/queue.ts';
import { COPY_TOKEN, queueCopies } from './queue-copies.ts';
import { queueLetter } from './queue-letter.ts';

const { pool, db } = await testDatabase();
afterEach(() => pool.query('delete from graphile_worker._private_jobs; delete from letter'));

const letter = {
  subject: 'Two\nlines',
  text: `Stop: https://jamaa.example/stop?token=${COPY_TOKEN}`,
  html: `<a href="https://jamaa.example/stop?token=${COPY_TOKEN}">stop</a> ${COPY_TOKEN}`,
  lang: 'fr' as const,
  sender: 'Jamaa',
  institutionId: null,
  headers: { 'List-Unsubscribe': `<https://jamaa.example/stop?token=${COPY_TOKEN}>` },
  now: new Date('2026-11-21T10:00:00Z'),
};

const rows = () => db.selectFrom('letter').selectAll().orderBy('recipient').execute();
const jobs = async () =>
  (
    await pool.query(
      `select task_identifier as name, payload->>'letterId' as letter, payload->'letterIds' as letters, jobs.priority,
         jobs.queue_name as line from graphile_worker.jobs
       join graphile_worker._private_jobs using (id) order by jobs.priority, jobs.id`,
    )
  ).rows;

test('one letter becomes a copy for each reader, with the token of that reader alone', async () => {
  await queueCopies(db, letter, [
    { to: 'a@example.ma', token: 'AAA-1' },
    { to: 'b@example.ma', token: 'BBB_2' },
  ]);
  const copies = await rows();
  expect(copies.map((copy) => [copy.recipient, copy.subject, copy.lang, copy.sender_name, copy.sent_at])).toEqual([
    ['a@example.ma', 'Two lines', 'fr', 'Jamaa', null],
    ['b@example.ma', 'Two lines', 'fr', 'Jamaa', null],
  ]);
  expect(copies[0]).toMatchObject({
    text_part: 'Stop: https://jamaa.example/stop?token=AAA-1',
    html_part: '<a href="https://jamaa.example/stop?token=AAA-1">stop</a> AAA-1',
    headers: { 'List-Unsubscribe': '<https://jamaa.example/stop?token=AAA-1>' },
    queued_at: letter.now,
  });
  expect(JSON.stringify(copies[1])).not.toContain('AAA-1');
  expect((await jobs()).flatMap((job) => job.letters).sort()).toEqual(copies.map((copy) => copy.id).sort());
});

test('thousands wait in two lines, so that they never take every worker', async () => {
  const many = Array.from({ length: 45 }, (_one, at) => ({ to: `r${at}@example.ma`, token: `T${at}` }));
  await queueCopies(db, letter, many);
  expect((await jobs()).map((job) => `${job.line}: ${job.letters.length}`).sort()).toEqual([
    'bulk-1: 20',
    'bulk-1: 5',
    'bulk-2: 20',
  ]);
});

test('copies leave after a letter that somebody waits for', async () => {
  await queueCopies(db, letter, [{ to: 'a@example.ma', token: 'AAA' }]);
  const awaited = await queueLetter(db, { ...letter, to: 'c@example.ma' });
  await queueJob(db, 'platform.send-letter', { letterId: awaited }, { priority: 20 });
  expect((await jobs()).map((job) => [job.name, job.priority, job.letter === awaited])).toEqual([
    ['platform.send-letter', 0, true],
    ['platform.send-letters', 10, false],
    ['platform.send-letter', 20, true],
  ]);
});

test('nothing that could forge a letter becomes a copy', async () => {
  for (const copy of [
    { to: 'a@example.ma, b@example.ma', token: 'AAA' },
    { to: 'a@example.ma', token: '"><script>' },
    { to: 'a@example.ma', token: 'a\r\nBcc: b@example.ma' },
    { to: 'a@example.ma', token: '' },
  ])
    await expect(queueCopies(db, letter, [copy])).rejects.toThrow(TypeError);
  await queueCopies(db, letter, []);
  expect(await rows()).toEqual([]);
});
