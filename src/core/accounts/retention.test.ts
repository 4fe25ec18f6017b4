import { describe, expect, test } from 'vitest';
import { countTooOld } from '#core/personal-data/index.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { signIn } from '../../../test/setup/sign-in.ts';
import { dropOldSignIns } from './jobs.ts';
import { accountRetentions } from './retention.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const DAY = 86_400_000;
const day = (n: number) => new Date(program.clock.now().getTime() - n * DAY);

describe('technical records', () => {
  test('of a session that ended tell when and where it was, and open nothing', async () => {
    const { browser, personId } = await signIn(program, db, 'salma@example.ma');
    const [session] = await db.selectFrom('session').selectAll().execute();
    await browser.submit('/ar/me/devices', { which: 'everywhere' }, {});
    expect(await db.selectFrom('session').selectAll().execute()).toEqual([]);
    const kept = await db.selectFrom('ended_session').selectAll().execute();
    expect(kept).toEqual([
      {
        id: session?.id,
        person_id: personId,
        method: 'code',
        device: session?.device,
        created_at: session?.created_at,
        last_seen_at: session?.last_seen_at,
      },
    ]);
  });

  test('of codes keep no address once they are over', async () => {
    const before = await db.selectFrom('challenge').select(['id', 'sealed']).execute();
    expect(before.every((one) => one.sealed.length > 0)).toBe(true);
    program.clock.set('2026-11-23T10:00:00Z');
    const { clock, actions, around } = program;
    await dropOldSignIns.run(undefined, {
      db,
      clock,
      actions,
      around,
      offers: undefined as never,
      log: { info: () => {} },
    });
    const after = await db.selectFrom('challenge').select(['sealed', 'code_hash', 'token_hash']).execute();
    expect(after).toHaveLength(before.length);
    for (const one of after) expect(one).toEqual({ sealed: Buffer.alloc(0), code_hash: null, token_hash: null });
  });

  test('are kept for a year and no longer; a dry run only counts them', async () => {
    const person = await db.selectFrom('person').select('id').executeTakeFirstOrThrow();
    const old = { person_id: person.id, official_id: null, institution_id: null, what: 'x', reason: null };
    await db
      .insertInto('access_log')
      .values([
        { id: newId(), at: day(364), ...old },
        { id: newId(), at: day(366), ...old },
      ])
      .execute();
    await db
      .updateTable('ended_session')
      .set({ last_seen_at: day(366) })
      .execute();
    await db
      .updateTable('challenge')
      .set({ created_at: day(366) })
      .execute();
    const now = program.clock.now();
    const told = async () =>
      (await countTooOld(db, accountRetentions, now)).map(({ kind, count }) => [kind, count] as const);
    const all = [
      ['accounts.challenges', 1],
      ['accounts.sessions', 1],
      ['accounts.access-log', 1],
    ];
    expect(await told()).toEqual(all);
    expect(await told()).toEqual(all);
    for (const rule of accountRetentions) await db.transaction().execute((tx) => rule.apply(tx, day(365), false));
    expect(await told()).toEqual(all.map(([kind]) => [kind, 0]));
    expect(await db.selectFrom('access_log').select('at').execute()).toEqual([{ at: day(364) }]);
  });
});
