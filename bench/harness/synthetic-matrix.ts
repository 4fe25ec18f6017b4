import pg from 'pg';

/** The plan that `fillWithMatrix` makes. */
export const MATRIX_PLAN = 'SYN-MATRIX';

/**
 * Adds one plan with so many commitments of so many milestones each, copied from a real plan: every row is reported on, in Arabic and
 * French, with as many words as officials write, and two links.
 */
export async function fillWithMatrix(
  connection: pg.PoolConfig,
  size: { commitments: number; milestones: number },
  stopped: AbortSignal,
): Promise<void> {
  const client = new pg.Client({ ...connection, options: '-c timezone=UTC -c synchronous_commit=off' });
  await client.connect();
  const cut = () => void client.end();
  stopped.addEventListener('abort', cut);
  try {
    await client.query('begin');
    await copy(client, 'action_plan', `from action_plan t where t.reference = 'MA-11-AP-2025-2027'`, {
      id: `'01990000-0000-7000-8002-000000000000'::uuid`,
      reference: `'${MATRIX_PLAN}'`,
    });
    const numbers = `generate_series(1, ${size.commitments}) as n`;
    await copy(client, 'commitment', `from commitment t, ${numbers} where t.reference = 'MALAA0004'`, {
      id: `('01990000-0000-7000-8003-' || lpad(to_hex(n), 12, '0'))::uuid`,
      plan_id: `'01990000-0000-7000-8002-000000000000'::uuid`,
      reference: `'SYN' || lpad(n::text, 5, '0')`,
      number: 'n',
    });
    const words = (ar: string, fr: string) =>
      `jsonb_build_object('ar', repeat('${ar} ', 8) || n, 'fr', repeat('${fr} ', 8) || k)`;
    await copy(
      client,
      'milestone',
      `from milestone t, ${numbers}, generate_series(1, ${size.milestones}) as k where t.reference = 'MALAA0004-M02'`,
      {
        id: `('01990000-0000-7' || lpad(to_hex(k), 3, '0') || '-8004-' || lpad(to_hex(n), 12, '0'))::uuid`,
        plan_id: `'01990000-0000-7000-8002-000000000000'::uuid`,
        commitment_id: `('01990000-0000-7000-8003-' || lpad(to_hex(n), 12, '0'))::uuid`,
        reference: `'SYN' || lpad(n::text, 5, '0') || '-M' || lpad(k::text, 2, '0')`,
        number: 'k',
        status: `(array['not-started', 'in-progress', 'stuck', 'finished', 'incomplete'])[1 + (n + k) % 5]`,
        status_on: `date '2026-06-30'`,
        last_day: `date '2026-01-31' + (n * 7 + k * 31) % 700`,
        percent: '(n + k) % 101',
        expected_result: words('نتيجة منتظرة من هذه المرحلة', 'Un résultat attendu de ce jalon'),
        indicator: words('عدد المستفيدين', 'Nombre de bénéficiaires'),
        done: words('نظمت دورة تكوينية لفائدة الأعضاء', 'Une session de formation s’est tenue'),
        obstacles: words('تأخر التمويل', 'Le financement tarde'),
        next_step: words('الدورة المقبلة في يناير', 'La prochaine session aura lieu en janvier'),
        evidence: `jsonb_build_array(jsonb_build_object('url', 'https://example.ma/' || n || '/' || k, 'title', 'Procès-verbal'))`,
        reported_on: `date '2026-09-30'`,
      },
    );
    await client.query('commit');
    await client.query('vacuum (analyze) commitment, milestone');
    await client.query(`select pg_notify('jamaa_touched', '*')`);
  } finally {
    stopped.removeEventListener('abort', cut);
    await client.end();
  }
}

/** Copies rows into their own table: columns named in `changed` are computed, all others taken as they are. */
async function copy(client: pg.Client, table: string, from: string, changed: Record<string, string>): Promise<void> {
  const { rows } = await client.query<{ column_name: string }>(
    `select column_name from information_schema.columns
     where table_schema = current_schema() and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  );
  const columns = rows.map((row) => row.column_name);
  const values = columns.map((column) => changed[column] ?? `t.${column}`);
  await client.query(`insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} ${from}`);
}
