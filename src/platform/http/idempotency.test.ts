import { beforeEach, describe, expect, test } from 'vitest';
import { aPerson } from '../../../test/setup/actors.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { anyone } from '../access.ts';
import { actionRunner, defineAction } from '../action.ts';
import { z } from '../api.ts';
import { handClock } from '../clock.ts';
import { Conflict, InvalidInput } from '../errors.ts';
import { silentLog } from '../log.ts';
import { type Actor, NOBODY } from '../tenant.ts';
import { forgetKeysJob, idempotent } from './idempotency.ts';

const { db, pool } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
const log = silentLog();
await pool.query('create table tree (name text not null)');

/** What happens inside the action, while its transaction is open. */
let meanwhile: (name: string) => Promise<void> = async () => {};
const actions = actionRunner({ db, clock, log, queueJob: async () => {}, announce: async () => {} });
const plantTree = defineAction({
  name: 'trees.plant-tree',
  input: z.object({ name: z.string() }),
  access: anyone,
  event: 'tree.planted',
  run: async ({ db: tx }, { name }) => {
    await tx
      .insertInto('tree' as never)
      .values({ name } as never)
      .execute();
    await meanwhile(name);
    return { planted: name };
  },
});
const plantTrees = defineAction({
  name: 'trees.plant-trees',
  input: z.object({ name: z.string() }),
  access: anyone,
  event: 'tree.planted',
  runBatch: async ({ db: tx }, calls) => {
    await tx
      .insertInto('tree' as never)
      .values(calls.map(({ input }) => ({ name: input.name })) as never)
      .execute();
    return calls.map(({ input }) =>
      input.name === 'weed' ? new InvalidInput([{ pointer: '/name' }]) : { planted: input.name },
    );
  },
});

type Call = { key?: string; name?: string; actor?: Actor; address?: string; action?: typeof plantTree };
const plant = ({ key = 'k', name = 'oak', actor = NOBODY, address = 'POST /trees', action = plantTree }: Call = {}) =>
  idempotent<{ planted: string }>(
    { db, clock },
    { key, actor, address, body: { name } },
    (result) => ({ status: 201, body: JSON.stringify(result) }),
    (settle) => actions.perform(action, { actor, tenant: null, input: { name }, settle }),
  );
const standing = async () => (await pool.query('select name from tree order by name')).rows.map((row) => row.name);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Conflict ? error.key : error),
  );
const person = (id: string): Actor => aPerson({ id });

/** A gate that stays shut until it is opened, and tells when somebody stands before it. */
function gate() {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const { promise: reached, resolve: arrive } = Promise.withResolvers<void>();
  return {
    open,
    reached,
    pass: async () => {
      arrive();
      await opened;
    },
  };
}

beforeEach(async () => {
  meanwhile = async () => {};
  clock.set('2026-11-21T10:00:00Z');
  await pool.query('truncate tree, idempotency_key, audit');
});

describe('the same key', () => {
  test('gives the same answer, and the thing is done once', async () => {
    const first = await plant();
    expect(first).toEqual({ status: 201, body: '{"planted":"oak"}' });
    clock.advance(23 * 3_600_000);
    expect(await plant()).toEqual(first);
    expect(await standing()).toEqual(['oak']);
    expect((await pool.query('select count(*)::int as n from audit')).rows[0].n).toBe(1);
  });

  test('with another body is a conflict', async () => {
    await plant();
    expect(await refusal(plant({ name: 'fir' }))).toBe('platform.errors.idempotency-key-reused');
    expect(await standing()).toEqual(['oak']);
  });

  test('of somebody else, or at another address, is another key', async () => {
    await plant({ actor: person('a') });
    await plant({ actor: person('b') });
    await plant({ actor: person('b'), address: 'POST /gardens' });
    expect(await standing()).toEqual(['oak', 'oak', 'oak']);
  });

  test('a day later is new', async () => {
    await plant();
    clock.advance(24 * 3_600_000 + 1);
    await plant({ name: 'fir' });
    expect(await standing()).toEqual(['fir', 'oak']);
  });

  test('after a refusal may be sent again, mended', async () => {
    meanwhile = async () => {
      throw new InvalidInput([{ pointer: '/name' }]);
    };
    await expect(plant()).rejects.toThrow(InvalidInput);
    expect(await standing()).toEqual([]);
    meanwhile = async () => {};
    expect((await plant({ name: 'fir' })).status).toBe(201);
    expect(await standing()).toEqual(['fir']);
  });

  test('is kept as a fingerprint only', async () => {
    await plant({ key: 'a-key-that-could-tell-something' });
    const { rows } = await pool.query('select key from idempotency_key');
    expect(rows).toEqual([{ key: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  });
});

describe('the same key at the same time', () => {
  test('is done once: the second is told to wait, and later gets the answer', async () => {
    const slow = gate();
    meanwhile = slow.pass;
    const first = plant();
    await slow.reached;
    expect(await refusal(plant())).toBe('platform.errors.still-running');
    expect(await refusal(plant({ name: 'fir' }))).toBe('platform.errors.still-running');
    slow.open();
    const answer = await first;
    expect(await plant()).toEqual(answer);
    expect(await standing()).toEqual(['oak']);
  });

  test('by many at once plants one tree', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => plant()));
    const done = outcomes.filter((one) => one.status === 'fulfilled').map((one) => one.value);
    expect(done.length).toBeGreaterThan(0);
    expect(new Set(done.map((answer) => answer.body))).toEqual(new Set(['{"planted":"oak"}']));
    for (const one of outcomes) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Conflict);
    expect(await standing()).toEqual(['oak']);
  });
});

describe('a program that dies', () => {
  /** The request whose process is gone: it took its key and never came back. */
  const lost = () =>
    idempotent(
      { db, clock },
      { key: 'k', actor: NOBODY, address: 'POST /trees', body: { name: 'oak' } },
      () => ({ status: 201, body: '' }),
      () => new Promise<never>(() => {}),
    );

  test('before the commit leaves the key free after a minute', async () => {
    void lost();
    while ((await pool.query('select 1 from idempotency_key')).rowCount === 0) await Promise.resolve();
    clock.advance(59_000);
    expect(await refusal(plant())).toBe('platform.errors.still-running');
    clock.advance(2_000);
    expect((await plant()).status).toBe(201);
    expect(await standing()).toEqual(['oak']);
  });

  test('after the commit has left its answer', async () => {
    // The answer is written in the transaction of the action itself: whoever sees the tree sees the answer.
    await plant();
    const { rows } = await pool.query('select status, body from idempotency_key');
    expect(rows).toEqual([{ status: 201, body: '{"planted":"oak"}' }]);
  });

  test('only seemed to: what comes back after its key was given away is undone', async () => {
    const slow = gate();
    meanwhile = slow.pass;
    const first = plant();
    await slow.reached;
    clock.advance(61_000);
    meanwhile = async () => {};
    const second = await plant();
    slow.open();
    expect(await refusal(first)).toBe('platform.errors.still-running');
    expect(await standing()).toEqual(['oak']);
    expect(await plant()).toEqual(second);
  });
});

describe('an action done in batches', () => {
  const action = plantTrees as typeof plantTree;

  test('keeps an answer for each call', async () => {
    const first = await Promise.all(['a', 'b', 'c'].map((name) => plant({ key: name, name, action })));
    expect(first.map((answer) => answer.body)).toEqual(['a', 'b', 'c'].map((name) => `{"planted":"${name}"}`));
    expect(await Promise.all(['a', 'b', 'c'].map((name) => plant({ key: name, name, action })))).toEqual(first);
    expect(await standing()).toEqual(['a', 'b', 'c']);
  });

  test('keeps none for a call that was refused', async () => {
    await expect(plant({ key: 'w', name: 'weed', action })).rejects.toThrow(InvalidInput);
    expect((await pool.query('select 1 from idempotency_key')).rowCount).toBe(0);
  });
});

test('answers are forgotten after a day', async () => {
  await pool.query('truncate idempotency_key');
  await plant({ key: 'old' });
  clock.advance(25 * 3_600_000);
  await plant({ key: 'new' });
  await forgetKeysJob.run(undefined, { db, clock, actions, log } as never);
  expect((await pool.query('select count(*)::int as n from idempotency_key')).rows).toEqual([{ n: 1 }]);
});
