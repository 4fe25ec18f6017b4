import type { MilestoneStatus } from './commitment.ts';
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

/** The entries of `facets` that follow from statuses: one for each status that a milestone has. */
export function statusFacets(statuses: readonly MilestoneStatus[]): string[] {
  const present = statuses.length === 0 ? (['not-reported'] as const) : new Set(statuses);
  return [...present].map((status) => `status:${status}`);
}

/** `facets` with its statuses replaced. */
export function withStatuses(facets: readonly string[], statuses: readonly MilestoneStatus[]): string[] {
  return [...facets.filter((entry) => !entry.startsWith('status:')), ...statusFacets(statuses)];
}
