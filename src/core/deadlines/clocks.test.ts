import { beforeAll, describe, expect, test } from 'vitest';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { system } from '#platform/tenant.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { loadBodies } from '../../../test/setup/officials.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { addClosure } from './actions/add-closure.ts';
import { addYear } from './actions/add-year.ts';
import { announceHoliday } from './actions/announce-holiday.ts';
import { markLateDeadlines } from './actions/mark-late-deadlines.ts';
import { setPeriod } from './actions/set-period.ts';
import {
  cancelDeadlines,
  extendDeadline,
  meetDeadlines,
  type NewDeadline,
  resumeDeadline,
  startDeadline,
  suspendDeadline,
} from './clocks.ts';
import { refreshJob } from './jobs.ts';
import { isLate, type KeptDeadline } from './kept-deadline.ts';
import { explainDeadline } from './kept-reckoning.ts';
import { allHolidays, deadlinesOf, dueBetween, lateDeadlines } from './queries.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const actor = system('test');
let institutionId = '';

beforeAll(async () => {
  await loadBodies(program, db);
  const slug = 'laayoune-sakia-el-hamra';
  institutionId = (await db.selectFrom('institution').select('id').where('slug', '=', slug).executeTakeFirstOrThrow())
    .id;
});

const inTransaction = <T>(work: (context: { db: never; now: Date }) => Promise<T>) =>
  db.transaction().execute((tx) => work({ db: tx as never, now: program.clock.now() }));

const start = async (rule: string, from: string, more: Partial<NewDeadline> = {}): Promise<KeptDeadline> => {
  const subject = { kind: 'test-case', id: newId() };
  const kept = await inTransaction((context) =>
    startDeadline(context, { institutionId, subject, rule, from, ...more }),
  );
  if (!kept) throw new Error(`${rule} has no length`);
  return kept;
};
const again = async ({ subject }: KeptDeadline) =>
  (await deadlinesOf(db, institutionId, subject.kind, [subject.id]))[0];

/** What the worker does with the jobs that a change of the calendar has queued. */
async function refresh(first: string, last: string) {
  const { clock, actions, around } = program;
  const log = { info: () => {} };
  await refreshJob.run({ first, last }, { db, clock, actions, around, log, offers: undefined as never });
}

describe('a clock', () => {
  test('starts with its rule, its length and the closed days it was counted by', async () => {
    const kept = await start('information-request.reply', '2026-10-20');
    expect(kept).toMatchObject({
      rule: 'information-request.reply',
      version: 1,
      period: { value: 20, unit: 'working-days' },
      due: '2026-11-19',
      firstDue: '2026-11-19',
      provisional: false,
      state: 'running',
      silence: 'opens-complaint',
    });
    expect(kept.closedDays.map(({ day }) => day)).toEqual(['2026-10-31', '2026-11-06', '2026-11-18']);
    const explained = await explainDeadline(db, kept);
    expect(explained?.deadline.steps.at(-1)).toEqual({ kind: 'due', values: { due: '2026-11-19' } });
  });

  test('is undone with the transaction it was started in', async () => {
    const subject = { kind: 'test-case', id: newId() };
    await expect(
      inTransaction(async (context) => {
        await startDeadline(context, { institutionId, subject, rule: 'complaint.answer', from: '2026-11-20' });
        throw new Conflict('deadlines.errors.not-running');
      }),
    ).rejects.toThrow();
    expect(await deadlinesOf(db, institutionId, 'test-case', [subject.id])).toEqual([]);
  });

  test('refuses rules and dates that do not exist, and effects of silence that the rule does not know', async () => {
    await expect(start('no.such.rule', '2026-10-20')).rejects.toThrow(RangeError);
    await expect(start('complaint.answer', '2026-02-30')).rejects.toThrow(RangeError);
    await expect(start('complaint.answer', '2017-01-01')).rejects.toThrow(Conflict);
    await expect(start('complaint.answer', '2026-10-20', { silence: 'consent' })).rejects.toThrow(RangeError);
    expect((await start('procedure.decision', '2026-10-20', { silence: 'consent' })).silence).toBe('consent');
  });

  test('stands still in the first half of a procedure, on the grounds of the law, and goes on for what is left', async () => {
    const kept = await start('procedure.decision', '2026-10-05');
    expect(kept.due).toBe('2026-12-07');
    const why = { ground: 'extra-information', reason: 'Plan de situation' } as const;
    const still = await inTransaction((context) => suspendDeadline(context, kept, { on: '2026-10-15', ...why }));
    expect(still).toMatchObject({ state: 'suspended', due: null });
    await expect(
      inTransaction((context) => suspendDeadline(context, kept, { on: '2026-10-16', ...why })),
    ).rejects.toThrow('deadlines.errors.not-running');
    const resumed = await inTransaction((context) => resumeDeadline(context, kept, { on: '2026-10-22' }));
    expect(resumed).toMatchObject({ state: 'running', due: '2026-12-14' });
    expect(await again(kept)).toEqual(resumed);
    await expect(
      inTransaction((context) => suspendDeadline(context, kept, { on: '2026-10-23', ...why })),
    ).rejects.toThrow('deadlines.errors.suspended-once');
    await expect(
      inTransaction((context) =>
        suspendDeadline(context, kept, { on: '2026-11-20', ground: 'replacement-document', reason: 'Illisible' }),
      ),
    ).rejects.toThrow('deadlines.errors.second-half');
    const reply = await start('complaint.answer', '2026-10-05');
    await expect(
      inTransaction((context) => suspendDeadline(context, reply, { on: '2026-10-06', ...why })),
    ).rejects.toThrow('deadlines.errors.no-suspension');
  });

  test('is extended once, in time, with a reason, by the length that the law gives', async () => {
    const kept = await start('information-request.reply', '2026-11-02');
    const extend = (on: string, reason: string, days?: number) =>
      inTransaction((context) => extendDeadline(context, kept, { on, reason, days }));
    await expect(extend('2026-11-10', ' ')).rejects.toThrow('deadlines.errors.reason-missing');
    await expect(extend('2027-01-10', 'Volume')).rejects.toThrow('deadlines.errors.too-late');
    const extended = await extend('2026-11-20', 'Volume des documents');
    expect(extended).toMatchObject({
      firstDue: kept.due,
      extension: { value: 20, unit: 'working-days', on: '2026-11-20', reason: 'Volume des documents' },
    });
    expect(extended.due).toBe('2026-12-30');
    await expect(extend('2026-11-21', 'Encore')).rejects.toThrow('deadlines.errors.extended-once');
    const procedure = await start('procedure.decision', '2026-10-05');
    await expect(
      inTransaction((context) => extendDeadline(context, procedure, { on: '2026-11-01', reason: 'Enquête publique' })),
    ).rejects.toThrow('deadlines.errors.length-missing');
    const longer = await inTransaction((context) =>
      extendDeadline(context, procedure, { on: '2026-11-01', reason: 'Enquête publique', days: 15 }),
    );
    expect(longer).toMatchObject({ firstDue: '2026-12-07', due: '2026-12-23' });
    const answer = await start('complaint.answer', '2026-11-02');
    await expect(
      inTransaction((context) => extendDeadline(context, answer, { on: '2026-11-03', reason: 'x', days: 5 })),
    ).rejects.toThrow('deadlines.errors.no-extension');
  });

  test('ends met or cancelled, and keeps whether it was late', async () => {
    const kept = await start('complaint.incomplete', '2026-11-02');
    const which = { institutionId, subject: kept.subject };
    const other = await inTransaction((context) =>
      meetDeadlines(context, { ...which, rules: ['complaint.answer'] }, '2026-11-10'),
    );
    expect(other).toEqual([]);
    const [met] = await inTransaction((context) => meetDeadlines(context, which, '2026-11-24'));
    expect(met).toMatchObject({ state: 'met', metOn: '2026-11-24', due: '2026-11-17' });
    expect(met && isLate(met, '2030-01-01')).toBe(true);
    expect(await inTransaction((context) => cancelDeadlines(context, which))).toEqual([]);
    const dropped = await start('complaint.incomplete', '2026-11-02');
    await inTransaction((context) => cancelDeadlines(context, { institutionId, subject: dropped.subject }));
    expect((await again(dropped))?.state).toBe('cancelled');
  });
});

describe('where the law gives no length', () => {
  test('nothing is invented: there is no clock until the body has set one', async () => {
    const subject = { kind: 'test-case', id: newId() };
    const begin = () =>
      inTransaction((context) =>
        startDeadline(context, { institutionId, subject, rule: 'consultation.local', from: '2026-11-20' }),
      );
    expect(await begin()).toBeNull();
    const tenant = null;
    const institution = 'laayoune-sakia-el-hamra';
    const set = (rule: string, period: object | null) =>
      program.actions.perform(setPeriod, { actor, tenant, input: { institution, rule, period } });
    await set('consultation.local', { value: 15, unit: 'days' });
    expect(await begin()).toMatchObject({ period: { value: 15, unit: 'days' }, due: '2026-12-07' });
    await set('consultation.local', null);
    await expect(set('complaint.answer', { value: 5, unit: 'days' })).rejects.toThrow('deadlines.errors.law-decides');
    await expect(set('nothing', { value: 5, unit: 'days' })).rejects.toThrow('deadlines.errors.unknown-rule');
  });
});

describe('when the calendar changes', () => {
  test('a provisional date becomes firm or moves with the announcement, and its certainty is kept', async () => {
    // Eid al-Fitr of 1448 is computed for 10 and 11 March 2027, a Wednesday and a Thursday.
    const kept = await start('complaint.incomplete', '2027-02-22');
    expect(kept).toMatchObject({ due: '2027-03-09', provisional: true });
    const far = await start('complaint.incomplete', '2027-03-01');
    const fitr = (await allHolidays(db)).find(({ feast, year }) => feast === 'eid-al-fitr' && year === 1448);
    expect(fitr?.firstDay).toBe('2027-03-10');
    const announce = (firstDay: string) =>
      program.actions.perform(announceHoliday, {
        actor,
        tenant: null,
        input: { holiday: fitr?.id, firstDay, source: 'Ministère des Habous' },
      });
    await announce('2027-03-09');
    await refresh('2027-03-08', '2027-03-12');
    expect(await again(kept)).toMatchObject({ due: '2027-03-11', provisional: false });
    expect(await again(far)).toEqual(far);
    const { rows } = await import('kysely').then(({ sql }) =>
      sql<{ detail: { moved: unknown[] } }>`select detail from audit where event = 'deadlines.refreshed'`.execute(db),
    );
    expect(rows.at(-1)?.detail.moved).toEqual([{ deadline: kept.id, before: '2027-03-09', due: '2027-03-11' }]);
    await expect(announce('2027-03-20')).rejects.toMatchObject({ faults: [{ key: 'deadlines.errors.too-far' }] });
  });

  test('an exceptional closure moves what ended on it', async () => {
    const kept = await start('complaint.incomplete', '2026-11-25');
    expect(kept.due).toBe('2026-12-10');
    await program.actions.perform(addClosure, {
      actor,
      tenant: null,
      input: { firstDay: '2026-12-10', days: 2, name: { ar: 'إغلاق', fr: 'Fermeture' }, source: 'Décret d’essai' },
    });
    await refresh('2026-12-09', '2026-12-12');
    expect((await again(kept))?.due).toBe('2026-12-14');
  });

  test('beyond the calendar there is no date, until the year is entered', async () => {
    const kept = await start('information-request.reply', '2028-12-15');
    expect(kept).toMatchObject({ due: null, state: 'running' });
    await program.actions.perform(addYear, { actor, tenant: null, input: { year: 2029 } });
    await refresh('2029-01-01', '2029-12-31');
    expect((await again(kept))?.due).toBe('2029-01-16');
    await expect(program.actions.perform(addYear, { actor, tenant: null, input: { year: 2029 } })).rejects.toThrow(
      'deadlines.errors.year-known',
    );
  });
});

describe('the desk', () => {
  test('sees what is due and what is late of bodies, never what citizens must do', async () => {
    const soon = await start('complaint.answer', '2026-09-25');
    const late = await start('complaint.incomplete', '2026-10-20');
    const citizen = await start('procedure.appeal', '2026-10-22');
    const today = program.clock.today();
    const bodies = { institutionIds: [institutionId], kinds: ['test-case'], limit: 100 };
    const ids = (found: KeptDeadline[]) => found.map(({ id }) => id);
    const week = await dueBetween(db, { ...bodies, from: today, until: '2026-11-28' });
    expect(ids(week)).toContain(soon.id);
    expect(ids(week)).not.toContain(citizen.id);
    expect(ids(await lateDeadlines(db, { ...bodies, today }))).toContain(late.id);
    expect(await lateDeadlines(db, { ...bodies, institutionIds: [], today })).toEqual([]);
    expect(ids(await lateDeadlines(db, { ...bodies, kinds: ['other'], today }))).toEqual([]);
  });

  test('a last day that has passed is written down once, with what silence means', async () => {
    const late = await start('association.final-receipt', '2026-09-01');
    const mark = () => program.actions.perform(markLateDeadlines, { actor, tenant: null, input: {} });
    expect((await mark()).count).toBeGreaterThan(0);
    expect((await mark()).count).toBe(0);
    expect(await again(late)).toMatchObject({ state: 'late', silence: 'may-operate', lapsedOn: '2026-11-21' });
    const [met] = await inTransaction((context) =>
      meetDeadlines(context, { institutionId, subject: late.subject }, '2026-11-23'),
    );
    expect(met).toMatchObject({ state: 'met', lapsedOn: '2026-11-21' });
  });

  test('a date is the same whatever zone the database believes to be in', async () => {
    const kept = await start('complaint.answer', '2026-09-20');
    const due = await db.transaction().execute(async (tx) => {
      const { sql } = await import('kysely');
      await sql`set local timezone = 'Pacific/Kiritimati'`.execute(tx);
      const row = await within(tx, institutionId)
        .selectFrom('deadline')
        .select(['deadline.due_on', 'deadline.from_day'])
        .where('deadline.id', '=', kept.id)
        .executeTakeFirstOrThrow();
      return [row.from_day, row.due_on];
    });
    expect(due).toEqual(['2026-09-20', '2026-11-19']);
  });
});
