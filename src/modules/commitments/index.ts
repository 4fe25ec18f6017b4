export type { MilestoneStatus } from './commitment.ts';
export { statusLabel, tagsOf, timelinessLabel } from './pages/words.tsx';
export { commitmentByReference, listCommitments } from './queries/commitments.ts';
export { listMilestones } from './queries/milestones.ts';
export { listPlans, planByReference } from './queries/plans.ts';
export type {
  CommitmentDetail,
  CommitmentSummary,
  MilestoneInList,
  PlanDetail,
  PlanSummary,
} from './queries/shapes.ts';
export type { Timeliness } from './timeline.ts';
