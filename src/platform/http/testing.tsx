import { sql } from 'kysely';
import { z } from 'zod';
import { type AccessRule, anyone, rule } from '../access.ts';
import { actionRunner, defineAction } from '../action.ts';
import { remembered } from '../cache/remembered.ts';
import { handClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import type { Db } from '../db/database.ts';
import { Conflict, Gone, InvalidInput, NotFound, TooMany, Unavailable } from '../errors.ts';
import { usePage } from '../html/context.tsx';
import { TextInput } from '../html/field.tsx';
import { ErrorSummary, Form } from '../html/form.tsx';
import { Document } from '../html/layout.tsx';
import { makeCatalog } from '../i18n/messages.ts';
import { platformMessages } from '../i18n/platform-messages.ts';
import { createLog } from '../log.ts';
import { collectOffers } from '../module.ts';
import { definePage, defineResource, type Page } from '../page.ts';
import { type Actor, NOBODY, type Tenant } from '../tenant.ts';
import { formTokens } from './form-token.ts';
import { createSite } from './site.tsx';

const body = (slug: string, host: string | null): Tenant => ({
  id: `019a0000-0000-7000-8000-00000000000${slug.length}`,
  slug,
  host,
  name: { ar: `جماعة ${slug}`, fr: `Commune de ${slug}`, en: `Commune of ${slug}` },
  accent: 'palm',
  emblem: null,
  contact: {},
});
export const RABAT = body('rabat', null);
export const FES = body('fes', 'open.fes.example');
const bodies = [RABAT, FES];

export const PUBLIC = 'https://jamaa.example';

const plantTree = defineAction({
  name: 'trees.plant-tree',
  input: z.object({
    name: z.string().trim().min(1, 'platform.errors.missing').max(20),
    height: z.coerce.number().int().min(1).max(100),
    colours: z.array(z.string()).optional(),
  }),
  access: anyone,
  event: 'tree.planted',
  run: async ({ db: tx }, { name, height }) => {
    const { numAffectedRows } = await sql`insert into tree values (${name}, ${height}) on conflict do nothing`.execute(
      tx,
    );
    if (name === 'crash') throw new Error('the spade broke');
    if (numAffectedRows === 0n) throw new InvalidInput([{ pointer: '/name', message: 'This tree stands already' }]);
    return { name };
  },
});

function Plain({ words }: { words: string }) {
  const { tenant, lang, href } = usePage();
  return (
    <Document title={words}>
      <h1>
        {words} {tenant?.slug ?? 'portal'} {lang}
      </h1>
      <p id="home">{href('/')}</p>
      <p id="fes">{href('/trees', { tenant: FES })}</p>
      <p id="portal">{href('/trees', { tenant: null })}</p>
    </Document>
  );
}
const plain = (name: string, path: string, over: Partial<Page> = {}): Page =>
  definePage({
    name,
    path,
    on: 'both',
    access: anyone,
    load: async () => name,
    view: () => <Plain words={name} />,
    ...over,
  });
const refusing = (path: string, error: unknown) =>
  plain(`trees.${path.slice(1)}-page`, path, {
    load: async () => {
      throw error;
    },
  });
const members: AccessRule<unknown> = rule('a person', (actor) => actor.kind === 'person');
const hidden: AccessRule<unknown> = rule('a person, hidden', (actor) => actor.kind === 'person', { hides: true });

const pages: Page[] = [
  plain('site.home-page', '/', { cache: () => ['site'] }),
  // The page with a placeholder stands first: the literal one must win all the same.
  plain('trees.tree-page', '/trees/:reference', {
    load: async ({ params }) => {
      if (params.reference === 'none') throw new NotFound();
      return params.reference;
    },
    view: ({ data }) => <Plain words={`tree [${data}]`} />,
    cache: (reference, { params }) => [`tree:${reference}`, `asked:${params.reference}`],
  }),
  plain('trees.list-page', '/trees', {
    query: z.object({ sort: z.enum(['high', 'low']).catch('high'), q: z.string().catch('') }),
    load: async ({ query }) => query,
    view: ({ query }) => <Plain words={`sorted by ${query.sort}, looking for [${query.q}]`} />,
    cache: () => ['trees', 'trees'],
  }),
  plain('trees.strict-page', '/strict', { query: z.object({ colour: z.enum(['red']).optional() }) }),
  plain('trees.portal-page', '/only-portal', { on: 'portal' }),
  plain('trees.tenant-page', '/only-body', { on: 'tenant' }),
  plain('trees.uncached-page', '/uncached'),
  plain('trees.gone-page', '/gone-quietly', { status: () => 410, cache: () => ['trees'] }),
  plain('trees.members-page', '/members', { access: members, cache: () => ['trees'] }),
  plain('trees.hidden-page', '/hidden', { access: hidden }),
  refusing('/gone', new Gone()),
  refusing('/busy', new TooMany(7)),
  refusing('/closed', new Unavailable(3)),
  refusing('/conflict', new Conflict('trees.conflict', { name: '<b>oak</b>' })),
  refusing('/broken', new Error('the password is hunter2')),
  refusing('/away', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })),
  definePage({
    name: 'trees.plant-page',
    path: '/trees/plant',
    on: 'both',
    access: anyone,
    load: async () => null,
    cache: () => ['trees'],
    view: ({ form }) => (
      <Document title="Plant a tree" faulty={form.faults.length > 0}>
        <h1>Plant a tree</h1>
        <ErrorSummary state={form} />
        <Form state={form}>
          <TextInput name="name" label="Name" />
          <TextInput name="height" label="Height" type="number" />
          <button type="submit">Plant</button>
        </Form>
      </Document>
    ),
    submit: {
      action: plantTree,
      input: (values) => ({ name: values.name, height: values.height }),
      done: ({ name }: { name: string }) => (name === 'away' ? '//evil.example/' : `/trees/${name}?planted=1`),
    },
  }),
];

const resources = [
  defineResource({
    name: 'trees.feed',
    path: '/trees/feed.atom',
    on: 'both',
    load: async ({ page }) => ({ type: 'application/atom+xml', body: `<feed>${page.lang}</feed>`, tags: ['trees'] }),
  }),
  defineResource({
    name: 'trees.calendar',
    path: '/trees/:reference/calendar.ics',
    on: 'both',
    load: async ({ params }) => ({ type: 'text/calendar', body: params.reference ?? '', download: 'أرز.ics' }),
  }),
  defineResource({
    name: 'trees.widget',
    path: '/trees/:reference/widget',
    on: 'both',
    load: async () => ({ type: 'text/html', body: '<p>', embeddable: true }),
  }),
  defineResource({
    name: 'trees.deeds',
    path: '/trees/:reference/deeds.pdf',
    on: 'both',
    access: members,
    target: async ({ params }) => (params.reference === 'oak' ? { tree: 'oak' } : undefined),
    load: async () => ({ type: 'application/pdf', body: 'deeds', tags: ['trees'] }),
  }),
  defineResource({
    name: 'site.robots',
    path: '/robots.txt',
    on: 'portal',
    root: true,
    load: async () => ({ type: 'text/plain', body: 'User-agent: *\n', tags: ['site'] }),
  }),
];

export type Asked = RequestInit & { host?: string };
export type Answered = { status: number; headers: Headers; text: string };

/**
 * A site made up for tests: pages and files about trees, on a portal and on the sites of two bodies, one with a host of its own. The
 * database needs a table `tree (name, height)` for the form that plants one.
 */
export function treeSite(db: Db) {
  const clock = handClock('2026-11-21T10:00:00Z');
  /** What was logged. */
  const lines: Record<string, unknown>[] = [];
  const log = createLog({ destination: { write: (line: string) => void lines.push(JSON.parse(line)) }, plain: false });
  const config = {
    ...readConfig({ JAMAA_MODE: 'trial' }).config,
    publicUrl: PUBLIC,
    secret: 'a secret of a test, 32 signs long',
  };
  const trees = { conflict: 'Already: {name}' };
  const visitor: { actor: Actor } = { actor: NOBODY };
  const site = createSite({
    db,
    clock,
    log,
    config,
    catalog: makeCatalog({ platform: platformMessages, trees: { ar: trees, fr: trees, en: trees } }),
    actions: actionRunner({ db, clock, log, queueJob: async () => {}, announce: async () => {} }),
    tenants: {
      bySlug: async (slug) => bodies.find((one) => one.slug === slug),
      byHost: async (host) => bodies.find((one) => one.host === host),
    },
    resolveActor: async () => visitor.actor,
    formTokens: formTokens(config),
    asset: (name) => `/assets/${name}`,
    remember: remembered({ clock }).remember,
    offers: collectOffers([]),
    pages,
    resources,
  });
  const ask = async (path: string, { host = 'jamaa.example', headers, ...init }: Asked = {}): Promise<Answered> => {
    const url = new URL(path, PUBLIC);
    const request = new Request(url, { ...init, headers: { host, ...(headers as Record<string, string>) } });
    const response = await site.answer({ request, url, id: 'incident-1', clientKey: 'test', isFrom: () => false });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return { site, ask, lines, visitor };
}

/** The words of the first heading of a page. */
export function headingOf(html: string): string | undefined {
  return html.match(/<h1[^>]*>(.*?)<\/h1>/)?.[1];
}
