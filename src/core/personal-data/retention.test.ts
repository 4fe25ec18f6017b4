import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { actionRunner } from '#platform/action.ts';
import { handClock } from '#platform/clock.ts';
import { silentLog } from '#platform/log.ts';
import { collectOffers, defineModule, type Retention } from '#platform/module.ts';
import { system } from '#platform/tenant.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { eraseOld } from './actions/erase-old.ts';
import { eraseOldJob } from './jobs.ts';
import { countTooOld, keptSince } from './retention.ts';
import { runRetention } from './retention-command.ts';

const { db } = await testDatabase();
const NOW = new Date('2026-11-21T10:00:00Z');

describe('the moment before which something is too old', () => {
  test('goes by the calendar', () => {
    expect(keptSince({ years: 1 }, NOW).toISOString()).toBe('2025-11-21T10:00:00.000Z');
    expect(keptSince({ days: 30 }, NOW).toISOString()).toBe('2026-10-22T10:00:00.000Z');
    expect(keptSince({ months: 1 }, new Date('2026-03-31T00:00:00Z')).toISOString()).toBe('2026-02-28T00:00:00.000Z');
    expect(keptSince({ years: 1 }, new Date('2028-02-29T00:00:00Z')).toISOString()).toBe('2027-02-28T00:00:00.000Z');
  });

  test('is never after now, and more time is never later', () => {
    const length = fc.record({ years: fc.nat(20), months: fc.nat(24), days: fc.nat(400) });
    const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(length, moment, (keep, now) => {
        expect(keptSince(keep, now).getTime()).toBeLessThanOrEqual(now.getTime());
        expect(keptSince({ ...keep, days: keep.days + 1 }, now) < keptSince(keep, now)).toBe(true);
      }),
    );
  });
});

describe('what is too old', () => {
  const rule: Retention = {
    kind: 'trees.leaves',
    source: 'Law of autumn',
    keep: { days: 10 },
    async apply(tx, before, dryRun) {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from leaf where fell_at < ${before}`.execute(
        tx,
      );
      if (!dryRun) await sql`delete from leaf where fell_at < ${before}`.execute(tx);
      return rows[0]?.n ?? 0;
    },
  };
  const offers = collectOffers([defineModule({ name: 'trees', uses: [], retentions: [rule] })]);
  const clock = handClock(NOW);
  const actions = actionRunner({
    db,
    clock,
    log: silentLog(),
    queueJob: async () => {},
    announce: async () => {},
    offers,
  });
  const left = async () => (await sql<{ n: number }>`select count(*)::int as n from leaf`.execute(db)).rows[0]?.n;

  test('is counted without a change, then erased and written down', async () => {
    await sql`create table leaf (fell_at timestamptz)`.execute(db);
    await sql`insert into leaf select ${NOW}::timestamptz - make_interval(days => n) from generate_series(1, 20) n`.execute(
      db,
    );
    expect(await countTooOld(db, offers.retentions, NOW)).toMatchObject([{ kind: 'trees.leaves', count: 10 }]);
    expect(await left()).toBe(20);
    const done = await actions.perform(eraseOld, {
      actor: system('test'),
      tenant: null,
      input: { kind: 'trees.leaves' },
    });
    expect(done.count).toBe(10);
    expect(await left()).toBe(10);
  });

  test('goes every night, rule by rule', async () => {
    clock.set('2026-11-26T02:40:00Z');
    const told: unknown[] = [];
    await eraseOldJob.run(undefined, {
      db,
      clock,
      actions,
      offers,
      around: undefined as never,
      log: { info: (details) => told.push(details) },
    });
    expect(await left()).toBe(5);
    expect(told).toEqual([{ kind: 'trees.leaves', count: 5 }]);
  });

  test('is told and removed by the command line too', async () => {
    clock.set('2026-11-28T10:00:00Z');
    const said: string[] = [];
    const context = {
      db,
      clock,
      actions,
      say: (line: string) => said.push(line),
      note: () => {},
      signal: new AbortController().signal,
    };
    await runRetention(['--dry-run'], context, offers.retentions);
    expect(said).toEqual(['trees.leaves  kept since 2026-11-18  2 to remove']);
    expect(await left()).toBe(5);
    await runRetention([], context, offers.retentions);
    expect(said.at(-1)).toBe('trees.leaves  kept since 2026-11-18  2 removed');
    expect(await left()).toBe(3);
    await expect(runRetention(['--all'], context, offers.retentions)).rejects.toThrow('jamaa retention');
  });

  test('a rule that would change something in its dry run changes nothing', async () => {
    const rash: Retention = { ...rule, apply: (tx, before) => rule.apply(tx, before, false) };
    await countTooOld(db, [rash], new Date('2027-11-21T00:00:00Z'));
    expect(await left()).toBe(3);
  });
});
