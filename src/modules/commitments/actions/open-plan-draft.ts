import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { writePlan } from '../access.ts';
import { draftTarget } from '../plan-input.ts';
import type { PlanDraft } from '../queries/plan-drafts.ts';

export const openPlanDraftInput = z.object({ draft: z.string().max(120), open: z.boolean() });

type Input = z.infer<typeof openPlanDraftInput>;

/** Lets everybody read and discuss a draft: the co-creation of a plan, or of its changes. Or closes it to the public again. */
export const openPlanDraft = defineAction<Input, PlanDraft, { draft: string }>({
  name: 'commitments.open-plan-draft',
  input: openPlanDraftInput,
  target: draftTarget,
  access: writePlan,
  event: 'plan.draft-opened',
  record: ({ draft, open }, { institutionId }) => ({ subject: draft, institutionId, detail: { open } }),
  async run({ db, today, touch }, { open }, draft) {
    await within(db, draft.institutionId)
      .updateTable('plan_draft')
      .set({ opened_on: open ? (draft.openedOn ?? today) : null })
      .where('id', '=', draft.id)
      .execute();
    touch('commitments', `plan-draft:${draft.reference}`, `plan:${draft.reference}`);
    return { draft: draft.reference };
  },
});
