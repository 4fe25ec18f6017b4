import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import type { Db } from '#platform/db/database.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { runSeeds } from '#platform/seed.ts';
import { createPetition } from '../../src/modules/petitions/actions/create-petition.ts';
import { openPetition } from '../../src/modules/petitions/actions/open-petition.ts';
import { submitPetition } from '../../src/modules/petitions/actions/submit-petition.ts';
import { modules } from '../../src/modules.ts';
import { aPerson } from '../setup/actors.ts';
import { testDatabase } from '../setup/database.ts';
import { emptyAccount } from '../setup/officials.ts';
import { type TestProgram, testProgram } from '../setup/program.ts';

/** The address of the platform in these tests, as its links write it. */
export const HOME = 'http://localhost:3000';

/** The whole program with the real data it ships, in this process, on a database of its own. */
export async function realSite(): Promise<TestProgram> {
  return (await realDatabase()).program;
}

/** A petition that is open for signing, as its representative and the council's office make it: none is shipped. */
async function openedPetition({ actions, clock }: TestProgram, db: Db): Promise<void> {
  const body = await institutionBySlug(db, 'laayoune-sakia-el-hamra');
  if (!body) throw new Error('the council is not there');
  const tenant = asTenant(body);
  const representative = aPerson({ id: await emptyAccount(db, clock.now()) });
  const office = aPerson({
    id: await emptyAccount(db, clock.now()),
    powers: [{ name: 'petitions.examine', institutionId: body.id }],
    secondFactor: true,
  });
  const words = {
    lang: 'ar',
    title: 'عريضة من أجل ولوجيات في المرافق العمومية',
    demand: 'نلتمس من مجلس الجهة إدراج نقطة في جدول أعماله تتعلق بتهيئة ممرات للأشخاص في وضعية إعاقة.',
    reasons: 'إن الحق في الولوج إلى الخدمات يهم كبار السن والأمهات المرافقات لأطفال صغار أيضا.',
    representative: 'فاطمة الزهراء',
    months: 6,
  };
  const drafted = { actor: representative, tenant, input: { ...words, institution: body.slug } };
  const { reference: petition } = await actions.perform(createPetition, drafted);
  await actions.perform(submitPetition, { actor: representative, tenant, input: { petition } });
  await actions.perform(openPetition, { actor: office, tenant, input: { petition } });
}

/** The same, with its database. */
export async function realDatabase(): Promise<{ program: TestProgram; db: Db }> {
  const { db, pool } = await testDatabase();
  const program = testProgram(db);
  const { clock, actions } = program;
  const seeds = modules.flatMap((module) => module.seeds ?? []);
  const quiet = { say: () => {}, note: () => {}, signal: new AbortController().signal };
  await runSeeds(pool, seeds, { db, clock, actions, ...quiet });
  await openedPetition(program, db);
  return { program, db };
}

/** One element of a page: its name and its attributes as they are meant. */
export type Tag = { name: string; attributes: Record<string, string> };

/** The opening tags of a page, in order. Good enough for HTML that we write ourselves and that html-validate reads as well. */
export function tagsOf(html: string): Tag[] {
  return [...html.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/g)].map(
    ([, name = '', rest = '']) => ({
      name,
      attributes: Object.fromEntries(
        [...rest.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [key, decoded(value)]),
      ),
    }),
  );
}

function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&');
}

/** Where a page leads: by link, by form, by the picture it shows when it is shared, by what it offers to others to embed. */
export function waysOut(html: string, from: string): URL[] {
  const ways = tagsOf(html).map(({ name, attributes }) => {
    if (name === 'a' || name === 'area') return attributes.href;
    if (name === 'form' && attributes.method !== 'post') return attributes.action;
    if (name === 'link' && attributes.rel === 'alternate' && !attributes.hreflang) return attributes.href;
    return name === 'meta' && attributes.property === 'og:image' ? attributes.content : undefined;
  });
  const embedded = [...html.matchAll(/&lt;iframe src=(?:"|&quot;)(.*?)(?:"|&quot;)/g)].map((match) => match[1]);
  return [...ways, ...embedded].flatMap((way) => (way ? [new URL(way, `${HOME}${from}`)] : []));
}

const SOURCES: Record<string, readonly string[]> = {
  script: ['src'],
  img: ['src', 'srcset'],
  source: ['src', 'srcset'],
  iframe: ['src'],
  video: ['src', 'poster'],
  audio: ['src'],
  track: ['src'],
  embed: ['src'],
  object: ['data'],
  input: ['src'],
  use: ['href', 'xlink:href'],
  image: ['href', 'xlink:href'],
};
const LOADING_LINKS =
  /^(stylesheet|icon|apple-touch-icon|manifest|preload|modulepreload|prefetch|preconnect|dns-prefetch)$/;

/** What a browser fetches by itself to show a page. */
export function loadedBy(html: string, from: string): URL[] {
  return tagsOf(html).flatMap(({ name, attributes }) => {
    const names = name === 'link' && LOADING_LINKS.test(attributes.rel ?? '') ? ['href'] : (SOURCES[name] ?? []);
    return names
      .flatMap((one) => (attributes[one] === undefined ? [] : attributes[one].split(/,\s+/)))
      .map((source) => new URL(source.trim().split(/\s/)[0] ?? '', `${HOME}${from}`))
      .filter((url) => url.protocol !== 'data:');
  });
}

/** The kind of a page or file: where it is offered, and its path with placeholders: `tenant /commitments/:reference`. */
export type Kind = `${'portal' | 'tenant' | 'root'} ${string}`;

/**
 * What is one's own, an official's, the end of a letter or the fruit of a form, and what nothing shipped has yet (a report, a review, a
 * consultation, a document): no link of a public page leads there. Other tests go there: `test/pages/every-door.test.ts` to every one of them.
 */
const OWN =
  /^\/(me|desk|sign-in|sign-out|follow|unsubscribe|account-closed|files|comments|moderation|attachments|track\/(receipt|case)|cases\/:|associations\/:|petitions\/(new$|similar\.json$|:reference\/(collaborators|versions|news|sign|check|code|confirm|signature|manage|edit|proof|file|sheets|association|dossier))|(consultations|surveys|votes|draft-texts|reports)\/:|proposals\/|action-plans\/(:reference\/draft|:plan\/(committees|follow-up\/)))/;

/** Every kind of page or file that the capabilities offer to whoever comes along, and the one the platform adds. */
export function allKinds(): Kind[] {
  const offered = modules
    .flatMap((module) => [...(module.pages ?? []), ...(module.resources ?? [])])
    .filter((one) => !OWN.test(one.path));
  const kinds = offered.flatMap((one): Kind[] => {
    if ('root' in one && one.root) return [`root ${one.path}`];
    return one.on === 'both' ? [`portal ${one.path}`, `tenant ${one.path}`] : [`${one.on} ${one.path}`];
  });
  return [...kinds, 'portal /api'];
}

/** The kinds of those that are pages. */
export function pageKinds(): Set<Kind> {
  const paths = new Set(modules.flatMap((module) => module.pages ?? []).map((page) => page.path));
  return new Set(allKinds().filter((kind) => paths.has(kind.slice(kind.indexOf(' ') + 1)) || kind === 'portal /api'));
}

/** Tells the kind of an address; undefined for what no capability offers. `slugs`: those of the public bodies. */
export function kindFinder(slugs: ReadonlySet<string>): (pathname: string) => Kind | undefined {
  const kinds = allKinds()
    .map((kind) => {
      const path = kind.slice(kind.indexOf(' ') + 1);
      const source = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+');
      return { kind, pattern: new RegExp(`^${source}$`), placeholders: path.split(':').length };
    })
    .sort((a, b) => a.placeholders - b.placeholders);
  const find = (on: string, path: string) =>
    kinds.find(({ kind, pattern }) => kind.startsWith(`${on} `) && pattern.test(path))?.kind;
  return (pathname) => {
    const [, lang = '', first = '', ...rest] = pathname.split('/');
    if (!(LANGUAGES as readonly string[]).includes(lang)) return find('root', pathname);
    if (slugs.has(first)) return find('tenant', `/${rest.join('/')}`);
    return find('portal', `/${[first, ...rest].join('/')}`);
  };
}

/** The slugs of the public bodies, from the API. */
export async function slugsOf(program: TestProgram): Promise<Set<string>> {
  const { items } = await program.json<{ items: { slug: string }[] }>('/api/v1/institutions?limit=500');
  return new Set(items.map((item) => item.slug));
}

/** `address` is where the visit ended, `asked` where it began. */
export type Visited = {
  asked: string;
  address: string;
  from: string;
  status: number;
  type: string;
  text: string;
  headers: Headers;
};

/** Asks for an address as a person on this machine and goes where it sends. */
export async function visit(program: TestProgram, address: string, from = ''): Promise<Visited> {
  let here = address;
  for (let hops = 0; hops < 5; hops++) {
    const answer = await program.ask(here, { local: true });
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status > 399 || location === null) {
      const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
      const text = type.startsWith('image/') ? '' : await answer.text();
      return { asked: address, address: here, from, status: answer.status, type, text, headers: answer.headers };
    }
    const next = new URL(location, `${HOME}${here}`);
    if (next.origin !== HOME) throw new Error(`${address} leads away to ${next}`);
    here = next.pathname + next.search;
  }
  throw new Error(`${address} never ends`);
}

/**
 * Walks a site from one address, the nearest pages first. `enter` says whether a link is followed; each address is visited once.
 */
export async function* walk(
  program: TestProgram,
  start: string,
  enter: (url: URL) => boolean,
): AsyncGenerator<Visited & { ways: URL[] }> {
  const known = new Set([start]);
  const line: { address: string; from: string }[] = [{ address: start, from: '' }];
  for (let next = line.shift(); next; next = line.shift()) {
    const page = await visit(program, next.address, next.from);
    const ways = page.type === 'text/html' ? waysOut(page.text, next.address) : [];
    yield { ...page, ways };
    for (const url of ways) {
      const address = url.pathname + url.search;
      if (url.origin !== HOME || known.has(address) || !enter(url)) continue;
      known.add(address);
      line.push({ address, from: next.address });
    }
  }
}
