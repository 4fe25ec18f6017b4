import { deskTabs } from '#core/institutions/index.ts';
import { type PlanDetail, planByReference } from '#modules/commitments/index.ts';
import { NotFound } from '#platform/errors.ts';
import type { Crumb } from '#platform/html/layout.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { PageRequest } from '#platform/page.ts';
import type { Owned } from '../access.ts';

/** What every page of the desk about one plan is given: whose the plan is, the plan, the tabs of the desk. */
export type DeskPlan = Owned & { plan: PlanDetail; tabs: Tab[] };

/** The plan of a page of the desk, owned by the body whose site it is; else there is no such page. */
export async function deskPlan(request: PageRequest, reference: string | undefined): Promise<DeskPlan> {
  const { db, page } = request;
  const plan = await planByReference(db, reference ?? '', page.today);
  if (!plan || plan.goneAt !== null || plan.institution.id !== page.tenant?.id) throw new NotFound();
  return { institutionId: plan.institution.id, plan, tabs: deskTabs(request) };
}

/** The pages above a page about a plan. */
export function planCrumbs(
  { ts, lang }: { ts(key: 'reviews.desk.title'): string; lang: Parameters<typeof plain>[1] },
  plan: Pick<PlanDetail, 'reference' | 'title'>,
): Crumb[] {
  return [
    { label: ts('reviews.desk.title'), path: '/desk/follow-up' },
    { label: plain(plan.title, lang), path: planDeskPath(plan.reference) },
  ];
}

export function planDeskPath(reference: string): string {
  return `/desk/follow-up/plans/${reference}`;
}
