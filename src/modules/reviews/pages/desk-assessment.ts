import { NotFound } from '#platform/errors.ts';
import type { PageContext } from '#platform/html/context.tsx';
import { isId } from '#platform/ids.ts';
import type { PageRequest } from '#platform/page.ts';
import type { Assessment } from '../assessment.ts';
import { assessmentById } from '../queries/assessments.ts';
import { type DeskPlan, deskPlan } from './desk-plan.ts';

export type DeskAssessment = DeskPlan & { assessment: Assessment };

/** The assessment of a page of the desk, with its plan. */
export async function deskAssessment(request: PageRequest): Promise<DeskAssessment> {
  const id = request.params.id ?? '';
  const assessment = isId(id) ? await assessmentById(request.db, id, request.page.tenant) : undefined;
  if (!assessment) throw new NotFound();
  return { ...(await deskPlan(request, assessment.plan)), assessment };
}

/** What an assessment is called, with the commitment it is about. */
export function assessmentTitle(
  { ts }: Pick<PageContext, 'ts'>,
  { kind, commitment }: Pick<Assessment, 'kind' | 'commitment'>,
): string {
  const called = ts(`reviews.assessment.kinds.${kind}`);
  return commitment === null ? called : `${called} · ${commitment}`;
}

export function assessmentDeskPath({ id }: { id: string }): string {
  return `/desk/follow-up/assessments/${id}`;
}
