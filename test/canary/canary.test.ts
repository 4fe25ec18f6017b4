import { describe, expect, test } from 'vitest';
import { followSubject } from '../../src/core/notifications/actions/follow-subject.ts';
import { runRounds } from '../../src/core/notifications/testing.ts';
import { modules } from '../../src/modules.ts';
import { HOME, slugsOf, walk } from '../pages/real-site.ts';
import type { Browser } from '../setup/browser.ts';
import { HIDING_PLACES, type HidingPlace, say } from './hiding-places.ts';
import { ABOUT, BODY, openScene } from './scene.ts';

const scene = await openScene();
const { program, db, pool } = scene;
const cast = {
  author: await scene.citizen('author@example.ma', 'كاتبة'),
  neighbour: await scene.citizen('neighbour@example.ma', 'جار'),
  moderator: await scene.official('moderator@example.ma', 'moderator'),
};
const director = await scene.official('dgs@example.ma', 'director-general-of-services');
// The neighbour opens the thread and hears of everything that is said in it.
await say(scene, cast.neighbour, 'متى يفتح النادي أبوابه في وجه السكان؟');
const neighbour = { actor: cast.neighbour.actor, tenant: null };
await program.actions.perform(followSubject, { ...neighbour, input: { on: `thread:${ABOUT}` } });
await runRounds(program, db, pool);

const words = HIDING_PLACES.flatMap((place) => place.words);
const LANGS = ['ar', 'fr', 'en'] as const;
const slugs = await slugsOf(program);
const put: (Awaited<ReturnType<HidingPlace['put']>> & { place: HidingPlace })[] = [];
for (const place of HIDING_PLACES) put.push({ place, ...(await place.put(scene, cast)) });
const addresses = put.flatMap((one) => one.addresses ?? []);

/** Every page and file that links lead to, where people's words could stand: the divisions of the country and the sites of others have none. */
function enter(lang: string) {
  const shapes = new Set<string>();
  return ({ pathname, search, searchParams }: URL): boolean => {
    const [, first = '', second = '', third = ''] = pathname.split('/');
    if ((LANGS as readonly string[]).includes(first) && first !== lang) return false;
    if (first === 'zgh' || second === 'dev' || second === 'territories' || searchParams.has('lang-choice'))
      return false;
    if (slugs.has(second) && second !== BODY) return false;
    const kind = slugs.has(second) ? third : second;
    const shape = search === '' ? pathname : `${kind}?${[...searchParams.keys()].sort()}`;
    if (shapes.has(shape)) return false;
    shapes.add(shape);
    return true;
  };
}

/** The addresses that no link names: lists for programs, feeds, searches for the very words. */
function apart(): string[] {
  const about = encodeURIComponent(ABOUT);
  // A word without its last letter is what somebody types who is then offered the whole one.
  const searches = [...words, ...words.map((word) => word.slice(0, -1)), 'النادي', 'رأي'].map((word) =>
    encodeURIComponent(word),
  );
  const routes = modules
    .flatMap((module) => module.routes ?? [])
    .filter((route) => route.kind !== 'action' && !route.path.includes('{'));
  return [
    ...LANGS.flatMap((lang) => [
      ...['', `/${BODY}`].flatMap((site) => [
        `/${lang}${site}/comments?on=${about}`,
        `/${lang}${site}/comments?on=${about}&sort=useful`,
        `/${lang}${site}/comments/feed.atom?on=${about}`,
        `/${lang}${site}/comments/latest?on=${about}`,
        `/${lang}${site}/moderation`,
        `/${lang}${site}/commitments/MALAA0003`,
        ...searches.map((q) => `/${lang}${site}/search?q=${q}`),
      ]),
    ]),
    ...routes.flatMap(({ kind, path }) =>
      (kind === 'list' ? ['', '.csv'] : ['']).flatMap((twin) => [
        `/api/v1${path}${twin}?limit=500`,
        `/api/v1${path}${twin}?limit=500&institution=${BODY}&on=${about}`,
      ]),
    ),
    ...searches.map((q) => `/api/v1/search?q=${q}`),
    '/sitemap.xml',
    '/robots.txt',
    ...addresses,
  ];
}

/** What share cards are drawn from is what their page says; the picture itself holds no text. */
const asText = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('utf8');

/** Reads everything as somebody, and tells where which words stand. */
async function findings(browser: Browser | undefined): Promise<{ found: string[]; read: number }> {
  const cookie = browser ? [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') : '';
  const as = {
    ...program,
    ask: (path: string, init: RequestInit = {}) =>
      program.ask(path, { ...init, headers: { ...(init.headers as object), ...(cookie ? { cookie } : {}) } }),
  };
  const found: string[] = [];
  let read = 0;
  const look = (where: string, text: string) => {
    read += 1;
    for (const word of words)
      if (text.toLowerCase().includes(word.toLowerCase()) && !where.includes(word)) found.push(`${word} at ${where}`);
  };
  for (const lang of LANGS)
    for await (const page of walk(as, `/${lang}`, enter(lang)))
      look(page.address, page.text + JSON.stringify([...page.headers]));
  for (const path of apart()) {
    const answer = await as.ask(path);
    const text = asText(await answer.arrayBuffer());
    const asked = new URL(path, HOME).searchParams.get('q') ?? '';
    look(path, (words.includes(asked) ? text.replaceAll(asked, '') : text) + JSON.stringify([...answer.headers]));
  }
  return { found, read };
}

const before = await findings(undefined);
// The page cache is warm now.
const letters = async () =>
  (
    await pool.query<{ id: string; recipient: string; content: string }>(
      'select id, recipient, subject || text_part || html_part || headers::text as content from letter',
    )
  ).rows;
const earlier = new Set((await letters()).map(({ id }) => id));
for (const { hide } of put) await hide();

describe('what is hidden, withdrawn or closed', () => {
  test('stood before everybody where it was public, so that this test would find it', () => {
    for (const { place } of put) {
      if (!place.wasPublic) continue;
      expect(
        before.found.filter((line) => place.words.some((word) => line.startsWith(word))),
        place.what,
      ).not.toEqual([]);
    }
    for (const word of [
      'Zqhidden',
      'Zqversion',
      'Zqwithdrawn',
      'Zqclosedname',
      'Zqclosedpseudonym',
      'Zqdoctitle',
      'Zqdocsaid',
      'Zqdocname',
      'Zqdocwords',
      'Zqcasereasons',
      'Zqcasemessage',
      'Zqcasereply',
      'Zqcasefile',
      'Zqcaseletter',
    ])
      expect(
        before.found.some((line) => line.startsWith(word)),
        word,
      ).toBe(true);
    for (const word of ['Zqheld', 'zqclosed@example.ma', 'Zqaddress', 'Zqrequest', 'Zqreport'])
      expect(
        before.found.filter((line) => line.startsWith(word)),
        word,
      ).toEqual([]);
    expect(program.cacheHits()).toBeGreaterThan(0);
  });

  test('is found in no page, feed, file, search, export or answer of the API, by nobody', async () => {
    const { found, read } = await findings(undefined);
    expect(found).toEqual([]);
    expect(read).toBeGreaterThan(300);
  });

  test('nor by another person who is signed in', async () => {
    expect((await cast.neighbour.browser.get('/ar/me')).status).toBe(200);
    const { found } = await findings(cast.neighbour.browser);
    expect(found).toEqual([]);
  });

  test('nor in the audit log that officials read, which keeps ids only', async () => {
    const audit = await director.browser.get(`/fr/${BODY}/desk/audit`);
    expect(audit.status).toBe(200);
    expect(words.filter((word) => audit.text.includes(word))).toEqual([]);
    const { rows } = await pool.query<{ line: string }>('select audit::text as line from audit');
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ line }) => words.some((word) => line.includes(word)))).toEqual([]);
  });

  test('nor in any line of the log, before or after', async () => {
    expect(program.lines.length).toBeGreaterThan(300);
    // Whoever searches for a word says it in the address, and the log keeps no query.
    expect(program.lines.filter((line) => words.some((word) => line.includes(word)))).toEqual([]);
  });

  test('stays where it must, for those whose work it is, and nowhere else in the database', async () => {
    const { browser } = cast.moderator;
    const queue = await browser.get(`/fr/${BODY}/desk/moderation`);
    const item = /desk\/moderation\/[0-9a-f-]{36}/.exec(queue.text)?.[0];
    expect((await browser.get(`/fr/${BODY}/${item}`)).text).toContain('Zqheld');
    expect(await tablesWith(words)).toEqual(KEPT);
  });

  test('nor in letters that are written later, but to those whom they are about', async () => {
    program.clock.advance(86_400_000);
    await runRounds(program, db, pool);
    const later = (await letters()).filter(({ id }) => !earlier.has(id));
    const told = later.filter(({ recipient }) => recipient === 'neighbour@example.ma');
    expect(told.length).toBeGreaterThan(0);
    // The author of what was hidden is told what it was about; whoever closed an account gets one last letter.
    const own = ['author@example.ma', 'zqclosed@example.ma'];
    const foreign = later.filter(({ recipient }) => !own.includes(recipient));
    expect(foreign.filter(({ content }) => words.some((word) => content.includes(word)))).toEqual([]);
  });
});

/** What may still hold which words, and why: everything else has forgotten them. */
const KEPT = [
  // The moderator's desk shows what was hidden, and appeals are decided by it.
  'comment: Zqheld',
  'comment: Zqhidden',
  'comment_version: Zqversion',
  // Letters to those whom they are about; they are dropped a month after they were sent.
  'letter: Zqhidden',
  'letter: zqclosed@example.ma',
  'letter: zqinvited@example.ma',
];

/** The tables that hold any of these words, in any column. */
async function tablesWith(some: readonly string[]): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  const found: string[] = [];
  for (const { name } of tables) {
    for (const word of some) {
      const { rowCount } = await pool.query(`select 1 from ${name} as one where one::text ilike $1 limit 1`, [
        `%${word}%`,
      ]);
      if (rowCount) found.push(`${name.replace('public.', '')}: ${word}`);
    }
  }
  return found.sort();
}
