import type { Lang } from '../i18n/languages.ts';
import type { PageContext } from './context.tsx';

/** The pages that every page links to. `apart` means: outside language and site. */
export const SITE_LINKS = {
  search: '/search',
  accessibility: '/accessibility',
  privacy: '/privacy',
  aboutData: '/about-data',
  sourceCode: '/about-data#source-code',
  api: '/api',
  components: '/dev/components',
} as const;

/** The parameter with which the language switch tells the server to keep the visitor's choice. */
const LANG_CHOICE = 'lang-choice';

/** The address of this very page in another language, kept as the visitor's choice. */
export function hrefInLanguage(page: PageContext, lang: Lang): string {
  const query = new URLSearchParams(page.query);
  query.set(LANG_CHOICE, lang);
  return page.href(`${page.path}?${query}`, { lang });
}

/** A change of the query: a value, several, or null to drop the parameter. */
export type QueryChange = Record<string, string | readonly string[] | null>;

/** The query of the page with some parameters changed, as `?a=1` or ''. A change starts again at the first page of results. */
export function queryWith(page: Pick<PageContext, 'query'>, change: QueryChange): string {
  const query = new URLSearchParams(page.query);
  query.delete('after');
  for (const [name, value] of Object.entries(change)) {
    query.delete(name);
    for (const one of value === null ? [] : [value].flat()) query.append(name, one);
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** The address of this page with some parameters of its query changed. */
export function hrefWith(page: PageContext, change: QueryChange): string {
  return page.href(page.path + queryWith(page, change));
}

/** The address of this page without one value of one parameter: what the link of an active filter leads to. */
export function hrefWithout(page: PageContext, name: string, value?: string): string {
  const left = value === undefined ? [] : page.query.getAll(name).filter((one) => one !== value);
  return hrefWith(page, { [name]: left.length > 0 ? left : null });
}

/** Path and query of this page, as the visitor sent them. */
export function pathAndQuery(page: Pick<PageContext, 'path' | 'query'>): string {
  const query = page.query.toString();
  return query ? `${page.path}?${query}` : page.path;
}
