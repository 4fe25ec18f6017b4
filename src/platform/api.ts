import { z } from '@hono/zod-openapi';
import type { AccessRule } from './access.ts';
import type { AnyAction } from './action.ts';
import type { Remembered } from './cache/remembered.ts';
import type { Db } from './db/database.ts';
import type { Slice, Total } from './db/paging.ts';
import type { SentFile } from './http/body.ts';
import type { Lang } from './i18n/languages.ts';
import type { Offers } from './module.ts';
import type { Surroundings } from './surroundings.ts';
import type { Actor, Tenant } from './tenant.ts';

/** The schemas of the API are written with this `z`: it knows `.openapi({ … })`. */
export { z };

/** What a route's `load` receives. `tenant` is the body named by `?institution=slug`, when it is. */
export type ApiRequest<Q> = {
  db: Db;
  actor: Actor;
  tenant: Tenant | null;
  params: Record<string, string>;
  query: Q;
  today: string;
  now: Date;
  /** The public address of a page or of the API: `absolute('/fr/commitments/MALAA0003')`. */
  absolute(path: string): string;
  /** Small results that cost much, kept until one of their tags is touched: totals. */
  remember: Remembered['remember'];
  /** What the modules offer to one another. */
  offers: Offers;
  /** Keys, the words of all languages, settings. */
  around: Surroundings;
};

/** Texts in several languages: only the languages that exist are present. */
export const textSchema = z
  .object({
    ar: z.string().optional(),
    fr: z.string().optional(),
    zgh: z.string().optional(),
    en: z.string().optional(),
  })
  .openapi('Text', { description: 'A text in the languages that exist.' });

export const dateSchema = z.iso.date();

/** The most items of one page of a list, and how many when nothing is asked. */
export const LIMIT_MAX = 500;
export const LIMIT_DEFAULT = 50;

type Common = {
  /** `room.verb-noun`: also the operationId. */
  name: string;
  /** After `/api/v1`: `/commitments/{id}` (OpenAPI style). */
  path: string;
  summary: string;
  description?: string;
  /** The resource it belongs to in the documentation: `commitments`. */
  tag: string;
};

/** One thing. */
export type ThingRoute = Common & {
  kind: 'thing';
  access: AccessRule<unknown>;
  /** Finds the thing that the rule is asked about; undefined is a 404. Absent: the rule looks at who asks and at the body named alone. */
  target?(request: ApiRequest<never>): Promise<unknown>;
  params?: z.ZodObject;
  query?: z.ZodObject;
  response: z.ZodType;
  load(request: ApiRequest<never>): Promise<unknown>;
  /** Tags for the page cache; absent: not cached. */
  cache?(answer: never): string[];
};

/** A list: JSON with `items`, `next`, `total`, and its CSV twin at the same address with `.csv`. */
export type ListRoute = Common & {
  kind: 'list';
  access: AccessRule<unknown>;
  params?: z.ZodObject;
  /** Filters by field name; `limit`, `after`, `sort`, `q` and `institution` are added by the platform (`sort` only when `sorts` is given). */
  filters?: z.ZodObject;
  sorts?: readonly string[];
  item: z.ZodType;
  load(request: ApiRequest<never>): Promise<Slice<unknown> & Total>;
  /** The columns of the CSV, in order: heading and value. Texts in several languages are one column for each language. */
  columns: readonly CsvColumn[];
  cache?(): string[];
};

export type CsvColumn = { name: string; value(item: never): string | number | boolean | null | undefined };

/** What the `input` of such a route receives. */
export type ActionRequest = Pick<ApiRequest<never>, 'db' | 'actor' | 'today' | 'now' | 'offers' | 'around'> & {
  params: Record<string, string>;
  body: unknown;
  files: readonly SentFile[];
};

/** Something done by a program: hands the body to an action. Honours `Idempotency-Key`. */
export type ActionRoute = Common & {
  kind: 'action';
  method: 'post' | 'put' | 'patch' | 'delete';
  params?: z.ZodObject;
  body?: z.ZodType;
  action: AnyAction;
  /**
   * The names of the files that come with it: the body is then `multipart/form-data`, its fields those of `body`, as texts. A file is kept
   * before the action runs, so `input` may answer a promise.
   */
  files?: readonly string[];
  input(request: ActionRequest): unknown;
  status: 200 | 201 | 202 | 204;
  response?: z.ZodType;
  present?(result: never, request: { absolute(path: string): string }): unknown;
};

/** A file that is made when it is asked for: a spreadsheet, a document. */
export type FileRoute = Common & {
  kind: 'file';
  access: AccessRule<unknown>;
  /** Finds the thing that the rule is asked about; undefined is a 404. Absent: the rule looks at who asks and at the body named alone. */
  target?(request: ApiRequest<never>): Promise<unknown>;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Its media type. */
  type: string;
  load(request: ApiRequest<never>): Promise<FileAnswer>;
};

/** A file's bytes, or a stream of them, and the name it is saved under. */
export type FileAnswer = { body: Uint8Array | ReadableStream<Uint8Array>; name: string };

export type ApiRoute = ThingRoute | ListRoute | ActionRoute | FileRoute;

/** Defines a route that answers one thing as JSON; `load` throws `NotFound` when there is none. */
export function defineThing<Q extends z.ZodObject, R extends z.ZodType>(
  route: Omit<ThingRoute, 'kind' | 'query' | 'response' | 'load' | 'cache'> & {
    query?: Q;
    response: R;
    load(request: ApiRequest<z.infer<Q>>): Promise<z.input<R>>;
    cache?(answer: z.input<R>): string[];
  },
): ApiRoute {
  return { kind: 'thing', ...route } as ApiRoute;
}

export type ListQuery = { limit: number; after?: string; sort?: string; q?: string; institution?: string };

/** Defines a list: JSON page by page and, at the same address with `.csv`, all of it as CSV. */
export function defineList<F extends z.ZodObject, I extends z.ZodType>(
  route: Omit<ListRoute, 'kind' | 'filters' | 'item' | 'load' | 'columns'> & {
    filters?: F;
    item: I;
    load(request: ApiRequest<z.infer<F> & ListQuery>): Promise<Slice<z.input<I>> & Total>;
    columns: readonly { name: string; value(item: z.input<I>): string | number | boolean | null | undefined }[];
  },
): ApiRoute {
  return { kind: 'list', ...route } as ApiRoute;
}

/** Defines a route that answers a file; `load` throws `NotFound` when there is none, before the first byte. */
export function defineFile<Q extends z.ZodObject>(
  route: Omit<FileRoute, 'kind' | 'query' | 'load'> & {
    query?: Q;
    load(request: ApiRequest<z.infer<Q>>): Promise<FileAnswer>;
  },
): ApiRoute {
  return { kind: 'file', ...route } as ApiRoute;
}

/** Defines a route with which a program does something: the same action object as on the page. */
export function defineActionRoute(route: Omit<ActionRoute, 'kind'>): ApiRoute {
  return { kind: 'action', ...route };
}

/** The CSV columns of a text in several languages: `title_ar`, `title_fr`… */
export function textColumns<I>(
  name: string,
  text: (item: I) => Partial<Record<Lang, string>> | null | undefined,
  languages: readonly Lang[] = ['ar', 'fr', 'en'],
) {
  return languages.map((lang) => ({ name: `${name}_${lang}`, value: (item: I) => text(item)?.[lang] ?? '' }));
}
