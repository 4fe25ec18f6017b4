import { z } from 'zod';
import { institutionsNamed } from '#core/institutions/index.ts';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import type { Text } from '#platform/i18n/text.ts';
import { writePlan } from '../access.ts';
import { writeComparison } from '../file/apply.ts';
import { compare } from '../file/compare.ts';
import type { PlanRecord } from '../file/read.ts';
import { mergedText } from '../matrix-row.ts';
import { changesOf, draftFaults, recordOfDraft } from '../plan-draft.ts';
import { draftTarget, lockedDraft } from '../plan-input.ts';
import type { PlanDraft } from '../queries/plan-drafts.ts';
import { isCalendarDate } from '../timeline.ts';

const words = z.string().trim().max(2_000).optional();

export const publishPlanInput = z.object({
  draft: z.string().max(120),
  /** Why the plan changes, or what adopted it: shown with the version. */
  reason: z.object({ ar: words, fr: words, en: words }).strict(),
  /** The day it was adopted on; absent: today. */
  adoptedOn: z.string().refine(isCalendarDate, 'commitments.report.not-a-date').nullable().optional(),
});

type Input = z.infer<typeof publishPlanInput>;

/**
 * Publishes a draft as the next version of its plan: commitments, milestones, search and timeline follow, and a page tells for good what
 * changed and why. From then on no file writes over what people wrote. Refuses (422) without a reason, and what cannot stand.
 */
export const publishPlan = defineAction<Input, PlanDraft, { plan: string }>({
  name: 'commitments.publish-plan',
  input: publishPlanInput,
  target: draftTarget,
  access: writePlan,
  event: 'plan.published',
  record: ({ draft }, { institutionId }) => ({ subject: draft, institutionId }),
  async run(context, input, draft) {
    const { db, today } = context;
    const { base, drafted } = await lockedDraft(context, draft);
    const reason = mergedText(null, input.reason as Text);
    const adoptedOn = input.adoptedOn ?? today;
    const faults = draftFaults(drafted);
    if (reason === null) faults.push({ pointer: '/reason/ar', key: 'commitments.plan.fault.no-reason' });
    if (adoptedOn > today) faults.push({ pointer: '/adoptedOn', key: 'commitments.plan.fault.in-the-future' });
    if (faults.length > 0 || reason === null) throw new InvalidInput(faults);
    const record = await withBodies(context, recordOfDraft(base, drafted));
    const comparison = await compare(db, [record], { lock: true, origin: 'people' });
    const changes = changesOf(drafted);
    await writeComparison(context, comparison, { origin: 'people', reason, adoptedOn, changes });
    await within(db, draft.institutionId).deleteFrom('plan_draft').where('id', '=', draft.id).execute();
    context.touch(`plan-draft:${draft.reference}`);
    return { plan: draft.reference };
  },
});

/** The names of bodies that this program knows lead to them. */
async function withBodies({ db }: Pick<ActionContext, 'db'>, record: PlanRecord): Promise<PlanRecord> {
  const unknown = record.commitments.flatMap((one) => one.named.filter(({ bodyId }) => bodyId === null));
  const names = [...new Set(unknown.flatMap(({ name }) => Object.values(name)))];
  if (names.length === 0) return record;
  const found = await institutionsNamed(db, names, record.regions[0]);
  const bodyOf = (name: Text) => Object.values(name).flatMap((one) => found.get(one)?.id ?? [])[0] ?? null;
  return {
    ...record,
    commitments: record.commitments.map((one) => ({
      ...one,
      named: one.named.map((body) => (body.bodyId === null ? { ...body, bodyId: bodyOf(body.name) } : body)),
    })),
  };
}
