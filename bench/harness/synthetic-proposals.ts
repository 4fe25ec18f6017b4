import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { searchWords, termsOf } from '../../src/modules/proposals/similar.ts';
import { PERSON_ID } from './people.ts';

const CALL = '01990000-0000-7000-8010-000000000001';
const THEMES = ['inclusion', 'transparency', 'participation', 'economy', 'environment'];

/** Arabic sentences of the plans that ship with the program: what people write about has such words, as often as this. */
function sentences(): string[] {
  const file = join(import.meta.dirname, '..', '..', 'data', 'action-plans.json');
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      if (/^[\p{Script=Arabic}]/u.test(value) && value.length > 40) found.add(value.slice(0, 240));
    } else if (value && typeof value === 'object') for (const one of Object.values(value)) look(one);
  };
  look(JSON.parse(readFileSync(file, 'utf8')));
  return [...found];
}

/**
 * Fills one call for proposals of the first public body with `count` proposals, each of three sentences, spread over themes, states,
 * provinces and a year, with supports as they are: many with few, few with many. One in five hundred has a word that no other has.
 * Answers the word of the last of these.
 */
export async function fillWithProposals(
  connection: pg.PoolConfig,
  count: number,
  stopped: AbortSignal,
): Promise<{ slug: string; call: string; rare: string }> {
  const client = new pg.Client({ ...connection, options: '-c timezone=UTC -c synchronous_commit=off' });
  await client.connect();
  const cut = () => void client.end();
  stopped.addEventListener('abort', cut);
  try {
    const { rows } = await client.query<{ id: string; slug: string; bare: boolean }>(
      `select id, slug, (select rolsuper from pg_roles where rolname = current_user) as bare
       from institution where slug = 'laayoune-sakia-el-hamra'`,
    );
    const [{ id: body, slug, bare } = { id: '', slug: '', bare: false }] = rows;
    if (bare) await client.query('set session_replication_role = replica');
    const pool = sentences();
    await client.query(
      `create temporary table sentence (place int primary key, title text, folded text, terms text[])`,
    );
    await client.query(
      `insert into sentence select ordinality - 1, title, folded, terms::text[]
       from unnest($1::text[], $2::text[], $3::text[]) with ordinality as one (title, folded, terms, ordinality)`,
      [pool, pool.map((text) => searchWords({ ar: text })), pool.map((text) => `{${termsOf({ ar: text }).join(',')}}`)],
    );
    await client.query(
      `insert into proposal_call (institution_id, id, title, about_path, opens_on, closes_on, level, themes)
       values ($1, $2, '{"ar": "أفكار لخطة العمل"}', '/consultations', current_date - 400, current_date + 30, 1, $3)`,
      [body, CALL, JSON.stringify(THEMES.map((key) => ({ key, name: { ar: key } })))],
    );
    const STEP = 50_000;
    for (let from = 0; from < count; from += STEP)
      await client.query(
        `insert into proposal (institution_id, id, reference, call_id, standing, state, title, body, theme, territory, author_id,
           signed_as, channel, words, terms, created_at, submitted_at)
         select $1, ('01990000-0000-7000-8011-' || lpad(to_hex(n), 12, '0'))::uuid, 'PRO-2026-' || lpad(n::text, 7, '0') || '-0', $2,
           'shown', (array['received', 'received', 'under-study', 'accepted', 'partly-accepted', 'already-planned', 'not-accepted'])[1 + n % 7],
           jsonb_build_object('ar', left(a.title, 110)), jsonb_build_object('ar', b.title || ' ' || c.title || ' ' || own),
           ($5::text[])[1 + n % 5], '11.' || (array['115', '321', '391', '066'])[1 + n % 4], ${PERSON_ID('1')}, 'pseudonym',
           (array['online', 'online', 'online', 'counter', 'paper', 'meeting'])[1 + n % 6],
           a.folded || ' ' || b.folded || ' ' || c.folded || ' ' || own, a.terms || b.terms || c.terms || array[own],
           moment, moment
         from generate_series($3::bigint, $4::bigint - 1) n
           join sentence a on a.place = n * 7919 % $6 join sentence b on b.place = n * 104729 % $6
           join sentence c on c.place = (n / 13) * 1299709 % $6,
           lateral (select now() - interval '365 days' * (1 - n::float8 / $7) as moment,
             case when n % 500 = 7 then 'كلمة' || n else 'مقترح' end as own) as one`,
        [body, CALL, from, Math.min(count, from + STEP), THEMES, pool.length, count],
      );
    await client.query(
      `insert into proposal_count (institution_id, proposal_id, call_id, supports)
       select institution_id, id, call_id, (1000 / (1 + hashtext(reference) & 1023))::int from proposal where call_id = $1`,
      [CALL],
    );
    await client.query('vacuum (analyze) proposal, proposal_count');
    await client.query(`select pg_notify('jamaa_touched', '*')`);
    return { slug, call: CALL, rare: `كلمة${Math.floor((count - 8) / 500) * 500 + 7}` };
  } finally {
    stopped.removeEventListener('abort', cut);
    await client.end();
  }
}
