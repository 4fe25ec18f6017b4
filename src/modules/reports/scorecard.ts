import { addCounts, type PlanCounts, type Progress, progressOf } from '#modules/commitments/index.ts';

/**
 * What is said of a plan, a body or a region in figures. One rule goes through all of them: where nobody has reported, nothing is known,
 * and the figure is null instead of zero. Each figure has its explanation in `reports.explain.*`.
 */
export type Scorecard = {
  commitments: number;
  progress: Progress;
  /** Open milestones whose end has passed. */
  late: number;
  onTime: number;
  /** The milestones of which it is settled whether they kept their date: finished by it, finished after it, late, or closed as incomplete. */
  settled: number;
  /** `onTime` out of `settled`; null when nothing was reported or nothing is settled. */
  onTimeShare: number | null;
  evidenced: number;
  /** Milestones with evidence out of those reported on; null when none was. */
  evidenceShare: number | null;
  comments: number;
  answered: number;
  /** Null when nobody has said anything. */
  replyRate: number | null;
  /** Half of the answers came within this many whole days; null when there was none. */
  medianDays: number | null;
  lastReport: string | null;
};

/** The figures of what was counted. */
export function scorecardOf(counts: PlanCounts): Scorecard {
  const progress = progressOf(counts.statuses);
  const settled = counts.finishedOnTime + counts.finishedLate + counts.late + counts.incomplete;
  const answered = sum(Object.values(counts.answerDays));
  const isReported = progress.reported > 0;
  return {
    commitments: counts.commitments,
    progress,
    late: counts.late,
    onTime: counts.finishedOnTime,
    settled,
    onTimeShare: isReported && settled > 0 ? counts.finishedOnTime / settled : null,
    evidenced: counts.evidenced,
    evidenceShare: isReported ? counts.evidenced / progress.reported : null,
    comments: counts.comments,
    answered,
    replyRate: counts.comments > 0 ? answered / counts.comments : null,
    medianDays: medianOf(counts.answerDays),
    lastReport: counts.lastReport,
  };
}

/** The counts of several plans together; of none: all zero. */
export function addedCounts(all: readonly PlanCounts[]): PlanCounts {
  const total = (
    key: 'commitments' | 'finishedOnTime' | 'finishedLate' | 'late' | 'incomplete' | 'evidenced' | 'comments',
  ) => sum(all.map((counts) => counts[key]));
  const answerDays: Record<string, number> = {};
  for (const counts of all)
    for (const [days, n] of Object.entries(counts.answerDays)) answerDays[days] = (answerDays[days] ?? 0) + n;
  return {
    commitments: total('commitments'),
    statuses: addCounts(all.map((counts) => counts.statuses)),
    finishedOnTime: total('finishedOnTime'),
    finishedLate: total('finishedLate'),
    late: total('late'),
    incomplete: total('incomplete'),
    evidenced: total('evidenced'),
    comments: total('comments'),
    answerDays,
    lastReport: all.reduce<string | null>((last, { lastReport }) => later(last, lastReport), null),
  };
}

function medianOf(answerDays: Record<string, number>): number | null {
  const days = Object.entries(answerDays)
    .map(([day, n]) => ({ day: Number(day), n }))
    .sort((a, b) => a.day - b.day);
  const half = sum(days.map(({ n }) => n)) / 2;
  let seen = 0;
  for (const { day, n } of days) {
    seen += n;
    if (seen >= half) return day;
  }
  return null;
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
