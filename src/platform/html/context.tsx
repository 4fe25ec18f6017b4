import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Format } from '../i18n/format.ts';
import type { Dir, Lang } from '../i18n/languages.ts';
import type { Translator } from '../i18n/messages.ts';
import type { Actor, Tenant } from '../tenant.ts';

/** One entry of the main menu, of the footer or of the breadcrumbs. `label` is already in the page's language. */
export type MenuItem = { label: string; path: string; minor?: boolean };

/** Everything a component may need to know about the page it is drawn on. */
export type PageContext = Translator & {
  lang: Lang;
  dir: Dir;
  format: Format;
  /** The institution whose site this is; null on the portal. */
  tenant: Tenant | null;
  actor: Actor;
  /** The path after language and institution, without query: `/commitments/MALAA0003`; `/` at home. */
  path: string;
  /** The query of the request, as the visitor sent it. */
  query: URLSearchParams;
  /** The calendar date of Morocco, `YYYY-MM-DD`. */
  today: string;
  now: Date;
  /**
   * The address of a page: same language and same site unless told otherwise (`tenant: null` is the portal, a slug another body's site).
   * `path` starts with `/` and may carry a query.
   */
  href(path: string, to?: { lang?: Lang; tenant?: { slug: string; host: string | null } | null }): string;
  /** Like `href`, with scheme and host: feeds, share cards, citations. */
  absolute(path: string, to?: { lang?: Lang; tenant?: { slug: string; host: string | null } | null }): string;
  /** The hashed address of a built asset: `asset('styles.css')`. */
  asset(name: string): string;
  /** The main menu of this site, in order, from what the modules offer. */
  menu: readonly MenuItem[];
  /** The form token of this visit. Asking for it makes the page private: it sets the cookie and leaves the page cache. */
  formToken(): string;
  /** The link of the header to sign in, or to one's own space. Null where nobody can sign in. */
  account: MenuItem | null;
  /** The link of the header to the desk, for officials; null for everybody else. */
  desk: MenuItem | null;
  /** True outside production: the mode is said in the footer. */
  trial: boolean;
  /** True in a trial that only this machine can reach: its `/dev` pages are linked. Never by visitor: pages are kept for all. */
  local: boolean;
};

const Context = createContext<PageContext | null>(null);

export const PageProvider = Context.Provider;

/** The page a component is drawn on. */
export function usePage(): PageContext {
  const page = useContext(Context);
  if (!page) throw new Error('usePage outside a page');
  return page;
}
