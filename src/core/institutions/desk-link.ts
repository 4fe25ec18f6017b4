import type { MenuItem, PageContext } from '#platform/html/context.tsx';
import type { Actor } from '#platform/tenant.ts';

/**
 * The header's link to the desk: for who holds a post in the body whose site this is, or in any of them on the portal. It is shown before
 * the second factor too: the desk itself asks for it.
 */
export function deskLink(actor: Actor, page: PageContext): MenuItem | null {
  if (actor.kind !== 'person') return null;
  const isHere = actor.powers.some(
    (power) =>
      power.name === 'desk.see' &&
      (page.tenant === null || power.institutionId === null || power.institutionId === page.tenant.id),
  );
  return isHere ? { label: page.ts('institutions.desk.title'), path: '/desk' } : null;
}
