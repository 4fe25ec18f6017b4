import pg from 'pg';

/**
 * Adds commitments until there are `count` synthetic ones, copied from the real ones that the program ships: same bodies, same words,
 * each with its milestones and other dates. Long texts are left out; lists do not read them. Existing synthetic ones stay.
 */
export async function fillWithCommitments(
  connection: pg.PoolConfig,
  count: number,
  stopped: AbortSignal,
): Promise<void> {
  const client = new pg.Client({ ...connection, options: '-c timezone=UTC -c synchronous_commit=off' });
  await client.connect();
  // Ends the statement that runs, too.
  const cut = () => void client.end();
  stopped.addEventListener('abort', cut);
  try {
    const { rows } = await client.query<{ there: number; real: number; bare: boolean }>(`
      select count(*) filter (where reference like 'SYN%')::int as there,
        count(*) filter (where reference not like 'SYN%')::int as real,
        (select rolsuper from pg_roles where rolname = current_user) as bare
      from commitment`);
    const { there = 0, real = 0, bare } = rows[0] ?? {};
    if (real === 0) throw new Error('there is no real commitment to copy');
    // The rows are copies of consistent rows: checking each reference would double the time.
    if (bare) await client.query('set session_replication_role = replica');
    await client.query(`create temporary table original as
      select row_number() over (order by reference) - 1 as place, commitment.*
      from commitment where reference not like 'SYN%'`);
    const STEP = 50_000;
    for (let from = there; from < count; from += STEP) await copy(client, real, from, Math.min(count, from + STEP) - 1);
    await client.query(
      'vacuum (analyze) commitment, commitment_body, commitment_facet, commitment_institution, milestone',
    );
    await client.query(`select pg_notify('jamaa_touched', '*')`);
  } finally {
    stopped.removeEventListener('abort', cut);
    await client.end();
  }
}

/** Columns that differ from the copied row; `n` is the number of the synthetic commitment, `c` the real one. */
const COMMITMENT = {
  id: `('01990000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`,
  reference: `'SYN' || lpad(n::text, 7, '0')`,
  code: `'SYN' || lpad(n::text, 7, '0')`,
  starts_key: `date '2024-01-01' + (n * 7 % 900)::int`,
  ends_key: `date '2026-06-01' + (n * 7 % 900)::int`,
  next_open_end: `date '2026-06-01' + (n * 11 % 900)::int`,
  latest_first: `c.latest_first + (n * 7919 % 3650)::int`,
  problem: `'[]'::jsonb`,
  status_quo: `'[]'::jsonb`,
  actions: `'[]'::jsonb`,
  activities_narrative: `'[]'::jsonb`,
  contribution: `'[]'::jsonb`,
  long_term_goals: `'[]'::jsonb`,
  expected_results: `'[]'::jsonb`,
  performance_indicators: `'[]'::jsonb`,
  impact_indicators: `'[]'::jsonb`,
  // Lists without words to look for do not read it, and its index would take most of the time.
  search_text: `to_tsvector('simple', 'SYN' || n)`,
  changed_at: `timestamptz '2026-01-01' + n * interval '1 second'`,
};

const MILESTONE = {
  id: `('01990000-0000-7' || lpad(to_hex(m.number), 3, '0') || '-8001-' || lpad(to_hex(n), 12, '0'))::uuid`,
  commitment_id: COMMITMENT.id,
  reference: `${COMMITMENT.reference} || '-M' || m.number`,
  last_day: `date '2026-06-01' + (n * 11 % 900)::int + m.number`,
};

async function copy(client: pg.Client, real: number, from: number, to: number): Promise<void> {
  const picked = `from generate_series(${from}::bigint, ${to}::bigint) as n join original as c on c.place = n % ${real}`;
  const part = (table: string, alias: string) =>
    `${picked} join ${table} as ${alias} on ${alias}.institution_id = c.institution_id and ${alias}.commitment_id = c.id`;
  const { id, latest_first, reference } = COMMITMENT;
  await client.query('begin');
  await insert(client, 'commitment', 'c', COMMITMENT, picked);
  const listed = { commitment_id: id, latest_first, reference };
  await insert(client, 'commitment_body', 'b', listed, part('commitment_body', 'b'));
  await insert(client, 'commitment_facet', 'f', listed, part('commitment_facet', 'f'));
  await insert(client, 'commitment_institution', 'i', { commitment_id: id }, part('commitment_institution', 'i'));
  await insert(client, 'milestone', 'm', MILESTONE, part('milestone', 'm'));
  await client.query('commit');
}

/** Copies rows into their own table: columns named in `changed` are computed, all others taken as they are. */
async function insert(
  client: pg.Client,
  table: string,
  alias: string,
  changed: Record<string, string>,
  from: string,
): Promise<void> {
  const { rows } = await client.query<{ column_name: string }>(
    `select column_name from information_schema.columns
     where table_schema = current_schema() and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  );
  const columns = rows.map((row) => row.column_name);
  const values = columns.map((column) => changed[column] ?? `${alias}.${column}`);
  await client.query(`insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} ${from}`);
}
