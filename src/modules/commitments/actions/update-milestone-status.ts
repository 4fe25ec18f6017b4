import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { publishRow } from '../access.ts';
import { type MilestoneStatus, REPORTABLE_STATUSES } from '../commitment.ts';
import { mergedText } from '../matrix-row.ts';
import { lockCommitment, publishContent } from '../milestone-report.ts';
import { type RowTarget, rowTarget } from '../row-input.ts';
import { keepVersion, rowState } from '../row-versions.ts';
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
 * Reports on a milestone in one step, its status alone: for programs that know nothing else. Refuses (409) while an update of the row
 * waits for its publication, which it would overtake.
 */
export const updateMilestoneStatus = defineAction<Input, RowTarget, MilestoneReport>({
  name: 'commitments.update-milestone-status',
  input: updateMilestoneStatusInput,
  target: (context, { milestone }) => rowTarget(context, milestone),
  access: publishRow,
  event: 'milestone.status-changed',
  record: (input, target, result) => {
    const { from, to, on } = result as MilestoneReport;
    return { subject: input.milestone, institutionId: target.institution_id, detail: { from, to, on } };
  },
  async run(context, input, target): Promise<MilestoneReport> {
    const on = input.on ?? context.today;
    if (on > context.today) throw new InvalidInput([{ pointer: '/on', key: 'commitments.report.in-the-future' }]);
    const commitment = await lockCommitment(context, target);
    const state = await rowState(context.db, target);
    if (state.version !== state.publishedVersion) throw new Conflict('commitments.matrix.draft-waits');
    const { published } = state;
    const percent = input.status === 'finished' ? 100 : input.status === 'not-started' ? null : published.percent;
    const content = { ...published, status: input.status, statusOn: on, percent };
    const note = mergedText(null, input.note ?? {});
    const version = await keepVersion(context, target, state, { content, note });
    await publishContent(context, target, commitment, { content, version, note });
    return { milestone: target.reference, from: published.status, to: input.status, on };
  },
});
