import type { BlockList } from 'node:net';
import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import type { AccessRule } from './access.ts';
import type { AnyAction } from './action.ts';
import type { Remembered } from './cache/remembered.ts';
import type { Db } from './db/database.ts';
import type { Fault } from './errors.ts';
import type { PageContext } from './html/context.tsx';
import type { SentFile } from './http/body.ts';
import type { FileContent } from './http/file-answer.ts';
import type { Offers } from './module.ts';
import type { Surroundings } from './surroundings.ts';

/** Where a page exists: on the portal over all bodies, on the site of each body, or on both. */
export type On = 'portal' | 'tenant' | 'both';

/** What `load`, `submit` and resources receive. */
export type PageRequest<Q = unknown> = {
  db: Db;
  page: PageContext;
  /** The values of `:name` in the path, decoded. */
  params: Record<string, string>;
  /** The parsed query. */
  query: Q;
  /** What the modules offer to one another (home blocks, search kinds, sitemap…). */
  offers: Offers;
  /** Small results that cost much, kept until one of their tags is touched: totals, counts of filters. */
  remember: Remembered['remember'];
  visit: VisitFacts;
  /** Keys, the words of other languages, settings. */
  around: Surroundings;
};

/** What pages of sign-in, sessions and devices need of the request itself. */
export type VisitFacts = {
  cookie(name: string): string | undefined;
  header(name: string): string | undefined;
  /** Keyed hash of the client's address, for rate limits. */
  clientKey: string;
  /** Whether who asks is in one of some networks. */
  isFrom(networks: BlockList): boolean;
  /** Cookies carry `Secure` and the `__Host-` prefix. */
  secure: boolean;
};

/** Where a form leads when it is done: a path of this site, another address of the platform (`href`), with cookies to set. */
export type Done =
  | string
  | { to: string; setCookies?: readonly string[] }
  | { href: string; setCookies?: readonly string[] };

/** One thing that a form of a page does. */
export type Submit<Q = unknown> = {
  action: AnyAction;
  /** Turns the fields that were typed into the action's input (or a promise of it); `files` are those of a multipart form. */
  input(values: FormState['values'], request: PageRequest<Q>, files: readonly SentFile[]): unknown;
} & (
  | {
      proof?: 'form';
      /** Where to go when it is done (303). */
      done(result: never, request: PageRequest<Q>): Done | Promise<Done>;
    }
  | {
      /**
       * The one exception of the rule of origin and form token: the action itself asks for a keyed word of the address. The form is then
       * taken from anywhere, without a cookie, and the page is shown again instead of a redirect (RFC 8058, one-click unsubscribe).
       */
      proof: 'address';
    }
);

/** What a form page shows again after a refusal: what was typed, and every fault. */
export type FormState = { values: Record<string, string | string[]>; faults: readonly Fault[] };

export const EMPTY_FORM: FormState = { values: {}, faults: [] };

type Spec<Q, D> = {
  /** `room.name-page`, like its file. */
  name: string;
  /** After language and institution: `/commitments/:id`. */
  path: string;
  on: On;
  /** The query of the address; values that it refuses are a 404 for addresses nobody links to, so give them defaults with `.catch`. */
  query?: z.ZodType<Q>;
  access: AccessRule<D>;
  /** Reads what the page shows. Throws `NotFound` when there is nothing. */
  load(request: PageRequest<Q>): Promise<D>;
  /** Draws the page: a `<Document>`. */
  view(props: { data: D; form: FormState; query: Q }): ComponentChildren;
  /** The tags of what the page shows, for the page cache; absent: never cached. A page with a form token is never cached. */
  cache?(data: D, request: PageRequest<Q>): string[];
  /** The status of the page when it is not 200. */
  status?(data: D): number;
  submit?: Submit<Q>;
  /** Several forms on one page: the hidden field `do` names the one that was sent. */
  submits?: Record<string, Submit<Q>>;
};

// biome-ignore lint/suspicious/noExplicitAny: a page of any shape, for lists of pages
export type Page = Spec<any, any>;

/** Defines one screen: `load` reads, `view` draws, `submit` hands the form to an action. */
export function definePage<Q = unknown, D = unknown>(spec: Spec<Q, D>): Page {
  return spec;
}

/** A file made for an address of a site: a feed, a calendar, a picture, an embeddable widget, `robots.txt`. */
export type ResourceAnswer = {
  type: string;
  /** A file that is kept is answered in the parts that are asked for (`Range`), under an ETag of its own. */
  body: string | Uint8Array | ReadableStream<Uint8Array> | { file: FileContent };
  /** Tags for the page cache; absent: not cached. */
  tags?: string[];
  status?: number;
  headers?: Record<string, string>;
  /** Offered as a download under this name. */
  download?: string;
  /** True for what other sites may show in a frame (embeddable widgets). */
  embeddable?: boolean;
};

type ResourceSpec<Q, T> = {
  name: string;
  /** Like a page's path; `root: true` puts it outside language and site (`/sitemap.xml`). */
  path: string;
  on: On;
  root?: boolean;
  query?: z.ZodType<Q>;
  /** Who may have it, asked before anything is made; absent: everyone. */
  access?: AccessRule<T>;
  /** Finds the thing that the rule is asked about; undefined is a 404. Absent: the rule looks at who asks and at the site alone. */
  target?(request: PageRequest<Q>): Promise<T | undefined>;
  load(request: PageRequest<Q>): Promise<ResourceAnswer>;
};

// biome-ignore lint/suspicious/noExplicitAny: a resource of any shape, for lists of resources
export type Resource = ResourceSpec<any, any>;

/** Defines a feed, a calendar, a picture or another file with an address of its own. */
export function defineResource<Q = unknown, T = undefined>(spec: ResourceSpec<Q, T>): Resource {
  return spec;
}
