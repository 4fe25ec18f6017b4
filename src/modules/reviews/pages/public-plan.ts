import type { PlanDetail } from '#modules/commitments/index.ts';
import type { PageContext } from '#platform/html/context.tsx';
import type { Crumb } from '#platform/html/layout.tsx';
import { plain } from '#platform/i18n/text.ts';

/** The public page that tells how a plan is followed up. */
export function followUpPath(plan: string): string {
  return `/action-plans/${plan}/follow-up`;
}

/** The public page that shows how a commitment is assessed. */
export function assessmentsPath(commitment: string): string {
  return `/commitments/${commitment}/assessments`;
}

/** The pages above a public page about the follow-up of a plan; `below`: the follow-up itself is among them. */
export function publicPlanCrumbs(
  { ts, lang }: Pick<PageContext, 'ts' | 'lang'>,
  plan: Pick<PlanDetail, 'reference' | 'title'>,
  below: boolean,
): Crumb[] {
  return [
    { label: plain(plan.title, lang), path: `/action-plans/${plan.reference}` },
    ...(below ? [{ label: ts('reviews.public.title'), path: followUpPath(plan.reference) }] : []),
  ];
}
