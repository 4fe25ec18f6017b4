// The page of a thread with a hundred thousand comments against one with a hundred, in the same database and the same run, made anew for
// each visitor: first, middle and last page, the most useful; the list of the API; writing. `npm run bench -- comments`
import pg from 'pg';
import { type LoadResult, load } from './harness/load.ts';
import { addPeople, addSessions } from './harness/people.ts';
import { residentMegabytes, startProduct } from './harness/product.ts';
import { median, percentile, report } from './harness/report.ts';
import { fillThread } from './harness/synthetic-comments.ts';
import { connections, expectStatus, newVisitor } from './harness/visitor.ts';

const SMALL = { reference: 'MALAA0004', count: 100 };
const BIG = { reference: 'MALAA0003', count: 100_000 };
const THREADS = [SMALL, BIG];
const PEOPLE = 1_000;
const WRITERS = 60;
const ROUNDS = 5;

const { say, note, end } = report('comments');
note('Starting the product on a new database…');
const product = await startProduct();
const agent = connections();
try {
  await product.withDatabase(async (connection) => {
    const client = new pg.Client({ ...connection, options: '-c timezone=UTC -c synchronous_commit=off' });
    await client.connect();
    try {
      note('Filling two threads…');
      await addPeople(client, 1, PEOPLE + WRITERS);
      for (const thread of THREADS) await fillThread(client, thread, PEOPLE);
      await reading(client);
      await writing(await addSessions(client, PEOPLE + 1, PEOPLE + WRITERS));
    } finally {
      await client.end();
    }
  });
  say({ case: 'server', metric: 'rss_after_mb', value: residentMegabytes(product.pid), unit: 'MB' });
} finally {
  agent.destroy();
  await product.stop();
}
end();

/** The same place in the big thread and in the small one, asked in turns. */
async function reading(client: pg.Client): Promise<void> {
  say({ case: 'server', metric: 'rss_before_mb', value: residentMegabytes(product.pid), unit: 'MB' });
  const places: Record<string, (reference: string) => Promise<string>> = {
    first: async (reference) => pageOf(reference),
    middle: async (reference) => pageOf(reference, { after: await cursor(client, reference, 'new', 0.5) }),
    last: async (reference) => pageOf(reference, { after: await cursor(client, reference, 'new', 1) }),
    useful: async (reference) => pageOf(reference, { sort: 'useful' }),
    'useful-middle': async (reference) =>
      pageOf(reference, { sort: 'useful', after: await cursor(client, reference, 'useful', 0.5) }),
    feed: async (reference) => `/ar/comments/feed.atom?on=commitment:${reference}`,
    api: async (reference) => `/api/v1/comments?on=commitment:${reference}`,
    'api-official': async (reference) => `/api/v1/comments?on=commitment:${reference}&official=true`,
    thing: async (reference) => `/ar/laayoune-sakia-el-hamra/commitments/${reference}`,
  };
  for (const [place, pathOf] of Object.entries(places)) {
    note(`Reading: ${place}…`);
    const [small, big] = [await pathOf(SMALL.reference), await pathOf(BIG.reference)];
    const rounds: { small: LoadResult; big: LoadResult }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const pair = { small: await ask(small), big: await ask(big) };
      // The first round warms both up.
      if (round > 0) rounds.push(pair);
    }
    const compare = (metric: string, unit: string, of: (result: LoadResult) => number) =>
      say({
        case: `read-${place}`,
        metric,
        value: median(rounds.map((round) => of(round.big))),
        unit,
        reference: median(rounds.map((round) => of(round.small))),
        ratio: median(rounds.map((round) => of(round.big) / of(round.small))),
      });
    compare('p50_ms', 'ms', (result) => result.p50_ms);
    compare('p99_ms', 'ms', (result) => result.p99_ms);
  }
}

/**
 * Somebody opens the thread, writes, and is led back to it: the time of writing, and of the first page after it, for which what was
 * remembered about the thread is counted anew. In turns in both threads.
 */
async function writing(sessions: readonly string[]): Promise<void> {
  note('Writing…');
  const write: Record<string, number[]> = { [SMALL.reference]: [], [BIG.reference]: [] };
  const after: Record<string, number[]> = { [SMALL.reference]: [], [BIG.reference]: [] };
  let number = 0;
  for (const session of sessions) {
    for (const { reference } of [...THREADS, ...THREADS, ...THREADS]) {
      const visitor = newVisitor(product.port, agent, { session });
      const path = pageOf(reference);
      const page = expectStatus(await visitor.get(path), 200, 'the thread');
      const body = `هذا رأيي رقم ${number++} في هذا الالتزام: أرجو أن يوضح المجلس ما أنجز وما تأخر.`;
      const done = expectStatus(
        await visitor.send(page, path, 'body', { body, signedAs: 'pseudonym' }),
        303,
        'writing',
      );
      const shown = expectStatus(await visitor.get(done.location ?? ''), 200, 'the thread after writing');
      write[reference]?.push(done.ms);
      after[reference]?.push(shown.ms);
    }
  }
  for (const [name, times] of [
    ['write', write],
    ['page-after-write', after],
  ] as const) {
    const [small = [], big = []] = [times[SMALL.reference], times[BIG.reference]];
    say({ case: name, metric: 'p50_ms', value: median(big), unit: 'ms', reference: median(small) });
    const [p99, of] = [percentile(big, 0.99), percentile(small, 0.99)];
    say({ case: name, metric: 'p99_ms', value: p99, unit: 'ms', reference: of });
  }
}

function pageOf(reference: string, more: Record<string, string> = {}): string {
  return `/ar/comments?${new URLSearchParams({ on: `commitment:${reference}`, ...more })}`;
}

/** Where a page begins that stands so far in a thread, as the link to it says: the end is one page before the last comment. */
async function cursor(client: pg.Client, reference: string, sort: 'new' | 'useful', share: number): Promise<string> {
  const order = sort === 'new' ? 'created_at desc, id desc' : 'useful desc, created_at desc, id desc';
  const { rows } = await client.query<{ id: string; created_at: Date; useful: number }>(
    `select id, date_trunc('milliseconds', created_at) as created_at, useful from (
       select *, row_number() over (order by ${order}) as place, count(*) over () as n from comment
       where subject_id = $1 and parent_id is null and not official and state <> 'held') as placed
     where place = greatest(1, least(n - 31, (n * $2::float8)::bigint))`,
    [reference, share],
  );
  const row = rows[0];
  if (!row) throw new Error('no such place in the thread');
  const values = [...(sort === 'useful' ? [row.useful] : []), row.created_at, row.id];
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function ask(path: string): Promise<LoadResult> {
  // A cookie that the page cache does not know: every answer is made anew.
  const headers = { accept: '*/*', cookie: 'of-another-program=1' };
  return load({ port: product.port, paths: [path], headers, connections: 4, seconds: 2 });
}
