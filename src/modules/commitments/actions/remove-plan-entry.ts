import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { writePlan } from '../access.ts';
import { thingIn } from '../plan-draft.ts';
import { dropEntry } from '../plan-entries.ts';
import { draftTarget, entryInput, lockedDraft } from '../plan-input.ts';
import type { PlanDraft } from '../queries/plan-drafts.ts';

export const removePlanEntryInput = entryInput.extend({
  kind: z.enum(['commitment', 'milestone']),
  reference: z.string().max(120),
  /** False: it is put back. */
  removed: z.boolean(),
});

type Input = z.infer<typeof removePlanEntryInput>;

/** Takes a commitment or a milestone out of the plan, in its draft, or puts it back. What only the draft knows is gone with it. */
export const removePlanEntry = defineAction<Input, PlanDraft, { draft: string }>({
  name: 'commitments.remove-plan-entry',
  input: removePlanEntryInput,
  target: draftTarget,
  access: writePlan,
  event: 'plan.entry-removed',
  record: ({ reference, removed }, { institutionId }) => ({ subject: reference, institutionId, detail: { removed } }),
  async run(context, { kind, reference, removed }, draft) {
    const { db, actor, now } = context;
    const { drafted } = await lockedDraft(context, draft);
    const thing = thingIn(drafted, kind, reference);
    if (!thing) throw new NotFound();
    await dropEntry(db, draft, thing);
    const own = within(db, draft.institutionId);
    if (kind === 'commitment' && removed)
      await own
        .deleteFrom('plan_draft_entry')
        .where('draft_id', '=', draft.id)
        .where('commitment', '=', reference)
        .execute();
    if (removed && thing.before !== null)
      await own
        .insert('plan_draft_entry', {
          draft_id: draft.id,
          kind,
          reference,
          commitment: null,
          state: 'removed',
          cells: json({}) as never,
          revision: thing.revision + 1,
          saved_by: actor.kind === 'person' ? actor.id : null,
          saved_at: now,
        })
        .execute();
    context.touch(`plan-draft:${draft.reference}`);
    return { draft: draft.reference };
  },
});
