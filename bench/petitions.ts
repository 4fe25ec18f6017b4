// Signing at the peak, over HTTP with everything in it, against the same form at the same concurrency where every signature has a
// transaction of its own, in the same run; the same with a slow disk; readers meanwhile; and ten million signatures, or as many as are named.
// `npm run bench -- petitions [SIGNATURES]`
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { receiptOf } from '#modules/petitions/signing.ts';
import type { Keys } from '#platform/keys.ts';
import { startProduct } from './harness/product.ts';
import { median, percentile, report } from './harness/report.ts';
import { type SignServer, startSignServer } from './harness/sign-server.ts';
import { compileSlowSync, startedAgain } from './harness/slow-disk.ts';
import {
  addPetition,
  beginSignatures,
  fillPetition,
  formsOf,
  type SyntheticPetition,
  signatureId,
} from './harness/synthetic-signatures.ts';
import { type Ask, type Streamed, traffic } from './harness/traffic.ts';
import { connections, newVisitor } from './harness/visitor.ts';

const ROUNDS = 3;
const PATIENCE = 1_800_000;
/** Waiting at once, and signatures of one round. */
const CROWDS = [
  { waiting: 1, signatures: 300 },
  { waiting: 256, signatures: 4_000 },
  { waiting: 2_000, signatures: 6_000 },
] as const;
const SLOW = { waiting: 256, signatures: 3_000, milliseconds: 2 };
const MANY = Number(process.argv[2] ?? 10_000_000);
const READERS = { perSecond: 2_000, connections: 64, seconds: 10, toOneSignature: 20 };

const { say, note, end } = report('petitions');
note('Starting the product on a new database…');
// Every signatory has an address of their own, as a proxy in front says it.
const product = await startProduct({ JAMAA_TRUSTED_PROXIES: '127.0.0.1' });
try {
  await inside(async (scene) => {
    for (const { waiting, signatures } of CROWDS) await signing(scene, `sign-${waiting}`, waiting, signatures);
    await reading(scene);
    await manySignatures(scene);
  });
  await slowDisk();
} finally {
  await product.stop();
}
end();

type Scene = {
  client: pg.Client;
  keys: Keys;
  plain: SignServer;
  petition: SyntheticPetition;
  /** Forms that confirm so many signatures which were begun before, for the program at a port. */
  forms(count: number, port?: number): Promise<Ask[]>;
};

async function inside(work: (scene: Scene) => Promise<void>): Promise<void> {
  await product.withDatabase(async (connection, _stopped, { keys }) => {
    const client = new pg.Client({ ...connection, options: '-c timezone=UTC' });
    await client.connect();
    const plain = await startSignServer(product.settings);
    try {
      const petition = await addPetition(client);
      const forms = async (count: number, port = product.port) => {
        const tokens = await beginSignatures(client, keys, petition, count);
        return formsOf(port, petition, tokens);
      };
      await work({ client, keys, plain, petition, forms });
    } finally {
      await plain.stop();
      await client.end();
    }
  });
}

/** All are answered with a receipt, and all are there. */
async function counted(scene: Scene, answers: Streamed, asked: number): Promise<void> {
  if (answers.statuses['303'] !== asked) throw new Error(`of ${asked}: ${JSON.stringify(answers.statuses)}`);
  const { rows } = await scene.client.query<{ rows: number; counted: number }>(
    `select (select count(*)::int from petition_signature where petition_id = $1) as rows,
       (select sum(signatures)::int from petition_count where petition_id = $1) as counted`,
    [scene.petition.id],
  );
  if (rows[0]?.rows !== rows[0]?.counted)
    throw new Error(`the counter says ${rows[0]?.counted}, there are ${rows[0]?.rows}`);
}

/** Batches and single transactions in turns, so that whatever else the machine does falls on both. */
async function signing(scene: Scene, name: string, waiting: number, signatures: number): Promise<void> {
  note(`Signing, ${name}…`);
  const ours: Streamed[] = [];
  const theirs: Streamed[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const crowd = async (port: number) => {
      const [answers] = await traffic(port, [{ asks: await scene.forms(signatures, port), connections: waiting }]);
      if (!answers) throw new Error('nothing was measured');
      await counted(scene, answers, signatures);
      return answers;
    };
    const plain = await crowd(scene.plain.port);
    const mine = await crowd(product.port);
    // The first round warms both up.
    if (round === 0) continue;
    theirs.push(plain);
    ours.push(mine);
  }
  compare(name, 'signatures_per_s', '1/s', ours, theirs, ({ times, seconds }) => times.length / seconds);
  for (const share of [0.5, 0.99])
    compare(name, `p${share * 100}_ms`, 'ms', ours, theirs, ({ times }) => percentile(times, share));
}

/** The pages that are read while people sign, at one pace: without anybody who signs, and with one signature for twenty readings. */
async function reading(scene: Scene): Promise<void> {
  note('Reading, with and without signatures…');
  const { perSecond, seconds, toOneSignature } = READERS;
  const site = `/ar/laayoune-sakia-el-hamra/petitions`;
  const paths = [`${site}/${scene.petition.reference}`, `${site}/${scene.petition.reference}/count.json`, site];
  const readers = { asks: paths.map((path) => ({ path })), connections: READERS.connections, seconds, perSecond };
  const quiet: Streamed[] = [];
  const busy: Streamed[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const asks = await scene.forms((seconds * perSecond) / toOneSignature);
    const signers = { asks, connections: 64, perSecond: perSecond / toOneSignature };
    const [alone] = await traffic(product.port, [readers]);
    const [meanwhile, signed] = await traffic(product.port, [readers, signers]);
    if (!alone || !meanwhile || !signed) throw new Error('nothing was measured');
    await counted(scene, signed, asks.length);
    if (meanwhile.statuses['200'] !== meanwhile.times.length) throw new Error(JSON.stringify(meanwhile.statuses));
    if (round === 0) continue;
    quiet.push(alone);
    busy.push(meanwhile);
  }
  for (const share of [0.5, 0.95])
    compare('readers-while-signing', `p${share * 100}_ms`, 'ms', busy, quiet, ({ times }) => percentile(times, share));
}

/** A petition that so many have signed: its root, its page and its count made anew, and the check of receipts. */
async function manySignatures({ client, keys }: Scene): Promise<void> {
  const name = MANY === 10_000_000 ? 'receipt-1e7' : `receipt-${MANY}`;
  note(`Adding ${MANY} signatures…`);
  const petition = await addPetition(client);
  await fillPetition(client, petition, MANY);
  // The daily root may have come while there was nothing to count.
  await client.query('delete from petition_root where petition_id = $1', [petition.id]);
  const started = performance.now();
  await client.query(`select graphile_worker.add_job('petitions.publish-roots')`);
  for (let signed = 0; signed !== MANY; ) {
    await pause(500);
    const { rows } = await client.query('select signatures from petition_root where petition_id = $1', [petition.id]);
    signed = rows[0]?.signatures ?? 0;
    if (performance.now() - started > PATIENCE) throw new Error('no root was published in time');
  }
  say({ case: name, metric: 'root_s', value: (performance.now() - started) / 1000, unit: 's' });
  const path = `/ar/laayoune-sakia-el-hamra/petitions/${petition.reference}`;
  const receipts = Array.from({ length: 500 }, () => {
    const s = signatureId(1 + Math.floor(Math.random() * MANY));
    return `${path}/check?${new URLSearchParams({ s, receipt: receiptOf(keys, s) })}`;
  });
  const first = await newVisitor(product.port, connections()).get(receipts[0] ?? '');
  if (!first.text.includes('proof.json')) throw new Error('a receipt was not found in the root');
  const asked = { page: Array(500).fill(path), count: Array(500).fill(`${path}/count.json`), receipt: receipts };
  for (const [what, paths] of Object.entries(asked)) {
    // A cookie that the page cache does not know: every answer is made anew.
    const asks = paths.map((one) => ({ path: one, cookie: 'of-another-program=1' }));
    const [answers] = await traffic(product.port, [{ asks, connections: 4 }]);
    if (answers?.statuses['200'] !== asks.length) throw new Error(JSON.stringify(answers?.statuses));
    const metric = what === 'receipt' ? 'p99_ms' : `${what}_p99_ms`;
    say({ case: name, metric, value: percentile(answers.times, 0.99), unit: 'ms' });
  }
}

/** The same crowd where the disk takes 2 ms more each time it is waited for. */
async function slowDisk(): Promise<void> {
  const name = `sign-${SLOW.waiting}-slow-disk`;
  const library = await compileSlowSync(SLOW.milliseconds);
  if (!library) {
    note(`${name} is left out: no C compiler (cc) here.`);
    return;
  }
  let again: ((library: string) => Promise<void>) | undefined;
  await product.withDatabase(async (_connection, _stopped, { postmaster }) => {
    again = await startedAgain(postmaster);
  });
  await product.restart(() => again?.(library) ?? Promise.resolve());
  await inside((scene) => signing(scene, name, SLOW.waiting, SLOW.signatures));
}

/** The middle of the rounds, each against the round beside it. */
function compare<T>(
  name: string,
  metric: string,
  unit: string,
  ours: readonly T[],
  theirs: readonly T[],
  of: (round: T) => number,
) {
  say({
    case: name,
    metric,
    value: median(ours.map(of)),
    unit,
    reference: median(theirs.map(of)),
    ratio: median(ours.map((round, i) => of(round) / of(theirs[i] as T))),
  });
}
