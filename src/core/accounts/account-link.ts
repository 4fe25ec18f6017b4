import type { Need } from '#platform/errors.ts';
import type { MenuItem, PageContext } from '#platform/html/context.tsx';
import type { Actor } from '#platform/tenant.ts';

/** The link of the header: to sign in, or to one's own space. */
export function accountLink(actor: Actor, page: PageContext): MenuItem {
  return actor.kind === 'person'
    ? { label: page.ts('accounts.account.me'), path: '/me' }
    : { label: page.ts('accounts.account.sign-in'), path: '/sign-in' };
}

/**
 * Where somebody goes who must bring more proof of who they are: to sign in, to show the second factor, or to have the identity verified.
 * From there they come back to `to`, with what they typed (`kept`).
 */
export function signInPath(to: string, need: Need, kept: string | undefined, actor: Actor): string {
  const where = new URLSearchParams({ to, ...(kept ? { typed: kept } : {}) });
  if (actor.kind !== 'person' || actor.level === 0) return `/sign-in?${where}`;
  if (need.secondFactor && !actor.secondFactor) return `/sign-in/second-factor?${where}`;
  if (need.attributes?.length) where.set('attributes', need.attributes.join(','));
  return `/me/identity?${where}`;
}
