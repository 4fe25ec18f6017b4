import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { institutionBySlug } from '#core/institutions/index.ts';
import { aPerson } from '../../../test/setup/actors.ts';
import { openBrowser } from '../../../test/setup/browser.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { loadBodies } from '../../../test/setup/officials.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { lastMessageTo, signIn } from '../../../test/setup/sign-in.ts';
import { changePreferences } from './actions/change-preferences.ts';
import { followSubject } from './actions/follow-subject.ts';
import { recordBounce } from './bounces.ts';
import type { Frequency } from './notification.ts';
import { type Notice, publish, withdrawNotices } from './publish.ts';
import { listNotifications } from './queries/notifications.ts';
import { openRounds } from './rounds.ts';
import { lettersTo, runRounds } from './testing.ts';
import { AT_ONCE, writeSome } from './write-round.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const { clock, actions, around } = program;

const RABAT = 'institution:rabat-sale-kenitra';
const SOUSS = 'institution:souss-massa';
let rabat = '';
let souss = '';
beforeAll(async () => {
  await loadBodies(program, db);
  rabat = (await institutionBySlug(db, 'rabat-sale-kenitra'))?.id ?? '';
  souss = (await institutionBySlug(db, 'souss-massa'))?.id ?? '';
});

beforeEach(async () => {
  await pool.query(`truncate person, letter, text_message, notification_event, notification_batch, notification_round,
    graphile_worker._private_jobs cascade`);
  // A Saturday, before the letters of the day.
  clock.set('2026-11-21T06:00:00Z');
  // The rounds that a new platform opens at its first look, before anybody follows anything.
  await look();
});

/** A person who follows these things and wants letters this often. */
async function follower(email: string, frequency: Frequency, ...on: string[]): Promise<string> {
  const { personId } = await signIn(program, db, email);
  const actor = aPerson({ id: personId });
  for (const one of on) await actions.perform(followSubject, { actor, tenant: null, input: { on: one } });
  await actions.perform(changePreferences, { actor, tenant: null, input: { frequency, urgentSms: false } });
  await pool.query('delete from letter');
  return personId;
}

/** Somebody who signed up by telephone. */
async function byTelephone(number: string): Promise<string> {
  const browser = openBrowser(program);
  const asked = await browser.submit('/ar/sign-in', { contact: number });
  const code = /\d{6}/.exec((await lastMessageTo(db, number)) ?? '')?.[0] ?? '';
  await browser.submit(asked.location ?? '', { code });
  const row = await db
    .selectFrom('contact')
    .select('person_id')
    .where('address', '=', number)
    .executeTakeFirstOrThrow();
  return row.person_id;
}

const tell = (notice: Partial<Notice> & Pick<Notice, 'subjects'>) =>
  db.transaction().execute((tx) =>
    publish(
      { db: tx, now: clock.now() },
      {
        institutionId: rabat,
        event: 'notifications.follow.following',
        title: { ar: 'شيء جديد', fr: 'Du nouveau' },
        path: '/commitments/X1',
        ...notice,
      },
    ),
  );
const look = () => runRounds(program, db, pool);
const subjects = async (email: string) => (await lettersTo(db, email)).map((letter) => letter.subject);
const at = async (moment: string) => {
  clock.set(moment);
  await look();
};

describe('a day of letters', () => {
  test('is one letter for each person, whatever they follow and however often it is the same thing', async () => {
    await follower('both@example.ma', 'daily', RABAT, SOUSS, 'region:04');
    await follower('one@example.ma', 'daily', SOUSS);
    await follower('none@example.ma', 'daily');
    await tell({ subjects: ['commitment:X1', RABAT, 'region:04'] });
    await tell({ subjects: ['commitment:X2', RABAT, SOUSS], title: { fr: 'Autre chose' }, institutionId: souss });
    await look();
    expect(await db.selectFrom('letter').select('id').execute()).toEqual([]);
    await at('2026-11-21T07:00:10Z');
    expect(await subjects('both@example.ma')).toEqual(['مستجدان في ما تتتبعه']);
    expect(await subjects('one@example.ma')).toEqual(['جديد: Autre chose']);
    expect(await subjects('none@example.ma')).toEqual([]);
    const [letter] = await lettersTo(db, 'both@example.ma');
    expect(letter?.text).toContain('• Autre chose');
    expect(letter?.text).toContain('/ar/rabat-sale-kenitra/commitments/X1');
    expect(letter?.text).toContain('/ar/souss-massa/commitments/X1');
    expect(letter?.html).toContain('<dt lang="fr" dir="ltr">');
    expect(letter?.sender).toBe('جماعة');
    await look();
    await at('2026-11-21T18:00:00Z');
    await at('2026-11-22T07:00:00Z');
    expect(await subjects('both@example.ma')).toHaveLength(1);
  });

  test('can be stopped in one click: each letter carries the word of its own reader (RFC 8058)', async () => {
    await follower('a@example.ma', 'daily', RABAT);
    await follower('b@example.ma', 'daily', RABAT);
    await tell({ subjects: [RABAT] });
    await at('2026-11-21T07:00:00Z');
    const [a] = await lettersTo(db, 'a@example.ma');
    const [b] = await lettersTo(db, 'b@example.ma');
    const headers = a?.headers as Record<string, string>;
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    const address = /^<(http:\/\/\S+\/ar\/unsubscribe\?token=[\w-]{43})>$/.exec(headers['List-Unsubscribe'] ?? '')?.[1];
    expect(address).toBeDefined();
    expect(a?.text).toContain(address);
    expect(b?.text).not.toContain(address);
  });

  test('what happened before somebody followed is not told', async () => {
    await tell({ subjects: [RABAT] });
    await follower('late@example.ma', 'daily', RABAT);
    await at('2026-11-21T07:00:00Z');
    expect(await subjects('late@example.ma')).toEqual([]);
  });

  test('what is committed late, with an id from before, is still told', async () => {
    await follower('a@example.ma', 'daily', RABAT);
    let commit = () => {};
    const slow = new Promise<void>((done) => {
      commit = done;
    });
    let begun = () => {};
    const started = new Promise<void>((done) => {
      begun = done;
    });
    const writing = db.transaction().execute(async (tx) => {
      const notice = { institutionId: rabat, event: 'notifications.follow.following', path: '/slow' } as const;
      await publish({ db: tx, now: clock.now() }, { ...notice, subjects: [RABAT], title: { ar: 'بطيء' } });
      begun();
      await slow;
    });
    await started;
    await tell({ subjects: [RABAT], title: { ar: 'سريع' } });
    await at('2026-11-21T07:00:00Z');
    expect(await subjects('a@example.ma')).toEqual(['جديد: سريع']);
    commit();
    await writing;
    await at('2026-11-22T07:00:00Z');
    expect(await subjects('a@example.ma')).toEqual(['جديد: سريع', 'جديد: بطيء']);
  });

  test('a letter tells thirty things at most, and says that there is more', async () => {
    await follower('a@example.ma', 'daily', RABAT);
    for (let n = 1; n <= 31; n++) await tell({ subjects: [RABAT], title: { ar: `رقم ${n}.` } });
    await at('2026-11-21T07:00:00Z');
    const [letter] = await lettersTo(db, 'a@example.ma');
    expect(letter?.text.match(/^• /gm)).toHaveLength(30);
    expect(letter?.text).toContain('رقم 31.');
    expect(letter?.text).not.toContain('رقم 1.');
    expect(letter?.text).toContain('المستجدات أكثر مما تسعه هذه الرسالة');
    await at('2026-11-22T07:00:00Z');
    expect(await subjects('a@example.ma')).toHaveLength(1);
  });
});

describe('how often', () => {
  test('at once, daily, weekly and never, each in its own time', async () => {
    for (const frequency of ['at-once', 'daily', 'weekly', 'never'] as const)
      await follower(`${frequency}@example.ma`, frequency, RABAT);
    const counts = async () =>
      Promise.all(
        ['at-once', 'daily', 'weekly', 'never'].map(async (one) => (await subjects(`${one}@example.ma`)).length),
      );
    await tell({ subjects: [RABAT] });
    await at('2026-11-21T06:05:00Z');
    expect(await counts()).toEqual([1, 0, 0, 0]);
    await tell({ subjects: [RABAT] });
    // Within the same five minutes there is no second letter.
    await at('2026-11-21T06:09:00Z');
    expect(await counts()).toEqual([1, 0, 0, 0]);
    await at('2026-11-21T06:10:00Z');
    expect(await counts()).toEqual([2, 0, 0, 0]);
    await at('2026-11-21T07:00:00Z');
    expect(await counts()).toEqual([2, 1, 0, 0]);
    await at('2026-11-23T07:00:00Z');
    expect(await counts()).toEqual([2, 1, 1, 0]);
    expect((await lettersTo(db, 'weekly@example.ma'))[0]?.subject).toBe('مستجدان في ما تتتبعه');
  });

  test('a server that slept through the morning writes when it wakes, once', async () => {
    await follower('a@example.ma', 'daily', RABAT);
    await tell({ subjects: [RABAT] });
    await at('2026-11-24T15:00:00Z');
    await at('2026-11-24T15:01:00Z');
    expect(await subjects('a@example.ma')).toHaveLength(1);
  });

  test('changing it loses nothing and repeats nothing', async () => {
    const id = await follower('a@example.ma', 'weekly', RABAT);
    const change = (frequency: Frequency) =>
      actions.perform(changePreferences, {
        actor: aPerson({ id }),
        tenant: null,
        input: { frequency, urgentSms: false },
      });
    await tell({ subjects: [RABAT], title: { ar: 'أول' } });
    await look();
    await change('at-once');
    await tell({ subjects: [RABAT], title: { ar: 'ثان' } });
    await at('2026-11-21T06:30:00Z');
    const [both] = await lettersTo(db, 'a@example.ma');
    expect([both?.text.includes('• أول'), both?.text.includes('• ثان')]).toEqual([true, true]);
    await change('daily');
    await at('2026-11-21T07:00:00Z');
    expect(await subjects('a@example.ma')).toHaveLength(1);
    await change('never');
    await tell({ subjects: [RABAT], title: { ar: 'ثالث' } });
    await at('2026-11-22T07:00:00Z');
    await change('daily');
    await at('2026-11-23T07:00:00Z');
    expect(await subjects('a@example.ma')).toHaveLength(1);
  });
});

describe('who is written to', () => {
  test('a person who was answered hears of it without following anything', async () => {
    const { personId } = await signIn(program, db, 'author@example.ma');
    await signIn(program, db, 'other@example.ma');
    await pool.query('delete from letter');
    await tell({ subjects: ['thread:t1'], people: [personId], title: { ar: 'جواب' } });
    await at('2026-11-21T07:00:00Z');
    expect(await subjects('author@example.ma')).toEqual(['جديد: جواب']);
    expect(await subjects('other@example.ma')).toEqual([]);
  });

  test('not who has closed the account, nor an address that letters came back from, until it is confirmed again', async () => {
    const closed = await follower('closed@example.ma', 'daily', RABAT);
    await follower('gone@example.ma', 'daily', RABAT);
    await pool.query('update person set closed_at = now() where id = $1', [closed]);
    expect(await recordBounce(db, ' Gone@example.ma ', clock.now())).toBe(true);
    expect(await recordBounce(db, 'gone@example.ma', clock.now())).toBe(false);
    expect(await recordBounce(db, 'unknown@example.ma', clock.now())).toBe(false);
    await tell({ subjects: [RABAT] });
    await at('2026-11-21T07:00:00Z');
    expect(await db.selectFrom('letter').select('recipient').execute()).toEqual([]);
    await signIn(program, db, 'gone@example.ma');
    await pool.query('delete from letter');
    await tell({ subjects: [RABAT] });
    await at('2026-11-22T07:00:00Z');
    expect(await subjects('gone@example.ma')).toHaveLength(1);
  });

  test('what is taken back before the letter is written is not told', async () => {
    const id = await follower('a@example.ma', 'daily', RABAT);
    await tell({ subjects: ['commitment:X1', RABAT], title: { ar: 'سر' } });
    await tell({ subjects: ['commitment:X2', RABAT], title: { ar: 'علن' } });
    await withdrawNotices({ db: db as never }, rabat, 'commitment:X1');
    await at('2026-11-21T07:00:00Z');
    expect(await subjects('a@example.ma')).toEqual(['جديد: علن']);
    expect(JSON.stringify(await listNotifications(db, id, { limit: 10 }))).not.toContain('سر');
  });

  test('what is urgent goes to the telephone of those who asked for it, at once', async () => {
    const phone = await byTelephone('+212612345678');
    const quiet = await byTelephone('+212612345679');
    for (const id of [phone, quiet])
      await actions.perform(followSubject, { actor: aPerson({ id }), tenant: null, input: { on: RABAT } });
    await actions.perform(changePreferences, {
      actor: aPerson({ id: phone }),
      tenant: null,
      input: { frequency: 'never', urgentSms: true },
    });
    await pool.query('delete from text_message');
    await tell({ subjects: [RABAT] });
    await tell({ subjects: [RABAT], title: { ar: 'ألغي الاجتماع' }, urgent: true });
    await at('2026-11-21T06:05:00Z');
    const messages = await db.selectFrom('text_message').select(['recipient', 'body']).execute();
    expect(messages).toEqual([
      { recipient: '+212612345678', body: expect.stringMatching(/^ألغي الاجتماع: .* http:\S+\/commitments\/X1$/) },
    ]);
  });
});

describe('a round of many', () => {
  test('goes on where a crash left it, and writes to nobody twice', async () => {
    await follower('a@example.ma', 'daily', RABAT);
    await tell({ subjects: [RABAT] });
    // The others exist only to be many: no address, so no letter.
    await pool.query(
      `with many as (
         insert into person (id, lang, created_at)
         select ('019a0000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'ar', now() from generate_series(1, $1) n returning id),
       preferring as (
         insert into notification_preference select id, 'daily', false, 0, now() from many)
       insert into follow select id, 'institution', 'rabat-sale-kenitra', null, '019a0000-0000-7000-8000-000000000000', now() from many`,
      [AT_ONCE + 50],
    );
    clock.set('2026-11-21T07:00:00Z');
    await openRounds(db, clock.now());
    const round = await db
      .selectFrom('notification_round')
      .select(['id', 'recipients'])
      .where('kind', '=', 'daily')
      .where('period', '=', '2026-11-21')
      .executeTakeFirstOrThrow();
    expect(round.recipients).toBe(AT_ONCE + 51);
    // A process that dies: its transaction is undone, its job never runs again.
    const broken = {
      db,
      around: {
        ...around,
        words: () => {
          throw new Error('died');
        },
      },
      now: clock.now(),
    };
    await pool.query('truncate graphile_worker._private_jobs');
    await writeSome({ db, around, now: clock.now() }, round.id);
    await pool.query('truncate graphile_worker._private_jobs');
    await expect(writeSome(broken, round.id)).rejects.toThrow('died');
    expect(await subjects('a@example.ma')).toEqual([]);
    await at('2026-11-21T07:05:00Z');
    expect(await subjects('a@example.ma')).toEqual([]);
    await at('2026-11-21T07:11:00Z');
    await at('2026-11-21T07:30:00Z');
    expect(await subjects('a@example.ma')).toHaveLength(1);
    const done = await db
      .selectFrom('notification_round')
      .select('done_at')
      .where('id', '=', round.id)
      .executeTakeFirstOrThrow();
    expect(done.done_at).not.toBeNull();
  });

  test('is opened once, however many look at the same time', async () => {
    await follower('a@example.ma', 'daily', RABAT);
    await tell({ subjects: [RABAT] });
    clock.set('2026-11-21T07:00:00Z');
    await Promise.all([1, 2, 3, 4].map(() => openRounds(db, clock.now())));
    await look();
    expect(await subjects('a@example.ma')).toHaveLength(1);
    const rounds = await db.selectFrom('notification_round').select('period').where('kind', '=', 'daily').execute();
    expect(rounds.map((round) => round.period).sort()).toEqual(['2026-11-20', '2026-11-21']);
  });
});
