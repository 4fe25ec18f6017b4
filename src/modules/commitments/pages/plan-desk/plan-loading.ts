import { deskTabs } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import type { PageContext } from '#platform/html/context.tsx';
import type { Crumb } from '#platform/html/layout.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import type { PageRequest } from '#platform/page.ts';
import { planScope, type ScopedPlan } from '../../queries/matrix-scope.ts';
import { draftOf, type LoadedDraft, loadDraft, type PlanDraft } from '../../queries/plan-drafts.ts';

/** A plan on the desk: the one that stands, its draft, or both. */
export type DeskPlan = {
  institutionId: string;
  tabs: Tab[];
  reference: string;
  plan: ScopedPlan | null;
  draft: (PlanDraft & LoadedDraft) | null;
};

/** Loads the plan of an address of the desk, of the body of the site. */
export async function deskPlan(request: PageRequest): Promise<DeskPlan> {
  const { db, page, params } = request;
  const institutionId = page.tenant?.id;
  const reference = params.reference ?? '';
  if (!institutionId) throw new NotFound();
  const [plan, draft] = await Promise.all([
    planScope(db, reference, institutionId),
    draftOf(db, reference, institutionId),
  ]);
  const loaded = draft && (await loadDraft(db, draft, { today: page.today }));
  if (!plan && !loaded) throw new NotFound();
  return {
    institutionId,
    tabs: deskTabs(request),
    reference,
    plan: plan ?? null,
    draft: draft && loaded ? { ...draft, ...loaded } : null,
  };
}

/** The same, when there is a draft. */
export async function deskDraft(request: PageRequest): Promise<DeskPlan & { draft: PlanDraft & LoadedDraft }> {
  const found = await deskPlan(request);
  if (!found.draft) throw new NotFound();
  return { ...found, draft: found.draft };
}

/** The pages above a plan's. */
export function planCrumbs({ ts }: Pick<PageContext, 'ts'>, reference?: string): Crumb[] {
  const crumbs = [{ label: ts('commitments.plan.desk'), path: '/desk/plans' }];
  return reference === undefined ? crumbs : [...crumbs, { label: reference, path: `/desk/plans/${reference}` }];
}
