// Pages as visitors get them: from the cache, against what node:http alone can do; and made anew, from lists of a thousand to a
// million commitments. `npm run bench -- pages`
import { request } from 'node:http';
import pg from 'pg';
import { type LoadResult, load } from './harness/load.ts';
import { type Product, processorSeconds, residentMegabytes, startProduct } from './harness/product.ts';
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
} finally {
  await product.stop();
}
await lists();
end();

/** As on any day: started on a database that is there, one page shown. The first start also loads the data of the country. */
async function atRest(): Promise<void> {
  say({ case: 'server', metric: 'rss_first_start_mb', value: residentMegabytes(product.pid), unit: 'MB' });
  await product.restart();
  await fetchOnce(product.port, LIST);
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  say({ case: 'server', metric: 'rss_mb', value: residentMegabytes(product.pid), unit: 'MB' });
}

/** The cached page and the raw server in turns, so that whatever else the machine does falls on both. */
async function cachedPage(): Promise<void> {
  note('Cached page…');
  const { head, body } = await fetchOnce(product.port, CACHED_PAGE);
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
  const rounds: LoadResult[] = [];
  for (let round = 0; round < 3; round++) rounds.push(await askAnew(product, [CACHED_PAGE]));
  sayRounds('commitment-page', rounds);
  say({ case: 'server', metric: 'rss_after_mb', value: residentMegabytes(product.pid), unit: 'MB' });
}

type Site = { name: string; product: Product; paths: string[]; rounds: LoadResult[] };

/** One server for each size, asked in turns: what else the machine does meanwhile falls on all of them. */
async function lists(): Promise<void> {
  const sites: Site[] = [];
  try {
    for (const [size, count] of SIZES) {
      note(`Filling a database with ${count} commitments…`);
      const site: Site = { name: `commitment-list-${size}`, product: await startProduct(), paths: [], rounds: [] };
      sites.push(site);
      await site.product.withDatabase((connection, stopped) => fillWithCommitments(connection, count, stopped));
      site.paths = [LIST, await anyFilter(site.product)];
    }
    for (const site of sites) await firstVisit(site);
    for (let round = 0; round < 6; round++) {
      note(`Lists, round ${round + 1} of 6…`);
      for (const site of sites) {
        const result = await askAnew(site.product, site.paths);
        // The first round warms up.
        if (round > 0) site.rounds.push(result);
      }
    }
    for (const site of sites) sayRounds(site.name, site.rounds, site === sites[0] ? undefined : sites[0]?.rounds);
  } finally {
    for (const site of sites) await site.product.stop();
  }
}

/** The first visitor after a change also pays for totals and the counts of the filters. */
async function firstVisit({ name, product, paths }: Site): Promise<void> {
  const started = performance.now();
  await fetchOnce(product.port, paths[0] as string, known);
  say({ case: name, metric: 'first_ms', value: performance.now() - started, unit: 'ms' });
  await fetchOnce(product.port, paths[1] as string, known);
}

function askAnew({ port }: Product, paths: string[]): Promise<LoadResult> {
  return load({ port, paths, headers: known, connections: 4, seconds: 5 });
}

/** The middle of the rounds; `reference` are the rounds of what it is compared with, each taken beside its own. */
function sayRounds(name: string, rounds: readonly LoadResult[], reference?: readonly LoadResult[]): void {
  const figure = (metric: string, unit: string, of: (round: LoadResult) => number, compared = false) => {
    const against = compared && reference ? reference : undefined;
    const ratio = against && median(rounds.map((round, i) => of(round) / of(against[i] as LoadResult)));
    say({
      case: name,
      metric,
      value: median(rounds.map(of)),
      unit,
      ...(against ? { reference: median(against.map(of)), ratio } : {}),
    });
  };
  figure('requests_per_s', '1/s', (round) => round.requests / round.seconds, true);
  figure('p50_ms', 'ms', (round) => round.p50_ms, true);
  figure('p99_ms', 'ms', (round) => round.p99_ms, true);
  const paths = Object.keys(rounds[0]?.byPath ?? {});
  if (paths.length < 2) return;
  for (const [i, path] of paths.entries()) {
    const kind = i === 0 ? 'default' : 'filtered';
    figure(`${kind}_p50_ms`, 'ms', (round) => round.byPath[path]?.p50_ms ?? Number.NaN);
    figure(`${kind}_p99_ms`, 'ms', (round) => round.byPath[path]?.p99_ms ?? Number.NaN);
  }
}

/** The list narrowed by the rarest word of its own vocabulary, the way a visitor would choose it. */
function anyFilter({ withDatabase }: Product): Promise<string> {
  return withDatabase(async (connection) => {
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
function fetchOnce(
  port: number,
  path: string,
  headers: Record<string, string> = browser,
): Promise<{ head: string[]; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, agent: false }, (answer) => {
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
