import { planByReference } from '#modules/commitments/index.ts';
import { z } from '#platform/api.ts';
import type { Db } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';

/** The public shapes and parameters that several routes share. */
export const planReference = z.string().max(120).openapi({ example: 'MA-11-AP-2025-2027' });
export const thingId = z.string().max(60);
export const made = z.object({ id: z.string() });
export const byId = z.object({ id: thingId });

/** The list of a plan names it in the query. */
export const ofPlan = z.object({ plan: planReference });

/** Whose a plan is, for the lists of its follow-up. */
export async function planOf(
  { db, today }: { db: Db; today: string },
  reference: string,
): Promise<{ institutionId: string; reference: string }> {
  const plan = await planByReference(db, reference, today);
  if (!plan) throw new NotFound();
  return { institutionId: plan.institution.id, reference: plan.reference };
}
