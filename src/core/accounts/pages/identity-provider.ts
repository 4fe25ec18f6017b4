import { NotFound } from '#platform/errors.ts';
import { setCookie } from '#platform/http/cookies.ts';
import { safePath } from '#platform/http/security.ts';
import { defineResource, type VisitFacts } from '#platform/page.ts';
import { beginIdentityCheck, CALLBACK_PATH, identityCheckOf } from '../oidc.ts';

function cookieName(secure: boolean): string {
  return secure ? '__Host-identity' : 'identity';
}

/** What the browser keeps while the person is at the provider of the digital identity. */
export function identityCookie(visit: Pick<VisitFacts, 'cookie' | 'secure'>): string | undefined {
  return visit.cookie(cookieName(visit.secure));
}

/** Takes it away. */
export function noIdentityCookie(secure: boolean): string {
  return setCookie(cookieName(secure), '', { secure, maxAge: 0 });
}

/**
 * The way to the provider of the digital identity: a link, because browsers hold a form to this site alone. It changes nothing here but a
 * cookie of a quarter of an hour.
 */
export const identityStart = defineResource<{ to?: string; typed?: string }>({
  name: 'accounts.identity-start',
  path: '/sign-in/identity/start',
  on: 'portal',
  load: async ({ around, page, query, visit }) => {
    const { lang, now } = page;
    const begun = await beginIdentityCheck(around, { lang, to: safePath(query.to), typed: query.typed }, now);
    if (!begun) throw new NotFound();
    const cookie = setCookie(cookieName(visit.secure), begun.sealed, { secure: visit.secure, maxAge: 15 * 60 });
    return towards(begun.href, { 'set-cookie': cookie });
  },
});

/** Where the provider sends people back to. It only leads on to the page that has the button. */
export const identityCallback = defineResource({
  name: 'accounts.identity-callback',
  path: CALLBACK_PATH,
  on: 'portal',
  root: true,
  load: async ({ around, page, visit }) => {
    const check = identityCheckOf(around, identityCookie(visit), page.now);
    const path = `/sign-in/identity?${page.query}`;
    return towards(page.href(path, { lang: check?.lang ?? page.lang, tenant: null }));
  },
});

function towards(location: string, headers: Record<string, string> = {}) {
  return {
    type: 'text/plain; charset=utf-8',
    body: '',
    status: 303,
    headers: { location, 'cache-control': 'no-store', ...headers },
  };
}
