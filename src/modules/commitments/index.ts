export { REPORT } from './access.ts';
export { type BodyRef, MILESTONE_STATUSES, type MilestoneStatus } from './commitment.ts';
export type { RowContent, RowField } from './matrix-row.ts';
export { statusLabel, tagsOf, timelinessLabel } from './pages/words.tsx';
export { addCounts, type Progress, progressOf, type StatusCounts } from './progress.ts';
export { commitmentByReference, listCommitments } from './queries/commitments.ts';
export {
  type DeskRow,
  everyMatrixRow,
  listMatrix,
  type MatrixCounts,
  type MatrixFilters,
  type MatrixRow,
  type MatrixScope,
  matrixCounts,
  matrixRow,
} from './queries/matrix.ts';
export { planScope, type ScopedPlan, scopeOf } from './queries/matrix-scope.ts';
export { listMilestones } from './queries/milestones.ts';
export { officialNames, standingOf } from './queries/officials.ts';
export { listPlans, planByReference } from './queries/plans.ts';
export { type CountedPlan, countedPlans, type PlanCounts } from './queries/scorecards.ts';
export type {
  CommitmentDetail,
  CommitmentSummary,
  MilestoneInList,
  PlanDetail,
  PlanSummary,
} from './queries/shapes.ts';
export { milestoneSubject } from './subjects.ts';
export { daysBetween, isCalendarDate, lastDayOf, type Timeliness } from './timeline.ts';
