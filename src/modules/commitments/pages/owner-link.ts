import type { PageContext } from '#platform/html/context.tsx';
import type { BodyRef } from '../commitment.ts';

/**
 * The address of a plan or commitment that stands in a list which is not this site's own (the parts of a plan, the members of a
 * consortium): on the portal its page there, on a body's site its page at the body whose it is, because this site may not have it.
 */
export function hrefAtOwner(page: Pick<PageContext, 'tenant' | 'href'>, path: string, owner: BodyRef): string {
  return page.tenant && page.tenant.id !== owner.id ? page.href(path, { tenant: owner }) : page.href(path);
}
