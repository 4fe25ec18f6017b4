import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import type { Text } from '#platform/i18n/text.ts';
import { writePlan } from '../access.ts';
import { mergedText } from '../matrix-row.ts';
import { leadsBack, PUBLISHED_PHASES, phasesAfter } from '../plan-life.ts';
import { planScope, type ScopedPlan } from '../queries/matrix-scope.ts';
import { phaseOfPlan } from '../queries/plan-versions.ts';
import { isCalendarDate } from '../timeline.ts';

const words = z.string().trim().max(2_000).optional();

export const updatePlanPhaseInput = z.object({
  plan: z.string().max(120),
  phase: z.enum(PUBLISHED_PHASES, 'commitments.plan.fault.no-phase'),
  /** The day it begins on. */
  since: z.string().refine(isCalendarDate, 'commitments.report.not-a-date').nullable().optional(),
  /** What was decided, or why it goes back. */
  note: z.object({ ar: words, fr: words, en: words }).strict().default({}),
});

type Input = z.infer<typeof updatePlanPhaseInput>;

/** Says what phase of its life a plan is in. A step back must be explained; nothing is dated ahead. */
export const updatePlanPhase = defineAction<Input, ScopedPlan, { plan: string }>({
  name: 'commitments.update-plan-phase',
  input: updatePlanPhaseInput,
  target: ({ db, tenant }, { plan }) => planScope(db, plan, tenant?.id),
  access: writePlan,
  event: 'plan.phase-changed',
  record: ({ plan, phase }, { institutionId }) => ({ subject: plan, institutionId, detail: { phase } }),
  async run({ db, actor, now, today, touch }, input, plan) {
    const own = within(db, plan.institutionId);
    await own.selectFrom('action_plan').select('id').where('id', '=', plan.planId).forUpdate().execute();
    const { now: current, said } = await phaseOfPlan(db, plan, today);
    const since = input.since ?? today;
    const note = mergedText(null, input.note as Text);
    const faults = [];
    if (!phasesAfter(current).includes(input.phase))
      faults.push({ pointer: '/phase', key: 'commitments.plan.fault.same-phase' });
    if (since > today) faults.push({ pointer: '/since', key: 'commitments.plan.fault.in-the-future' });
    if (leadsBack(current.phase, input.phase) && note === null)
      faults.push({ pointer: '/note/ar', key: 'commitments.plan.fault.no-reason' });
    if (faults.length > 0) throw new InvalidInput(faults);
    await own
      .insert('plan_phase', {
        plan_id: plan.planId,
        number: said.length + 1,
        phase: input.phase,
        since,
        note: note && (json(note) as never),
        recorded_by: actor.kind === 'person' ? actor.id : null,
        recorded_at: now,
      })
      .execute();
    touch('commitments', `plan:${plan.reference}`);
    return { plan: plan.reference };
  },
});
