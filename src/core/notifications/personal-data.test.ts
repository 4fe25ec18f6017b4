import { beforeAll, beforeEach, expect, test } from 'vitest';
import { institutionBySlug } from '#core/institutions/index.ts';
import { aPerson } from '../../../test/setup/actors.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { loadBodies } from '../../../test/setup/officials.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { signIn } from '../../../test/setup/sign-in.ts';
import { followSubject } from './actions/follow-subject.ts';
import { eventRetention, followedThings, recipientRetention } from './personal-data.ts';
import { publish } from './publish.ts';
import { lettersTo, runRounds } from './testing.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const { clock, actions } = program;
const EMAIL = 'fatima@example.ma';
const ON = 'institution:souss-massa';

let souss = '';
let me = '';
beforeAll(async () => {
  await loadBodies(program, db);
  souss = (await institutionBySlug(db, 'souss-massa'))?.id ?? '';
});
beforeEach(async () => {
  await pool.query(`truncate person, letter, notification_event, notification_batch, notification_round cascade`);
  clock.set('2026-11-21T06:00:00Z');
  ({ personId: me } = await signIn(program, db, EMAIL));
  await actions.perform(followSubject, { actor: aPerson({ id: me }), tenant: null, input: { on: ON } });
  await runRounds(program, db, pool);
  await db.transaction().execute((tx) =>
    publish(
      { db: tx, now: clock.now() },
      {
        institutionId: souss,
        subjects: ['thread:t1', ON],
        people: [me],
        event: 'notifications.follow.following',
        title: { ar: 'عنوان' },
        path: '/x',
      },
    ),
  );
  clock.set('2026-11-21T07:00:00Z');
  await runRounds(program, db, pool);
});

const count = async (table: string) => (await pool.query(`select count(*)::int as n from ${table}`)).rows[0].n;
const apply = (retention: typeof eventRetention, before: string, dryRun: boolean) =>
  db.transaction().execute((tx) => retention.apply(tx, new Date(before), dryRun));

test('a person sees everything: what they follow, their letters, what was told to them', async () => {
  expect(await followedThings.export(db, me)).toMatchObject({
    frequency: 'daily',
    follows: [{ on: ON }],
    letters: [{ kind: 'daily', period: '2026-11-21', writtenAt: clock.now() }],
    notifications: [{ title: { ar: 'عنوان' } }],
  });
});

test('closing the account leaves nothing of it', async () => {
  expect(await db.transaction().execute((tx) => followedThings.close(tx, me, clock.now()))).toEqual([]);
  expect(await followedThings.export(db, me)).toMatchObject({ follows: [], letters: [], notifications: [] });
  for (const table of ['follow', 'notification_preference', 'notification_recipient'])
    expect(await count(table)).toBe(0);
  const { rows } = await pool.query('select * from notification_subject where subject_id = $1', [me]);
  expect(rows).toEqual([]);
  // What happened is still there for others.
  expect(await count('notification_event')).toBe(1);
});

test('who got which letter is forgotten after its time, and rounds go on from where they were', async () => {
  expect(await apply(recipientRetention, '2026-11-21T06:59:00Z', false)).toBe(0);
  expect(await apply(recipientRetention, '2026-12-21T07:00:00Z', true)).toBe(1);
  expect(await count('notification_recipient')).toBe(1);
  expect(await apply(recipientRetention, '2026-12-21T07:00:00Z', false)).toBe(1);
  expect(await count('notification_recipient')).toBe(0);
  clock.set('2026-12-22T07:00:00Z');
  await runRounds(program, db, pool);
  expect(await lettersTo(db, EMAIL)).toHaveLength(2);
});

test('old events leave, and numbers go on', async () => {
  expect(await apply(eventRetention, '2026-11-22T00:00:00Z', true)).toBe(1);
  expect(await count('notification_event')).toBe(1);
  expect(await apply(eventRetention, '2026-11-22T00:00:00Z', false)).toBe(1);
  expect([await count('notification_event'), await count('notification_subject')]).toEqual([0, 0]);
  expect(await count('notification_batch')).toBe(1);
});
