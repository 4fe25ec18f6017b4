import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { writePlan } from '../access.ts';
import { draftTarget } from '../plan-input.ts';
import type { PlanDraft } from '../queries/plan-drafts.ts';

export const withdrawPlanDraftInput = z.object({ draft: z.string().max(120) });

/** Throws a draft away with all that was written in it; the plan that stands is not touched. */
export const withdrawPlanDraft = defineAction<z.infer<typeof withdrawPlanDraftInput>, PlanDraft, { draft: string }>({
  name: 'commitments.withdraw-plan-draft',
  input: withdrawPlanDraftInput,
  target: draftTarget,
  access: writePlan,
  event: 'plan.draft-withdrawn',
  record: ({ draft }, { institutionId }) => ({ subject: draft, institutionId }),
  async run({ db, touch }, _input, draft) {
    await within(db, draft.institutionId).deleteFrom('plan_draft').where('id', '=', draft.id).execute();
    touch('commitments', `plan-draft:${draft.reference}`, `plan:${draft.reference}`);
    return { draft: draft.reference };
  },
});
