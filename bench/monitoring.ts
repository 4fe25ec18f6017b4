// The monitoring matrix of a plan with 1,000 commitments of 20 milestones each: its pages, its filters, and its files.
// `npm run bench -- monitoring`
import { request } from 'node:http';
import { type Product, residentMegabytes, startProduct } from './harness/product.ts';
import { median, report } from './harness/report.ts';
import { fillWithMatrix, MATRIX_PLAN } from './harness/synthetic-matrix.ts';

const PAGE = `/fr/action-plans/${MATRIX_PLAN}/matrix`;
const REAL = '/api/v1/action-plans/MA-11-AP-2025-2027/matrix.xlsx';
const LIST = `/api/v1/action-plans/${MATRIX_PLAN}/matrix`;
// A visitor with a cookie the cache does not know is answered by the program itself, every time.
const known = { cookie: 'session=bench' };

const { say, note, end } = report('monitoring');
note('Starting the product on a new database…');
const product = await startProduct();
try {
  note('Filling it with 1,000 commitments of 20 milestones…');
  await product.withDatabase((connection, stopped) =>
    fillWithMatrix(connection, { commitments: 1_000, milestones: 20 }, stopped),
  );
  // The first start also loads the data of the country: everything is measured on a server as it is on any day.
  await atWork();
  await file('matrix-export', `${LIST}.xlsx`);
  await atWork();
  await file('matrix-csv', `${LIST}.csv`);
  await written('report');
  await times('matrix-page', [PAGE]);
  await times('matrix-filter', [`${LIST}?state=late`, `${LIST}?status=stuck`, `${LIST}?state=unreported`]);
} finally {
  await product.stop();
}
end();

/** A server that has been started again, and has shown each thing once. */
async function atWork(): Promise<void> {
  await product.restart();
  for (const path of [PAGE, LIST, `${LIST}.csv?limit=50`, REAL])
    for (let i = 0; i < 5; i++) await fetchAll(product, path);
}

/**
 * A report on the whole plan: published through the API as an official does, until its PDF files in both languages can be fetched. The PDF is
 * set in a process of its own, which is not counted.
 */
async function written(name: string): Promise<void> {
  note(`${name}…`);
  const body = ['--institution', 'laayoune-sakia-el-hamra', '--role', 'director-general-of-services'];
  product.run('user', 'create', '--email', 'bench@example.ma', '--name', 'Bench Director', ...body);
  const token = product
    .run('token', 'create', '--email', 'bench@example.ma', '--scope', 'desk')
    .trim()
    .split('\n')
    .at(-1);
  const api = async <T>(path: string, method = 'GET', sent?: object): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${product.port}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(sent ? { body: JSON.stringify(sent) } : {}),
    });
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
    return answer.json() as Promise<T>;
  };
  const reports = `/action-plans/${MATRIX_PLAN}/reports`;
  const period = { kind: 'annual', start: '2026-01-01', end: '2026-12-31' };
  const { report: id } = await api<{ report: string }>(reports, 'POST', period);
  const words = { ar: 'حصيلة السنة.', fr: 'Le bilan de l’année.' };
  const draft = { revision: 0, foreword: words, summary: words, conclusion: words };
  const { revision } = await api<{ revision: number }>(`/reports/${id}/draft`, 'PUT', draft);
  const before = residentMegabytes(product.pid);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, residentMegabytes(product.pid));
  }, 20);
  try {
    const started = performance.now();
    await api(`/reports/${id}/publication`, 'POST', { revision });
    say({ case: name, metric: 'publish_seconds', value: (performance.now() - started) / 1000, unit: 's' });
    type Listed = { items: { id: string; versions: { files: { bytes: number }[] }[] }[] };
    for (let looks = 0; ; looks += 1) {
      const { items } = await api<Listed>(reports);
      if ((items[0]?.versions[0]?.files.length ?? 0) > 0) break;
      if (looks > 600) throw new Error('the files of the report are not made');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    say({ case: name, metric: 'seconds', value: (performance.now() - started) / 1000, unit: 's' });
    say({ case: name, metric: 'peak_mb', value: most - before, unit: 'MB' });
  } finally {
    clearInterval(watch);
  }
}

/** How long a page or a list takes, the middle of many; the first one warms up. */
async function times(name: string, paths: readonly string[]): Promise<void> {
  note(`${name}…`);
  const taken: number[] = [];
  let before = 0;
  let most = 0;
  for (let round = 0; round < 11; round++)
    for (const path of paths) {
      const { milliseconds } = await fetchAll(product, path);
      // The first round warms up.
      if (round === 0) before = residentMegabytes(product.pid);
      most = Math.max(most, residentMegabytes(product.pid));
      if (round > 0) taken.push(milliseconds);
    }
  say({ case: name, metric: 'seconds', value: median(taken) / 1000, unit: 's' });
  say({ case: name, metric: 'peak_mb', value: most - before, unit: 'MB' });
}

/** A whole file, read as fast as it comes, with the most memory that it added to what the server held before. */
async function file(name: string, path: string): Promise<void> {
  note(`${name}…`);
  const before = residentMegabytes(product.pid);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, residentMegabytes(product.pid));
  }, 20);
  try {
    const { milliseconds, bytes } = await fetchAll(product, path);
    most = Math.max(most, residentMegabytes(product.pid));
    say({ case: name, metric: 'seconds', value: milliseconds / 1000, unit: 's' });
    say({ case: name, metric: 'peak_mb', value: most - before, unit: 'MB' });
    say({ case: name, metric: 'server_mb', value: most, unit: 'MB' });
    say({ case: name, metric: 'bytes', value: bytes, unit: 'bytes' });
  } finally {
    clearInterval(watch);
  }
}

function fetchAll({ port }: Product, path: string): Promise<{ milliseconds: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const asked = request({ host: '127.0.0.1', port, path, headers: known, agent: false }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => {
        bytes += part.length;
      });
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode !== 200) return reject(new Error(`${path} answers ${answer.statusCode}`));
        resolve({ milliseconds: performance.now() - started, bytes });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
