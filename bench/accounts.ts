// Signing in over HTTP, as browsers without script do it, against the least that writing down a form can cost; and what a page costs
// somebody who is signed in. `npm run bench -- accounts`
import pg from 'pg';
import { startInsertServer } from './harness/insert-server.ts';
import { type LoadResult, load } from './harness/load.ts';
import { addPeople, addSessions } from './harness/people.ts';
import { residentMegabytes, startProduct } from './harness/product.ts';
import { median, percentile, report } from './harness/report.ts';
import { atOnce, connections, expectStatus, newVisitor } from './harness/visitor.ts';

const PAGE = '/ar/laayoune-sakia-el-hamra/commitments/MALAA0003';
const ROUNDS = 5;
// So few that the limits of a client on this machine (forms) are never met in the whole run.
const SIGN_INS = 150;
const AT_ONCE = [1, 32] as const;

const { say, note, end } = report('accounts');
note('Starting the product on a new database…');
const product = await startProduct();
const agent = connections();
try {
  await product.withDatabase(async (connection) => {
    const client = new pg.Client(connection);
    await client.connect();
    const inserts = await startInsertServer(connection);
    try {
      await signIns(client, inserts.port);
      await pages(client);
    } finally {
      await inserts.stop();
      await client.end();
    }
  });
  say({ case: 'server', metric: 'rss_after_mb', value: residentMegabytes(product.pid), unit: 'MB' });
} finally {
  agent.destroy();
  await product.stop();
}
end();

type Round = { perSecond: number; times: number[] };

/** Sign-ins and the plain form in turns, so that whatever else the machine does falls on both. */
async function signIns(client: pg.Client, plainPort: number): Promise<void> {
  let people = 0;
  for (const many of AT_ONCE) {
    note(`Signing in, ${many} at once…`);
    const ours: Round[] = [];
    const theirs: Round[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const plain = await plainForms(plainPort, many);
      const addresses = Array.from({ length: SIGN_INS }, () => `somebody${people++}@example.ma`);
      const signed = await signInAll(client, addresses, many);
      // The first round warms both up.
      if (round === 0) continue;
      theirs.push(plain);
      ours.push(signed);
    }
    compare(`sign-in-${many}`, 'sign_ins_per_s', '1/s', ours, theirs, (round) => round.perSecond);
    for (const share of [0.5, 0.99])
      compare(`sign-in-${many}`, `p${share * 100}_ms`, 'ms', ours, theirs, ({ times }) => percentile(times, share));
  }
}

/**
 * New people sign in: the page, their address, the page for the code, the code. Between asking and typing stands a letter, which is read
 * from the database here and is in no figure. A sign-in's time is that of its four answers.
 */
async function signInAll(client: pg.Client, addresses: readonly string[], many: number): Promise<Round> {
  const asked = await atOnce(addresses, many, async (contact) => {
    const visitor = newVisitor(product.port, agent);
    const page = expectStatus(await visitor.get('/ar/sign-in'), 200, 'the sign-in page');
    const sent = expectStatus(
      await visitor.send(page, '/ar/sign-in', 'contact', { contact }),
      303,
      'asking for a code',
    );
    return { visitor, to: sent.location ?? '', ms: page.ms + sent.ms };
  });
  const { rows } = await client.query<{ recipient: string; code: string }>(
    `select recipient, substring(text_part from '(?n)^\\d{6}$') as code from letter where recipient = any ($1)`,
    [addresses],
  );
  const codes = new Map(rows.map((row) => [row.recipient, row.code]));
  const typed = await atOnce(
    asked.results.map((one, i) => ({ ...one, code: codes.get(addresses[i] ?? '') ?? '' })),
    many,
    async ({ visitor, to, code, ms }) => {
      const page = expectStatus(await visitor.get(to), 200, 'the page for the code');
      const done = expectStatus(await visitor.send(page, to, 'code', { code }), 303, 'typing the code');
      if (!visitor.cookies.has('session')) throw new Error('nobody was signed in');
      return ms + page.ms + done.ms;
    },
  );
  return { perSecond: (addresses.length * 1000) / (asked.ms + typed.ms), times: typed.results };
}

async function plainForms(port: number, many: number): Promise<Round> {
  const { results, ms } = await atOnce(
    Array.from({ length: 2 * SIGN_INS }, (_, i) => `words ${i}`),
    many,
    async (words) => expectStatus(await newVisitor(port, agent).post('/', { words }), 303, 'the plain form').ms,
  );
  return { perSecond: (results.length * 1000) / ms, times: results };
}

/** A page as it is for somebody signed in, and the same made anew for nobody: a cookie that means nothing keeps the cache away. */
async function pages(client: pg.Client): Promise<void> {
  note('A page for somebody signed in, and for nobody…');
  await addPeople(client, 1, 1);
  const [session = ''] = await addSessions(client, 1, 1);
  const signedIn = { accept: 'text/html', cookie: `session=${session}` };
  const nobody = { accept: 'text/html', cookie: 'of-another-program=1' };
  const who = newVisitor(product.port, agent, { session });
  if (!/href="[^"]*\/me"/.test((await who.get(PAGE)).text)) throw new Error('the page does not know who reads it');
  const ours: LoadResult[] = [];
  const theirs: LoadResult[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const [mine, theirsNow] = [await ask(signedIn), await ask(nobody)];
    if (round === 0) continue;
    ours.push(mine);
    theirs.push(theirsNow);
  }
  const both = (metric: string, unit: string, of: (round: LoadResult) => number) =>
    compare('page-signed-in', metric, unit, ours, theirs, of);
  both('requests_per_s', '1/s', (round) => round.requests / round.seconds);
  both('p50_ms', 'ms', (round) => round.p50_ms);
  both('p99_ms', 'ms', (round) => round.p99_ms);
}

function ask(headers: Record<string, string>): Promise<LoadResult> {
  return load({ port: product.port, paths: [PAGE], headers, connections: 4, seconds: 3 });
}

/** The middle of the rounds, each against the round beside it. */
function compare<T>(
  name: string,
  metric: string,
  unit: string,
  ours: readonly T[],
  theirs: readonly T[],
  of: (round: T) => number,
): void {
  say({
    case: name,
    metric,
    value: median(ours.map(of)),
    unit,
    reference: median(theirs.map(of)),
    ratio: median(ours.map((round, i) => of(round) / of(theirs[i] as T))),
  });
}
