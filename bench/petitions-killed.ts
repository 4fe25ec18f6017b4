// kill -9 of a web process, of the process with the jobs and of the database while people sign, ten times: whoever was told that they
// signed is there, once; the counters are the rows; the published root is over all of them. `npm run bench -- petitions-killed`
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startProduct } from './harness/product.ts';
import { report } from './harness/report.ts';
import { addPetition, beginSignatures, formsOf, type SyntheticPetition } from './harness/synthetic-signatures.ts';
import { type Ask, type Streamed, traffic } from './harness/traffic.ts';

const KILLS = ['web', 'database', 'jobs', 'web', 'database', 'jobs', 'web', 'database', 'jobs', 'database'] as const;
const SIGNATURES = 500;
const WAITING = 32;
const PATIENCE = 60_000;

const { say, note, end } = report('petitions-killed');
note('Starting the product on a new database…');
// Two web processes, and the first one with the jobs.
const product = await startProduct({ JAMAA_TRUSTED_PROXIES: '127.0.0.1', JAMAA_WORKERS: '2' });
try {
  await measure();
} finally {
  await product.stop();
}
end();

async function measure(): Promise<void> {
  let acknowledged = 0;
  let unanswered = 0;
  let petition: SyntheticPetition | undefined;
  for (const [round, victim] of KILLS.entries()) {
    const asks = await product.withDatabase(async (connection, _stopped, { keys, postmaster }) => {
      const client = await connected(connection);
      petition ??= await addPetition(client);
      const tokens = await beginSignatures(client, keys, petition, SIGNATURES);
      const forms = await formsOf(product.port, petition, tokens);
      const signing = traffic(product.port, [{ asks: forms, connections: WAITING, patience: 5_000 }]);
      await signedSince(client, petition, round * SIGNATURES + 20 * (round + 1));
      process.kill(victim === 'database' ? postmaster : victim === 'web' ? someWebProcess() : product.pid, 'SIGKILL');
      const [told] = await signing;
      if (!told) throw new Error('nobody was answered');
      await client.end().catch(() => undefined);
      acknowledged += Object.keys(told.led).length;
      unanswered += SIGNATURES - Object.keys(told.led).length;
      note(`${round + 1}. ${victim}: ${JSON.stringify(told.statuses)}`);
      return { forms, told };
    });
    if (victim === 'jobs') await product.restart();
    await everybodyIsThere(petition as SyntheticPetition, asks.forms, asks.told, (round + 1) * SIGNATURES);
  }
  say({ case: 'killed', metric: 'times', value: KILLS.length, unit: '' });
  say({ case: 'killed', metric: 'acknowledged_before', value: acknowledged, unit: '' });
  say({ case: 'killed', metric: 'sent_again', value: unanswered, unit: '' });
  await rootsVerify(petition as SyntheticPetition);
  say({ case: 'killed', metric: 'lost', value: 0, unit: '' });
}

async function connected(connection: pg.PoolConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, options: '-c timezone=UTC' });
  // The database is killed under it.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Waits until more than so many have signed: the kill comes while the others do. */
async function signedSince(client: pg.Client, { id }: SyntheticPetition, count: number): Promise<void> {
  for (;;) {
    const { rows } = await client.query('select count(*)::int as n from petition_signature where petition_id = $1', [
      id,
    ]);
    if (rows[0].n > count) return;
    await pause(5);
  }
}

function someWebProcess(): number {
  const children = readFileSync(`/proc/${product.pid}/task/${product.pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number);
  const web = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('\0web'));
  if (web === undefined) throw new Error('there is no web process');
  return web;
}

/** Who was told so signed, once. Who was not told sends the form again, and so do all others: the answer is the same signature. */
async function everybodyIsThere(
  petition: SyntheticPetition,
  forms: Ask[],
  told: Streamed,
  total: number,
): Promise<void> {
  const before = await atPeace(petition);
  for (const place of Object.keys(told.led))
    if (!before.ids.has(idIn(told.led[Number(place)])))
      throw new Error('somebody was told that they signed, and is not there');
  const [again] = await traffic(product.port, [{ asks: forms, connections: WAITING }]);
  if (!again || again.statuses['303'] !== forms.length)
    throw new Error(`sent again: ${JSON.stringify(again?.statuses)}`);
  for (const [place, location] of Object.entries(told.led))
    if (idIn(location) !== idIn(again.led[Number(place)])) throw new Error('the same link led to two signatures');
  const after = await atPeace(petition);
  if (after.ids.size !== total || after.counted !== total)
    throw new Error(`${total} signed; ${after.ids.size} are there and ${after.counted} are counted`);
}

function idIn(location = ''): string {
  return new URL(location, 'http://localhost').searchParams.get('s') ?? '';
}

/** The signatures that are there and what the counters say, once the database answers again and the product with it. */
async function atPeace({ id }: SyntheticPetition): Promise<{ ids: Set<string>; counted: number }> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      const answer = await fetch(`http://127.0.0.1:${product.port}/healthz`, {
        headers: { host: `localhost:${product.port}` },
      });
      if (answer.ok)
        return await product.withDatabase(async (connection) => {
          const client = await connected(connection);
          const { rows } = await client.query<{ id: string; counted: number }>(
            `select id, (select sum(signatures)::int from petition_count where petition_id = $1) as counted
             from petition_signature where petition_id = $1 and state = 'counted'`,
            [id],
          );
          await client.end();
          return { ids: new Set(rows.map((row) => row.id)), counted: rows[0]?.counted ?? 0 };
        });
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    if (performance.now() > end) throw new Error('the product did not come back in time');
    await pause(200);
  }
}

/** Two jobs that put counters right change nothing; the root is over all signatures; the product finds nothing wrong. */
async function rootsVerify(petition: SyntheticPetition): Promise<void> {
  const before = await atPeace(petition);
  await product.withDatabase(async (connection) => {
    const client = await connected(connection);
    const jobs = ['petitions.reconcile-counters', 'petitions.reconcile-counters', 'petitions.publish-roots'];
    for (const job of jobs) await client.query('select graphile_worker.add_job($1)', [job]);
    const deadline = performance.now() + PATIENCE;
    for (;;) {
      const { rows } = await client.query(
        `select signatures, (select count(*)::int from graphile_worker.jobs where task_identifier = any($2)) as waiting
         from petition_root where petition_id = $1`,
        [petition.id, jobs],
      );
      if (rows[0]?.waiting === 0) {
        if (rows[0].signatures !== before.ids.size)
          throw new Error(`the root is over ${rows[0].signatures} signatures`);
        break;
      }
      if (performance.now() > deadline) throw new Error('no root was published in time');
      await pause(200);
    }
    await client.end();
  });
  const after = await atPeace(petition);
  if (after.counted !== before.counted) throw new Error('putting counters right changed them');
  note(product.run('verify'));
}
