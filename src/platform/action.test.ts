import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { aPerson } from '../../test/setup/actors.ts';
import { testDatabase } from '../../test/setup/database.ts';
import { anyone, rule, systemOnly } from './access.ts';
import { type ActionCall, actionRunner, defineAction } from './action.ts';
import { announce } from './cache/invalidation.ts';
import { handClock } from './clock.ts';
import { InvalidInput, NotAllowed, NotFound, NotSignedIn, Refusal, Unavailable } from './errors.ts';
import { queueJob } from './jobs/queue.ts';
import { silentLog } from './log.ts';
import { NOBODY, system } from './tenant.ts';

const { db, pool } = await testDatabase();
await pool.query('create table ballot (voter text primary key, choice text not null)');

const runner = (batchLimit?: number) =>
  actionRunner({ db, clock: handClock('2026-11-21T10:00:00Z'), log: silentLog(), queueJob, announce, batchLimit });
const asNobody = (input: unknown): ActionCall => ({ actor: NOBODY, tenant: null, input });
const count = async (table: string, where = 'true') =>
  Number((await pool.query(`select count(*) as n from ${table} where ${where}`)).rows[0].n);

const input = z.object({ voter: z.string().min(1).max(20), choice: z.enum(['yes', 'no']) });
type Input = z.infer<typeof input>;

const vote = defineAction<Input, undefined, string>({
  name: 'tests.vote',
  input,
  access: anyone,
  event: 'ballot.cast',
  record: ({ voter }) => ({ subject: voter, detail: { kind: 'test' } }),
  run: async ({ db: tx }, { voter, choice }) => {
    await sql`insert into ballot values (${voter}, ${choice})`.execute(tx);
    return voter;
  },
});

test('an action does its work and records it in one transaction', async () => {
  expect(await runner().perform(vote, asNobody({ voter: 'a', choice: 'yes' }))).toBe('a');
  expect(await count('ballot', `voter = 'a'`)).toBe(1);
  const { rows } = await pool.query(`select actor, action, event, subject, detail from audit where subject = 'a'`);
  expect(rows).toEqual([
    { actor: 'nobody', action: 'tests.vote', event: 'ballot.cast', subject: 'a', detail: { kind: 'test' } },
  ]);
});

test('bad input is refused with the place of every fault, and nothing is written', async () => {
  const refused = runner().perform(vote, asNobody({ voter: '', choice: 'perhaps' }));
  const error = await refused.catch((thrown) => thrown);
  expect(error).toBeInstanceOf(InvalidInput);
  expect(error.faults.map((fault: { pointer: string }) => fault.pointer)).toEqual(['/voter', '/choice']);
  expect(await count('ballot', `voter = ''`)).toBe(0);
});

test('when recording fails, what was done is undone', async () => {
  const broken = { ...vote, record: () => ({ institutionId: 'not a uuid' }) };
  await expect(runner().perform(broken, asNobody({ voter: 'b', choice: 'no' }))).rejects.toThrow();
  expect(await count('ballot', `voter = 'b'`)).toBe(0);
});

test('what settles a call is written with it or not at all', async () => {
  const settle = async () => {
    throw new Error('the answer could not be kept');
  };
  await expect(runner().perform(vote, { ...asNobody({ voter: 'c', choice: 'no' }), settle })).rejects.toThrow('kept');
  expect(await count('ballot', `voter = 'c'`)).toBe(0);
});

test('absent and hidden things are the same 404; the rest asks to sign in or refuses', async () => {
  const thing = { ...vote, target: async () => undefined };
  await expect(runner().perform(thing, asNobody({ voter: 'd', choice: 'no' }))).rejects.toBeInstanceOf(NotFound);
  const forSystem = { ...vote, access: systemOnly };
  await expect(runner().perform(forSystem, asNobody({ voter: 'd', choice: 'no' }))).rejects.toBeInstanceOf(NotFound);
  const forMembers = { ...vote, access: rule<undefined>('members', (actor) => actor.kind === 'system') };
  await expect(runner().perform(forMembers, asNobody({ voter: 'd', choice: 'no' }))).rejects.toBeInstanceOf(
    NotSignedIn,
  );
  const person = aPerson();
  await expect(
    runner().perform(forMembers, { actor: person, tenant: null, input: { voter: 'd', choice: 'no' } }),
  ).rejects.toBeInstanceOf(NotAllowed);
  expect(
    await runner().perform(forSystem, { actor: system('test'), tenant: null, input: { voter: 'd', choice: 'no' } }),
  ).toBe('d');
});

/** One statement for the whole batch: who was there already gets a refusal of their own. */
const voteTogether = (sizes: number[]) =>
  defineAction<Input, undefined, string>({
    name: 'tests.vote-together',
    input,
    access: anyone,
    event: 'ballot.cast',
    record: ({ voter }) => ({ subject: voter }),
    runBatch: async ({ db: tx }, calls) => {
      sizes.push(calls.length);
      const { rows } = await sql<{ voter: string }>`
        insert into ballot select distinct on (voter) * from unnest(${calls.map((call) => call.input.voter)}::text[], ${calls.map((call) => call.input.choice)}::text[]) as b(voter, choice)
        on conflict do nothing returning voter`.execute(tx);
      const cast = new Set(rows.map((row) => row.voter));
      return calls.map(({ input: { voter } }) =>
        cast.delete(voter) ? voter : new Refusal('Conflict', 409, 'tests.voted-already'),
      );
    },
  });

test('many at once are done together, each gets an answer of their own, each is recorded', async () => {
  const sizes: number[] = [];
  const action = voteTogether(sizes);
  const together = runner();
  const voters = Array.from({ length: 200 }, (_, index) => `many-${index % 150}`);
  const answers = await Promise.allSettled(
    voters.map((voter) => together.perform(action, asNobody({ voter, choice: 'yes' }))),
  );
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(150);
  for (const answer of answers.filter((one) => one.status === 'rejected'))
    expect(answer.reason).toMatchObject({ status: 409 });
  expect(await count('ballot', `voter like 'many-%'`)).toBe(150);
  expect(await count('audit', `subject like 'many-%'`)).toBe(150);
  expect(sizes.length).toBeLessThan(20);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(200);
});

test('a call that breaks the batch does not take the others with it', async () => {
  const together = runner();
  const action = {
    ...voteTogether([]),
    runBatch: async (context: never, calls: readonly { input: Input }[]) => {
      if (calls.some((call) => call.input.voter === 'poison')) throw new Error('poisoned');
      return voteTogether([]).runBatch?.(context, calls as never) ?? [];
    },
  };
  const answers = await Promise.allSettled(
    ['good-1', 'poison', 'good-2'].map((voter) => together.perform(action as never, asNobody({ voter, choice: 'no' }))),
  );
  expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await count('ballot', `voter like 'good-%'`)).toBe(2);
});

test('beyond the bound of the queue the answer is "come back later"', async () => {
  const small = runner(2);
  const action = voteTogether([]);
  const answers = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) => small.perform(action, asNobody({ voter: `full-${index}`, choice: 'no' }))),
  );
  const refused = answers.filter((answer) => answer.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of refused) expect(answer.reason).toBeInstanceOf(Unavailable);
});
