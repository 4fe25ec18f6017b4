// One letter each to 50,000 followers of one thing, in a digest and at once: how long, with how much memory and SQL; and what becomes
// meanwhile of a page and of writing a comment, against the same product when nothing happens. `npm run bench -- notifications`
import pg from 'pg';
import { publish } from '#core/notifications/publish.ts';
import { openDatabase } from '#platform/db/database.ts';
import { addPeople, addSessions, PERSON_ID } from './harness/people.ts';
import { residentMegabytes, startProduct } from './harness/product.ts';
import { median, percentile, report } from './harness/report.ts';
import { connections, expectStatus, newVisitor } from './harness/visitor.ts';

const FOLLOWERS = 50_000;
const FOLLOWED = 'MALAA0003';
/** Where the others go on reading and writing meanwhile. */
const ELSEWHERE = '/ar/comments?on=commitment%3AMALAA0004';
const WRITERS = 800;
/** So many comments of one writer stay below every limit. */
const COMMENTS_EACH = 8;
const QUIET_SECONDS = 15;
const PATIENCE = 900_000;

// Only here, in the database of this bench.
const HOLD_LETTERS = `
  create function bench_hold() returns trigger language plpgsql as $$
    begin
      if new.task_id = (select id from graphile_worker._private_tasks where identifier = 'platform.send-letters') then
        new.run_at := now() + interval '1 day';
      end if;
      return new;
    end $$;
  create trigger bench_hold before insert on graphile_worker._private_jobs for each row execute function bench_hold()`;

const { say, note, end } = report('notifications');
note('Starting the product on a new database…');
const product = await startProduct();
const agent = connections();
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
try {
  await product.withDatabase(async (connection) => {
    const pool = new pg.Pool({ ...connection, max: 4, options: '-c timezone=UTC' });
    try {
      await measure(pool);
    } finally {
      await pool.end();
    }
  });
} finally {
  agent.destroy();
  await product.stop();
}
end();

async function measure(pool: pg.Pool): Promise<void> {
  note(`Adding ${FOLLOWERS} followers…`);
  const client = await pool.connect();
  await addPeople(client, 1, FOLLOWERS + WRITERS);
  const writers = await addSessions(client, FOLLOWERS + 1, FOLLOWERS + WRITERS);
  await client.query(
    `insert into follow select ${PERSON_ID('n')}, 'commitment', $2, null, ${PERSON_ID('0')}, now()
     from generate_series(1, $1::bigint) n`,
    [FOLLOWERS, FOLLOWED],
  );
  await client.query(
    `insert into notification_preference select ${PERSON_ID('n')}, 'daily', false, 0, now()
     from generate_series(1, $1::bigint) n`,
    [FOLLOWERS],
  );
  await client.query('vacuum (analyze) follow, notification_preference, session');
  client.release();
  const visits = visiting(writers);
  await visits(async () => pause(2_000));
  // Letters wait until tomorrow, so that writing them is measured alone.
  await pool.query(HOLD_LETTERS);
  await oneRound(pool, 'daily', visits);
  await pool.query(`drop trigger bench_hold on graphile_worker._private_jobs;
    select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where locked_at is null
      and task_identifier = 'platform.send-letters'))`);
  // A round and its letters share the workers: as they leave, the next are written.
  await oneRound(pool, 'at-once', visits);
}

/** Something happens to what all follow: from the look that finds it until every follower has a letter. */
async function oneRound(pool: pg.Pool, kind: 'daily' | 'at-once', visits: Visits): Promise<void> {
  const name = `${kind}-50000`;
  note('Nothing happens: how long a page and writing take…');
  const before = await visits(() => pause(QUIET_SECONDS * 1000));
  note(`A round of letters, ${kind}…`);
  await pool.query('update notification_preference set frequency = $1', [kind]);
  await pool.query('vacuum (analyze) notification_preference');
  say({ case: name, metric: 'publish_ms', value: await publishOne(pool, kind), unit: 'ms' });
  const opened = await until(pool, 'select id from notification_round where kind = $1', [kind]);
  const sqlBefore = await sqlMilliseconds(pool);
  const started = performance.now();
  const resting = residentMegabytes(product.pid);
  let peak = resting;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMegabytes(product.pid));
  }, 50);
  const during = await visits(() =>
    until(pool, 'select 1 from notification_round where id = $1 and done_at is not null', [opened.id]),
  );
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  // The statistics of the database are a second behind.
  await pause(1_500);
  const sqlTime = (await sqlMilliseconds(pool)) - sqlBefore;
  const { rows } = await pool.query<{ recipients: number; letters: number; sent: number }>(
    `select recipients, count(*)::int as letters, count(sent_at)::int as sent
     from notification_round join letter on queued_at >= opened_at and recipient like 'reader%'
     where notification_round.id = $1 group by recipients`,
    [opened.id],
  );
  const { recipients = 0, letters = 0, sent = 0 } = rows[0] ?? {};
  if (recipients !== FOLLOWERS || letters < FOLLOWERS)
    throw new Error(`${recipients} were chosen and ${letters} letters were queued instead of ${FOLLOWERS}`);
  say({ case: name, metric: 'seconds', value: seconds, unit: 's' });
  say({ case: name, metric: 'letters_queued_per_s', value: FOLLOWERS / seconds, unit: '1/s' });
  say({ case: name, metric: 'letters_left_per_s', value: sent / seconds, unit: '1/s' });
  say({ case: name, metric: 'sql_ms', value: sqlTime, unit: 'ms' });
  say({ case: name, metric: 'rss_peak_mb', value: peak, unit: 'MB', reference: resting });
  // Quiet before and after: whatever else the machine does falls on both.
  const after = await visits(() => pause(QUIET_SECONDS * 1000));
  const quiet = { read: [...before.read, ...after.read], write: [...before.write, ...after.write] };
  sayVisits(`${name}-during`, during, quiet);
}

/** Tells what happened, and lets the round of this kind begin with the next look instead of tomorrow. */
async function publishOne(pool: pg.Pool, kind: string): Promise<number> {
  const db = openDatabase(pool);
  const { rows } = await pool.query<{ institution_id: string }>(
    'select institution_id from commitment where reference = $1',
    [FOLLOWED],
  );
  await pool.query(
    'update notification_preference set told_batch = (select coalesce(max(number), 0) from notification_batch)',
  );
  const started = performance.now();
  await db.transaction().execute(async (tx) => {
    await publish(
      { db: tx, now: new Date() },
      {
        institutionId: rows[0]?.institution_id ?? '',
        subjects: [`commitment:${FOLLOWED}`, 'region:11'],
        event: 'comments.notice.answer',
        title: { ar: 'التزام يتتبعه خمسون ألف شخص', fr: 'Un engagement suivi par cinquante mille personnes' },
        path: `/commitments/${FOLLOWED}`,
      },
    );
    await tx
      .deleteFrom('notification_round')
      .where('kind', '=', kind as 'daily')
      .execute();
  });
  return performance.now() - started;
}

type Times = { read: number[]; write: number[] };
type Visits = (meanwhile: () => Promise<unknown>) => Promise<Times>;

/** Two people at a time open a thread, write into it and go on, for as long as something else takes. */
function visiting(writers: readonly string[]): Visits {
  let number = 0;
  return async (meanwhile) => {
    const times: Times = { read: [], write: [] };
    let goes = true;
    const one = async () => {
      while (goes) {
        const n = number++;
        const session = writers[Math.floor(n / COMMENTS_EACH)];
        if (!session) throw new Error('more writers are needed');
        const visitor = newVisitor(product.port, agent, { session });
        const page = expectStatus(await visitor.get(ELSEWHERE), 200, 'the thread');
        const body = `ملاحظة رقم ${n}: نود معرفة ما أنجز من هذا الالتزام وما تأخر وسبب ذلك.`;
        const fields = { body, signedAs: 'pseudonym' };
        const done = expectStatus(await visitor.send(page, ELSEWHERE, 'body', fields), 303, 'writing');
        times.read.push(page.ms);
        times.write.push(done.ms);
        await pause(250);
      }
    };
    const visits = Promise.all([one(), one()]);
    await Promise.all([meanwhile().finally(() => (goes = false)), visits]);
    return times;
  };
}

function sayVisits(name: string, times: Times, quiet: Times): void {
  for (const what of ['read', 'write'] as const)
    for (const share of [0.5, 0.99]) {
      const of = (all: Times) => (share === 0.5 ? median(all[what]) : percentile(all[what], share));
      say({
        case: name,
        metric: `${what}_p${share * 100}_ms`,
        value: of(times),
        unit: 'ms',
        reference: of(quiet),
      });
    }
}

/** How long statements have run in this database since it is there, in milliseconds. */
async function sqlMilliseconds(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ ms: number }>(
    'select active_time as ms from pg_stat_database where datname = current_database()',
  );
  return Number(rows[0]?.ms);
}

/** Asks until there is a row. */
async function until(pool: pg.Pool, query: string, values: unknown[]): Promise<Record<string, string>> {
  const started = performance.now();
  while (performance.now() - started < PATIENCE) {
    const { rows } = await pool.query(query, values);
    if (rows[0]) return rows[0];
    await pause(50);
  }
  throw new Error('the round did not come to its end in time');
}
