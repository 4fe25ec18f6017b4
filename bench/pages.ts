// Pages as visitors get them: from the cache, against what node:http alone can do; and made anew, from lists of a thousand to a
// million commitments. `npm run bench -- pages`
import { request } from 'node:http';
import { type LoadResult, load } from './harness/load.ts';
import { processorSeconds, residentMegabytes, startProduct } from './harness/product.ts';
import { startRawServer } from './harness/raw-server.ts';
import { median, report } from './harness/report.ts';
import { fillWithCommitments } from './harness/synthetic-commitments.ts';

const CACHED_PAGE = '/ar/laayoune-sakia-el-hamra/commitments/MALAA0003';
const LIST = '/ar/commitments';
const SIZES = [
  ['1e3', 1_000],
  ['1e5', 100_000],
  ['1e6', 1_000_000],
] as const;

const browser = { 'accept-encoding': 'gzip, deflate, br', accept: 'text/html' };
// A visitor with a cookie the cache does not know is answered by the program itself, every time.
const known = { ...browser, cookie: 'session=bench' };

const { say, note, end } = report('pages');
note('Starting the product on a new database…');
const product = await startProduct();
try {
  await atRest();
  await cachedPage();
  await pageMadeAnew();
  await lists();
  end();
} finally {
  await product.stop();
}

/** As on any day: started on a database that is there, one page shown. The first start also loads the data of the country. */
async function atRest(): Promise<void> {
  say({ case: 'server', metric: 'rss_first_start_mb', value: residentMegabytes(product.pid), unit: 'MB' });
  await product.restart();
  await fetchOnce(LIST);
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  say({ case: 'server', metric: 'rss_mb', value: residentMegabytes(product.pid), unit: 'MB' });
}

/** The cached page and the raw server in turns, so that whatever else the machine does falls on both. */
async function cachedPage(): Promise<void> {
  note('Cached page…');
  const { head, body } = await fetchOnce(CACHED_PAGE);
  const raw = await startRawServer({ head, body: body.toString('base64') });
  const ours: Round[] = [];
  const theirs: Round[] = [];
  try {
    for (let round = 0; round < 6; round++) {
      const asRaw = await oneRound(raw.port, raw.pid);
      const asOurs = await oneRound(product.port, product.pid);
      // The first round warms both up.
      if (round === 0) continue;
      theirs.push(asRaw);
      ours.push(asOurs);
    }
  } finally {
    await raw.stop();
  }
  const compare = (metric: string, unit: string, of: (round: Round) => number | undefined) => {
    const pairs = ours.flatMap((mine, i) => {
      const [value, reference] = [of(mine), of(theirs[i] as Round)];
      return value === undefined || reference === undefined ? [] : [{ value, reference, ratio: value / reference }];
    });
    if (pairs.length === 0) return;
    const middle = (key: 'value' | 'reference' | 'ratio') => median(pairs.map((pair) => pair[key]));
    say({
      case: 'cached-page',
      metric,
      value: middle('value'),
      unit,
      reference: middle('reference'),
      ratio: middle('ratio'),
    });
  };
  compare('requests_per_s', '1/s', (round) => round.perSecond);
  compare('requests_per_cpu_s', '1/s', (round) => round.perProcessorSecond);
  say({ case: 'cached-page', metric: 'p99_ms', value: median(ours.map((round) => round.p99)), unit: 'ms' });
  say({ case: 'cached-page', metric: 'bytes', value: body.length, unit: 'bytes' });
}

type Round = { perSecond: number; perProcessorSecond: number | undefined; p99: number };

async function oneRound(port: number, pid: number): Promise<Round> {
  const before = processorSeconds(pid);
  const result = await load({ port, paths: [CACHED_PAGE], headers: browser, connections: 32, seconds: 2 });
  const after = processorSeconds(pid);
  const used = before === undefined || after === undefined ? undefined : after - before;
  return {
    perSecond: result.requests / result.seconds,
    perProcessorSecond: used ? result.requests / used : undefined,
    p99: result.p99_ms,
  };
}

async function pageMadeAnew(): Promise<void> {
  note('A commitment’s page, made anew for each visitor…');
  await measureAnew('commitment-page', [CACHED_PAGE]);
}

async function lists(): Promise<void> {
  let first: number | undefined;
  for (const [name, count] of SIZES) {
    note(`Filling up to ${count} commitments…`);
    await product.withDatabase((connection, stopped) => fillWithCommitments(connection, count, stopped));
    const filter = await anyFilter();
    // The first visitor after a change also pays for totals and the counts of the filters.
    const started = performance.now();
    await fetchOnce(LIST, known);
    const firstVisit = performance.now() - started;
    await fetchOnce(filter, known);
    note(`Lists of ${count} commitments…`);
    const p99 = await measureAnew(`commitment-list-${name}`, [LIST, filter], first);
    say({ case: `commitment-list-${name}`, metric: 'first_ms', value: firstVisit, unit: 'ms' });
    first ??= p99;
  }
  say({ case: 'server', metric: 'rss_after_mb', value: residentMegabytes(product.pid), unit: 'MB' });
}

/** Three rounds; the middle one counts. Returns p99. */
async function measureAnew(name: string, paths: string[], reference?: number): Promise<number> {
  const rounds: LoadResult[] = [];
  for (let round = 0; round < 3; round++)
    rounds.push(await load({ port: product.port, paths, headers: known, connections: 4, seconds: 5 }));
  const middle = (of: (round: LoadResult) => number) => median(rounds.map(of));
  const p99 = middle((round) => round.p99_ms);
  say({ case: name, metric: 'requests_per_s', value: middle((r) => r.requests / r.seconds), unit: '1/s' });
  say({ case: name, metric: 'p50_ms', value: middle((round) => round.p50_ms), unit: 'ms' });
  say({ case: name, metric: 'p99_ms', value: p99, unit: 'ms', ...(reference === undefined ? {} : { reference }) });
  if (paths.length > 1)
    for (const [i, path] of paths.entries()) {
      const kind = i === 0 ? 'default' : 'filtered';
      say({ case: name, metric: `${kind}_p50_ms`, value: middle((r) => r.byPath[path]?.p50_ms ?? 0), unit: 'ms' });
      say({ case: name, metric: `${kind}_p99_ms`, value: middle((r) => r.byPath[path]?.p99_ms ?? 0), unit: 'ms' });
    }
  return p99;
}

/** The list narrowed by a word of its own vocabulary, the way a visitor would choose it. */
async function anyFilter(): Promise<string> {
  return product.withDatabase(async (connection) => {
    const { default: pg } = await import('pg');
    const client = new pg.Client(connection);
    await client.connect();
    try {
      const { rows } = await client.query<{ key: string }>(
        `select substr(facet, 8) as key from commitment, unnest(facets) as facet
         where facet like 'sector:%' and reference not like 'SYN%' group by 1 order by count(*), 1 limit 1`,
      );
      return `${LIST}?sector=${encodeURIComponent(rows[0]?.key ?? '')}`;
    } finally {
      await client.end();
    }
  });
}

/** One answer as it leaves the server, with the headers that node:http does not add by itself. */
function fetchOnce(path: string, headers: Record<string, string> = browser): Promise<{ head: string[]; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: product.port, path, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode !== 200) return reject(new Error(`${path} answers ${answer.statusCode}`));
        const head: string[] = [];
        for (let i = 0; i < answer.rawHeaders.length; i += 2) {
          const [name = '', value = ''] = answer.rawHeaders.slice(i, i + 2);
          if (!/^(date|connection|keep-alive|x-request-id)$/i.test(name)) head.push(name, value);
        }
        resolve({ head, body: Buffer.concat(parts) });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
