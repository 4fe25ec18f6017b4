import { isLang, type Lang } from '../i18n/languages.ts';
import type { Tenant } from '../tenant.ts';

/** The two facts about a body that its addresses need. */
export type Addressed = Pick<Tenant, 'slug' | 'host'>;

/** The first words of paths that can never be the name of a body: published in docs/interfaces and checked by core/institutions. */
export type SplitAddress = { lang: Lang; rest: string };

/** Splits `/fr/…` into the language and what follows (at least `/`); undefined when the path does not start with a language. */
export function splitLang(pathname: string): SplitAddress | undefined {
  const [, first = '', ...others] = pathname.split('/');
  if (!isLang(first)) return undefined;
  return { lang: first, rest: `/${others.join('/')}` };
}

/** The first word of a path and what follows: `/a/b/c` is `a` and `/b/c`. */
export function splitFirst(path: string): { first: string; rest: string } {
  const [, first = '', ...others] = path.split('/');
  return { first, rest: `/${others.join('/')}` };
}

export type AddressBook = {
  /** The path (or, for a body with its own host, the whole address) of a page. */
  href(lang: Lang, tenant: Addressed | null, path: string): string;
  /** The whole address of a page. */
  absolute(lang: Lang, tenant: Addressed | null, path: string): string;
};

/**
 * Makes the addresses of pages as seen from one host: a body with a host of its own is addressed there without its slug, everything
 * else under the public address of the platform.
 * @param publicUrl the platform's own address without a slash at its end
 * @param here the body whose host is being visited, or null on the platform's own host
 */
export function addressBook(publicUrl: string, here: Addressed | null): AddressBook {
  const scheme = publicUrl.split('://')[0] ?? 'https';
  const absolute = (lang: Lang, tenant: Addressed | null, path: string) => {
    const tail = path === '/' ? '' : path.startsWith('/?') ? path.slice(1) : path;
    if (tenant?.host) return `${scheme}://${tenant.host}/${lang}${tail}`;
    return `${publicUrl}/${lang}${tenant ? `/${tenant.slug}` : ''}${tail}`;
  };
  return {
    absolute,
    href(lang, tenant, path) {
      const whole = absolute(lang, tenant, path);
      const origin = here?.host ? `${scheme}://${here.host}` : publicUrl;
      return whole.startsWith(`${origin}/`) ? whole.slice(origin.length) : whole;
    },
  };
}
