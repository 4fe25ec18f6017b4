import { addDays } from '#core/deadlines/index.ts';
import { listPlans, planByReference } from '#modules/commitments/index.ts';
import type { DeskItem, DeskSource } from '#platform/module.ts';
import { POWERS } from './access.ts';
import { SEEN_AHEAD_DAYS } from './assessment.ts';
import { bodiesWith } from './desk.ts';
import { assessmentsOf, dueOf } from './queries/assessments.ts';

const MOST_PLANS = 50;

/** Assessments that are due soon or overdue, for the independent body: they lead to the draft, or to where one is begun. */
export const assessmentsDesk: DeskSource = {
  name: 'reviews-assessments',
  async items(db, actor, today, limit) {
    const items: DeskItem[] = [];
    const horizon = addDays(today, SEEN_AHEAD_DAYS);
    for (const institutionId of bodiesWith(actor, POWERS.assess)) {
      const { items: plans } = await listPlans(db, {
        filters: { institutionId },
        paging: { limit: MOST_PLANS },
        today,
      });
      for (const { reference, institution } of plans) {
        const plan = institution.id === institutionId ? await planByReference(db, reference, today) : undefined;
        if (!plan) continue;
        const drafts = await assessmentsOf(db, { institutionId, reference });
        for (const due of await dueOf(db, plan, today)) {
          if (due.dueOn > horizon) continue;
          const draft = drafts.find(
            (one) => one.version === 0 && one.kind === due.kind && one.commitment === due.commitment,
          );
          const begin = new URLSearchParams({
            kind: due.kind,
            ...(due.commitment ? { commitment: due.commitment } : {}),
          });
          items.push({
            id: `${reference} ${due.kind} ${due.commitment ?? ''}`,
            institutionId,
            title: plan.title,
            path: draft
              ? `/desk/follow-up/assessments/${draft.id}`
              : `/desk/follow-up/plans/${reference}/assessments/new?${begin}`,
            kind: `reviews.assessment.kinds.${due.kind}`,
            due: due.dueOn,
          });
        }
      }
    }
    return items.slice(0, limit);
  },
};
