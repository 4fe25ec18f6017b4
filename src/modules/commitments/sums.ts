import { isFinal } from './commitment.ts';
import { countStatuses, overallStatus, type StatusCounts } from './progress.ts';
import { type CommitmentTable, FAR, OVER } from './tables.ts';
import { type Dated, nextOpenEnd } from './timeline.ts';

/** What a commitment keeps beside its texts so that lists, filters and "late" need not look at its milestones. */
export type CommitmentSums = Pick<
  CommitmentTable,
  'status' | 'status_counts' | 'milestone_count' | 'open_count' | 'finished_count' | 'reported_count' | 'next_open_end'
>;

export function sumsOf(
  milestones: readonly Dated[],
  own: { end: string | null; precision: Dated['precision'] },
): CommitmentSums {
  const open = milestones.filter((milestone) => !isFinal(milestone.status)).length;
  const counts: StatusCounts = countStatuses(milestones.map((milestone) => milestone.status));
  return {
    status: overallStatus(counts),
    status_counts: counts,
    milestone_count: milestones.length,
    open_count: open,
    finished_count: counts.finished,
    reported_count: milestones.length - counts['not-reported'],
    next_open_end: milestones.length > 0 && open === 0 ? OVER : (nextOpenEnd(milestones, own) ?? FAR),
  };
}
