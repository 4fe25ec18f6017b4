import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import type { Page, Resource } from '../page.ts';
import { splitFirst } from './addresses.ts';

/** What an address leads to. */
export type Target = { kind: 'page'; page: Page } | { kind: 'resource'; resource: Resource };
export type Routes = {
  match(path: string): { target: Target; params: Record<string, string> } | undefined;
  firstWords: Set<string>;
};

type Offered = { pages: readonly Page[]; resources: readonly Resource[] };

/** The pages and resources that exist on the portal, or on the site of a body. */
export function routesOf(deps: Offered, on: 'portal' | 'tenant'): Routes {
  const entries: [string, Target][] = [
    ...deps.pages
      .filter((page) => page.on === 'both' || page.on === on)
      .map((page): [string, Target] => [page.path, { kind: 'page', page }]),
    ...deps.resources
      .filter((resource) => !resource.root && (resource.on === 'both' || resource.on === on))
      .map((resource): [string, Target] => [resource.path, { kind: 'resource', resource }]),
  ];
  return makeRoutes(entries);
}

/** The resources outside language and site. */
export function rootRoutes(resources: readonly Resource[]): Routes {
  return makeRoutes(
    resources.filter((resource) => resource.root).map((resource) => [resource.path, { kind: 'resource', resource }]),
  );
}

function makeRoutes(entries: readonly (readonly [string, Target])[]): Routes {
  const router = new SmartRouter<Target>({ routers: [new RegExpRouter<Target>(), new TrieRouter<Target>()] });
  // Where two patterns fit, the more literal one is meant: `/commitments/feed.atom` before `/commitments/:id`.
  const literalFirst = [...entries].sort(([a], [b]) => placeholders(a) - placeholders(b));
  for (const [path, target] of literalFirst) router.add('GET', path, target);
  return {
    firstWords: new Set(
      entries.map(([path]) => splitFirst(path).first).filter((word) => word !== '' && !word.startsWith(':')),
    ),
    match(path) {
      if (entries.length === 0) return undefined;
      const [found, stash] = router.match('GET', path);
      const first = found[0];
      if (!first) return undefined;
      const params: Record<string, string> = {};
      for (const [name, value] of Object.entries(first[1])) {
        const raw = stash ? stash[value as unknown as number] : (value as unknown as string);
        const decoded = decodeSegment(raw ?? '');
        if (decoded === undefined) return undefined;
        params[name] = decoded;
      }
      return { target: first[0], params };
    },
  };
}

function placeholders(path: string): number {
  return path.split(':').length - 1;
}

/** A segment of a path as it was meant; undefined when it is not correctly encoded. */
export function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
