// The list of proposals of a consultation: a page of twenty out of a thousand and out of a million, by date, by support, by filters and by
// Arabic words, made anew for each visitor. Then first votes at the peak, then the files of a survey. `npm run bench -- consultations`, or one
// part of it: `-- consultations lists | votes | files`
import { measureFirstVotes } from './harness/first-votes.ts';
import { type LoadResult, load } from './harness/load.ts';
import { type Product, startProduct } from './harness/product.ts';
import { median, report } from './harness/report.ts';
import { exportSurvey } from './harness/survey-export.ts';
import { fillWithProposals } from './harness/synthetic-proposals.ts';

const SIZES = [
  ['1e3', 1_000],
  ['1e6', 1_000_000],
] as const;
const ROUNDS = 5;

// A visitor with a cookie that the cache does not know is answered by the program itself, every time.
const known = { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br', cookie: 'session=bench' };

type Site = { name: string; product: Product; paths: Record<string, string>; rounds: LoadResult[] };

const reporter = report('consultations');
const { say, note, end } = reporter;
const sites: Site[] = [];
const parts = { lists, votes, files };
const asked = process.argv[2];
for (const [name, part] of Object.entries(parts)) if (!asked || asked === name) await part();
end();

async function lists(): Promise<void> {
  try {
    for (const [size, count] of SIZES) await fill(size, count);
    for (let round = 0; round <= ROUNDS; round++) {
      note(`Lists, round ${round + 1} of ${ROUNDS + 1}…`);
      for (const { product, paths, rounds } of sites) {
        const asked = { port: product.port, paths: Object.values(paths), headers: known, connections: 4, seconds: 5 };
        const result = await load(asked);
        // The first round warms up.
        if (round > 0) rounds.push(result);
      }
    }
    const [small, big] = sites;
    if (small && big) for (const site of sites) sayRounds(site, site === small ? undefined : small);
  } finally {
    for (const { product } of sites) await product.stop();
  }
}

async function fill(size: string, count: number): Promise<void> {
  note(`Filling a call with ${count} proposals…`);
  const product = await startProduct();
  const site: Site = { name: `proposal-list-${size}`, product, paths: {}, rounds: [] };
  sites.push(site);
  const { slug, call, rare } = await product.withDatabase((connection, stopped) =>
    fillWithProposals(connection, count, stopped),
  );
  const list = `/ar/${slug}/proposals?call=${call}`;
  site.paths = {
    newest: list,
    supported: `${list}&sort=supported`,
    filtered: `${list}&theme=inclusion&state=under-study`,
    words: `${list}&q=${encodeURIComponent('النساء والشباب')}`,
    rare: `${list}&q=${encodeURIComponent(rare)}`,
    everywhere: '/ar/proposals',
  };
}

async function votes(): Promise<void> {
  note('Starting the product on a new database for a vote…');
  const product = await startProduct({ JAMAA_TRUSTED_PROXIES: '127.0.0.1' });
  try {
    await measureFirstVotes(product, reporter);
  } finally {
    await product.stop();
  }
}

/** A survey that 250,000 people have answered: its files, made while they are read. */
async function files(): Promise<void> {
  note('Starting the product on a new database for a survey…');
  const product = await startProduct();
  try {
    await exportSurvey(product, reporter, 250_000, 'export-250k');
  } finally {
    await product.stop();
  }
}

/** The middle of the rounds; each is compared with the round of the small site taken beside it. */
function sayRounds({ name, paths, rounds }: Site, against?: Site): void {
  const figure = (metric: string, unit: string, of: (round: LoadResult, site: Pick<Site, 'paths'>) => number) => {
    const value = median(rounds.map((round) => of(round, { paths })));
    if (!against) return say({ case: name, metric, value, unit });
    const reference = median(against.rounds.map((round) => of(round, against)));
    const ratio = median(
      rounds.map((round, at) => of(round, { paths }) / of(against.rounds[at] as LoadResult, against)),
    );
    say({ case: name, metric, value, unit, reference, ratio });
  };
  figure('requests_per_s', '1/s', (round) => round.requests / round.seconds);
  figure('p50_ms', 'ms', (round) => round.p50_ms);
  figure('p99_ms', 'ms', (round) => round.p99_ms);
  for (const kind of Object.keys(paths))
    figure(`${kind}_p99_ms`, 'ms', (round, site) => round.byPath[site.paths[kind] ?? '']?.p99_ms ?? Number.NaN);
}
