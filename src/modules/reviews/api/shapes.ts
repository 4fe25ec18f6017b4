import { z } from '#platform/api.ts';
import type { Tenant } from '#platform/tenant.ts';
import type { Listing } from '../queries/listed.ts';

/** The public shapes and parameters that several routes share. */
export const planReference = z.string().max(120).openapi({ example: 'MA-11-AP-2025-2027' });
export const thingId = z.string().max(60);
export const made = z.object({ id: z.string() });
export const byId = z.object({ id: thingId });

/** The lists of this room: of one plan, or (with `institution`) of a body's plans, or of all. */
export const ofPlan = z.object({ plan: planReference.optional() });

/** What such a list is asked for. */
export function listingOf(
  tenant: Tenant | null,
  { plan, limit, after }: { plan?: string | undefined; limit: number; after?: string | undefined },
): Listing {
  return { plan, institutionId: tenant?.id, paging: { limit, after } };
}
