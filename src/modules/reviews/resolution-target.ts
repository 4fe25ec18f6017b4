import type { ActionContext } from '#platform/action.ts';
import { resolutionById } from './queries/resolutions.ts';
import type { Resolution } from './resolution.ts';

/** The decision or recommendation that an action names; what was withdrawn is not there. */
export async function resolutionTarget(
  { db, tenant }: Pick<ActionContext, 'db' | 'tenant'>,
  { resolution }: { resolution: string },
): Promise<Resolution | undefined> {
  const found = await resolutionById(db, resolution, tenant);
  return found?.state === 'withdrawn' ? undefined : found;
}

/** What the audit log keeps of an action on a resolution. */
export function resolutionRecord(_input: unknown, { id: subject, institutionId, plan, kind }: Resolution) {
  return { subject, institutionId, detail: { plan, kind } };
}
