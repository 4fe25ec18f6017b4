import type { ActionContext } from '#platform/action.ts';
import type { Assessment } from './assessment.ts';
import { assessmentById } from './queries/assessments.ts';

/** The assessment that an action names; its row is locked. */
export function assessmentTarget(
  { db, tenant }: Pick<ActionContext, 'db' | 'tenant'>,
  { assessment }: { assessment: string },
): Promise<Assessment | undefined> {
  return assessmentById(db, assessment, tenant, { lock: true });
}

/** What the audit log keeps of an action on an assessment. */
export function assessmentRecord(_input: unknown, { id: subject, institutionId, plan, kind }: Assessment) {
  return { subject, institutionId, detail: { plan, kind } };
}
