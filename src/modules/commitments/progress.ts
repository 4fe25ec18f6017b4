import { isFinal, MILESTONE_STATUSES, type MilestoneStatus } from './commitment.ts';

/**
 * One rule of progress, for a commitment and for a plan alike:
 * the share of milestones that are reported finished, each milestone weighing the same.
 * A plan counts the milestones of all its commitments together; it does not average the commitments.
 * Milestones nobody has reported on stay in the total and are counted apart. When there is no milestone, or none was reported on,
 * there is no share at all: nothing is known, and 0 % would say otherwise.
 */
export type Progress = {
  total: number;
  counts: Record<MilestoneStatus, number>;
  reported: number;
  /** Finished milestones out of all, 0 to 1; null when nothing is known. */
  share: number | null;
  /** Milestones somebody has reported on, out of all, 0 to 1; null when there is no milestone. */
  reportedShare: number | null;
  /** The message that explains the figure: `commitments.progress.explain.${explanation}`. */
  explanation: 'no-milestones' | 'nothing-reported' | 'partly-reported' | 'all-reported';
};

export type StatusCounts = Record<MilestoneStatus, number>;

export function countStatuses(statuses: Iterable<MilestoneStatus>): StatusCounts {
  const counts = noStatuses();
  for (const status of statuses) counts[status] += 1;
  return counts;
}

export function noStatuses(): StatusCounts {
  return Object.fromEntries(MILESTONE_STATUSES.map((status) => [status, 0])) as StatusCounts;
}

/** The milestones of several commitments or plans together, by status. */
export function addCounts(all: Iterable<StatusCounts>): StatusCounts {
  const sum = noStatuses();
  for (const counts of all) for (const status of MILESTONE_STATUSES) sum[status] += counts[status];
  return sum;
}

/** How far milestones are, from how many stand at each status. */
export function progressOf(counts: StatusCounts): Progress {
  const total = MILESTONE_STATUSES.reduce((sum, status) => sum + counts[status], 0);
  const reported = total - counts['not-reported'];
  return {
    total,
    counts,
    reported,
    share: reported === 0 ? null : counts.finished / total,
    reportedShare: total === 0 ? null : reported / total,
    explanation:
      total === 0
        ? 'no-milestones'
        : reported === 0
          ? 'nothing-reported'
          : reported < total
            ? 'partly-reported'
            : 'all-reported',
  };
}

/**
 * One word for a commitment, from its milestones:
 * nothing reported → not reported; all finished → finished; all over, some incomplete → incomplete; something stuck → stuck;
 * something begun or over → in progress; all reported as not started → not started; a mixture of "not started" and silence stays
 * not reported.
 */
export function overallStatus(counts: StatusCounts): MilestoneStatus {
  const { total, reported } = progressOf(counts);
  if (reported === 0) return 'not-reported';
  if (counts.finished === total) return 'finished';
  const over = MILESTONE_STATUSES.filter(isFinal).reduce((sum, status) => sum + counts[status], 0);
  if (over === total) return 'incomplete';
  if (counts.stuck > 0) return 'stuck';
  if (counts['in-progress'] > 0 || over > 0) return 'in-progress';
  return reported === total ? 'not-started' : 'not-reported';
}
