import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { across, json } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { reportMilestone } from '../access.ts';
import { type MilestoneStatus, REPORTABLE_STATUSES } from '../commitment.ts';
import { withStatuses, writeFacets } from '../facets.ts';
import { sumPlan } from '../file/apply.ts';
import { writeEvents } from '../file/apply-events.ts';
import { milestoneByReference, type ReportedMilestone } from '../queries/milestones.ts';
import { sumsOf } from '../sums.ts';
import { isCalendarDate } from '../timeline.ts';

const words = z.string().trim().min(1).max(4_000).optional();

export const updateMilestoneStatusInput = z.object({
  /** The milestone's id in public addresses: `MALAA0003-M01`. */
  milestone: z.string().max(120),
  status: z.enum(REPORTABLE_STATUSES, 'commitments.report.not-a-status'),
  /** The calendar date the status is true for; today when absent. */
  on: z.string().refine(isCalendarDate, 'commitments.report.not-a-date').optional(),
  /** What was done, or what stands in the way. */
  note: z.object({ ar: words, fr: words, zgh: words, en: words }).partial().optional(),
});

type Input = z.infer<typeof updateMilestoneStatusInput>;

export type MilestoneReport = { milestone: string; from: MilestoneStatus; to: MilestoneStatus; on: string };

/**
 * Reports on a milestone. From then on its status belongs to people: an import does not change it back. The commitment's and the
 * plan's sums move with it, and the public timeline tells it.
 */
export const updateMilestoneStatus = defineAction<Input, ReportedMilestone, MilestoneReport>({
  name: 'commitments.update-milestone-status',
  input: updateMilestoneStatusInput,
  target: ({ db }, { milestone }) => milestoneByReference(db, milestone),
  access: reportMilestone,
  event: 'milestone.status-changed',
  record: (input, target, result) => {
    const { from, to, on } = result as MilestoneReport;
    return { subject: input.milestone, institutionId: target.institution_id, detail: { from, to, on } };
  },
  async run(context, input, target): Promise<MilestoneReport> {
    const { db, now, today } = context;
    const on = input.on ?? today;
    if (on > today) throw new InvalidInput([{ pointer: '/on', key: 'commitments.report.in-the-future' }]);
    const all = across(db);
    // Whoever reports on another milestone of the same commitment waits here, so that the sums count both.
    const commitment = await all
      .selectFrom('commitment')
      .select(['id', 'reference', 'plan_id', 'ends_on', 'date_precision', 'facets', 'latest_first'])
      .where('institution_id', '=', target.institution_id)
      .where('id', '=', target.commitment_id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const before = await all
      .selectFrom('milestone')
      .select('status')
      .where('institution_id', '=', target.institution_id)
      .where('id', '=', target.id)
      .executeTakeFirstOrThrow();
    const note = input.note && Object.keys(input.note).length > 0 ? input.note : null;
    await all
      .updateTable('milestone')
      .set({
        status: input.status,
        status_source: 'person',
        status_on: on,
        status_note: note && json(note),
        changed_at: now,
      })
      .where('institution_id', '=', target.institution_id)
      .where('id', '=', target.id)
      .execute();
    const milestones = await all
      .selectFrom('milestone')
      .select(['status', 'ends_on as end', 'date_precision as precision'])
      .where('institution_id', '=', target.institution_id)
      .where('commitment_id', '=', target.commitment_id)
      .where('gone_at', 'is', null)
      .execute();
    const { status_counts, ...sums } = sumsOf(milestones, {
      end: commitment.ends_on,
      precision: commitment.date_precision,
    });
    const facets = withStatuses(
      commitment.facets,
      milestones.map((milestone) => milestone.status),
    );
    await all
      .updateTable('commitment')
      .set({ ...sums, status_counts: json(status_counts), facets, changed_at: now })
      .where('institution_id', '=', target.institution_id)
      .where('id', '=', target.commitment_id)
      .execute();
    await writeFacets(
      db,
      {
        institutionId: target.institution_id,
        id: target.commitment_id,
        latestFirst: commitment.latest_first,
        reference: commitment.reference,
      },
      facets,
    );
    const place = { institutionId: target.institution_id, planId: target.plan_id };
    await writeEvents({ db, now, today }, place, [
      {
        kind: 'status-changed',
        commitmentId: target.commitment_id,
        milestoneId: target.id,
        data: { statusFrom: before.status, statusTo: input.status, ...(note ? { note } : {}) },
      },
    ]);
    await sumPlan(context, place);
    const plan = await all
      .selectFrom('action_plan')
      .select('reference')
      .where('institution_id', '=', target.institution_id)
      .where('id', '=', target.plan_id)
      .executeTakeFirstOrThrow();
    const bodies = await all
      .selectFrom('commitment_body')
      .select('body_id')
      .where('institution_id', '=', target.institution_id)
      .where('commitment_id', '=', target.commitment_id)
      .execute();
    context.touch('commitments', `commitment:${commitment.reference}`, `plan:${plan.reference}`);
    context.touch(...bodies.map((row) => `institution:${row.body_id}`));
    return { milestone: target.reference, from: before.status, to: input.status, on };
  },
});
