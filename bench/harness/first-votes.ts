import pg from 'pg';
import { newSheet } from '#modules/votes/code.ts';
import { newId } from '#platform/ids.ts';
import { newReference } from '#platform/reference.ts';
import { addPeople, addSessions } from './people.ts';
import type { Product } from './product.ts';
import { median, type report } from './report.ts';
import { type Ask, type Streamed, traffic } from './traffic.ts';
import { connections, expectStatus, newVisitor } from './visitor.ts';

const ROUNDS = 3;
const WAITING = 256;
const VOTERS = 4_000;

type Vote = { institution: string; id: string; reference: string };
type Reporter = ReturnType<typeof report>;

/**
 * First votes at the peak, over HTTP with everything in it: 256 people who are signed in send the ballot form at once, again and again until
 * all have voted. Every voter has an address of their own, as a proxy in front says it: the product must believe it.
 */
export async function measureFirstVotes(product: Product, { say, note }: Reporter): Promise<void> {
  await product.withDatabase(async (connection) => {
    const client = new pg.Client({ ...connection, options: '-c timezone=UTC' });
    await client.connect();
    note(`Adding ${VOTERS} people…`);
    await addPeople(client, 1, VOTERS);
    const sessions = await addSessions(client, 1, VOTERS);
    await firstVotes({ product, client, sessions, say, note });
    await client.end();
  });
}

type Scene = Pick<Reporter, 'say' | 'note'> & { product: Product; client: pg.Client; sessions: readonly string[] };

/** Everybody votes once; one in ten sends the form a second time, and is told the same. */
async function firstVotes({ product, client, sessions, say, note }: Scene): Promise<void> {
  const name = `first-votes-${WAITING}`;
  const rounds: Streamed[] = [];
  const wrong = { lost: 0, doubled: 0, http_5xx: 0 };
  for (let round = 0; round <= ROUNDS; round++) {
    note(`First votes, ${round === 0 ? 'to warm up' : `round ${round}`}…`);
    const vote = await addVote(client);
    const firsts = await formsOf(product.port, vote, sessions);
    const again = firsts.filter((_, n) => n % 10 === 0);
    const [answers] = await traffic(product.port, [{ asks: firsts, connections: WAITING }]);
    const [repeated] = await traffic(product.port, [{ asks: again, connections: WAITING }]);
    if (!answers || !repeated) throw new Error('nothing was measured');
    const { rows } = await client.query<{ ballots: number; voters: number; counted: number }>(
      `select (select count(*)::int from vote_urn where vote_id = $1) as ballots,
         (select count(*)::int from vote_roll where vote_id = $1) as voters,
         (select coalesce(sum(cast_n), 0)::int from vote_pace where vote_id = $1) as counted`,
      [vote.id],
    );
    const [found] = rows;
    const acknowledged = answers.statuses['303'] ?? 0;
    const told = new Set(Object.values(answers.led)).size;
    wrong.lost += Math.max(0, acknowledged - (found?.ballots ?? 0)) + (VOTERS - acknowledged);
    wrong.doubled += Math.max(0, (found?.ballots ?? 0) - VOTERS) + (acknowledged - told);
    for (const { statuses } of [answers, repeated])
      for (const [status, n] of Object.entries(statuses)) if (status.startsWith('5')) wrong.http_5xx += n;
    if (found?.ballots !== found?.voters || found?.ballots !== found?.counted)
      throw new Error(`ballots, voters and counters differ: ${JSON.stringify(found)}`);
    if (repeated.statuses['303'] !== again.length) throw new Error(`sent again: ${JSON.stringify(repeated.statuses)}`);
    if (round > 0) rounds.push(answers);
  }
  const pace = median(rounds.map(({ times, seconds }) => times.length / seconds));
  say({ case: name, metric: 'votes_per_s', value: pace, unit: '1/s' });
  for (const [metric, value] of Object.entries(wrong)) say({ case: name, metric, value, unit: '' });
}

/** A secret vote of the council of Laâyoune-Sakia El Hamra that is open. */
async function addVote(client: pg.Client): Promise<Vote> {
  const { rows } = await client.query<{ id: string }>(
    `select id from institution where slug = 'laayoune-sakia-el-hamra'`,
  );
  const vote = { institution: rows[0]?.id ?? '', id: newId(), reference: newReference('VOT', 2026) };
  await client.query(
    `insert into vote (institution_id, id, reference, state, title, explanation, method, most, points, winners, secret, changeable,
       results, level, tie_rule, opens_at, closes_at, created_at, published_at)
     values ($1, $2, $3, 'published', '{"ar": "أي مشروع أولا؟"}', '{"ar": "يختار السكان."}', 'choose', 2, 1, 1, true, true,
       'end', 1, 'lot', now() - interval '1 hour', now() + interval '1 day', now(), now())`,
    [vote.institution, vote.id, vote.reference],
  );
  await client.query(
    `insert into vote_option (institution_id, vote_id, number, text)
     select $1, $2, n, jsonb_build_object('ar', 'خيار ' || n) from generate_series(1, 8) n`,
    [vote.institution, vote.id],
  );
  return vote;
}

/** What each voter's browser sends: a session of their own, and the token of the form, which one visitor lends to all. */
async function formsOf(port: number, { reference }: Vote, sessions: readonly string[]): Promise<Ask[]> {
  const path = `/ar/laayoune-sakia-el-hamra/votes/${reference}/cast`;
  const agent = connections();
  const visitor = newVisitor(port, agent, { session: sessions[0] ?? '' });
  const page = expectStatus(await visitor.get(path), 200, 'the ballot');
  agent.destroy();
  const token =
    /name="form-token" value="([^"]*)"/.exec(page.text)?.[1] ??
    /value="([^"]*)" name="form-token"/.exec(page.text)?.[1];
  if (!token) throw new Error('the ballot has no form');
  const form = visitor.cookies.get('form') ?? '';
  return sessions.map((session, n) => ({
    path,
    body: new URLSearchParams({ 'form-token': token, sheet: newSheet(), choice: String(1 + (n % 8)) }).toString(),
    cookie: `session=${session}; form=${form}`,
    from: `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`,
  }));
}
