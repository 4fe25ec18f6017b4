import type { DatePrecision } from '#platform/i18n/format.ts';
import type { Text } from '#platform/i18n/text.ts';
import type {
  BodyRef,
  BodyRole,
  DateAssignment,
  Jurisdiction,
  MilestoneStatus,
  NamedBody,
  Passage,
  Period,
  PeriodBasis,
  PlanType,
  Term,
  ThemeRef,
  Translation,
  ValueClaim,
} from '../commitment.ts';
import type { EventData, EventKind } from '../event.ts';
import type { Evidence } from '../matrix-row.ts';
import type { Progress } from '../progress.ts';
import type { ActionPlanTable } from '../tables.ts';
import type { MosaicTone, Timeliness } from '../timeline.ts';

/** What pages, feeds and the API read. Everything that depends on the date was computed for the `today` that the query was given. */

export type PlanRef = { reference: string; title: Text };

export type PlanSummary = {
  id: string;
  reference: string;
  type: PlanType;
  title: Text;
  jurisdiction: Jurisdiction;
  institution: BodyRef;
  /** The bodies that a consortium's plan joins; empty otherwise. */
  partners: BodyRef[];
  period: Period & { start: string; end: string; precision: DatePrecision };
  completeness: ActionPlanTable['completeness'];
  translation: Translation;
  commitmentCount: number;
  progress: Progress;
  /** Commitments with an open milestone past its end. */
  lateCount: number;
  changedAt: Date;
};

/** A plan with everything its file says about it. */
export type PlanDetail = PlanSummary & {
  submissionDate: string | null;
  submissionRaw: string | null;
  themes: ActionPlanTable['themes'];
  foreword: Text[];
  vision: ActionPlanTable['vision'];
  achievements: ActionPlanTable['achievements'];
  challenges: ActionPlanTable['challenges'];
  goals: ActionPlanTable['goals'];
  axes: ActionPlanTable['axes'];
  policyContribution: ActionPlanTable['policy_contribution'];
  leadInstitutions: { name: Text; institution: BodyRef | null }[];
  leadInstitutionsShort: Text[] | null;
  members: ActionPlanTable['members'];
  coCreation: ActionPlanTable['co_creation'];
  governance: ActionPlanTable['governance'];
  monitoring: ActionPlanTable['monitoring'];
  endorsements: ActionPlanTable['endorsements'];
  /** `plan` is the related plan when it is published here too. */
  relatedPlans: (ActionPlanTable['related_plans'][number] & { plan: PlanRef | null })[];
  contacts: ActionPlanTable['contacts'];
  gaps: Text[];
  source: Text;
  sourceLanguage: ActionPlanTable['source_language'];
  goneAt: Date | null;
};

export type CommitmentSummary = {
  id: string;
  reference: string;
  number: number;
  code: string;
  title: Text;
  /** The body that owns its plan. */
  institution: BodyRef;
  plan: PlanRef;
  jurisdiction: Jurisdiction;
  theme: ThemeRef | null;
  period: Period & { basis: PeriodBasis };
  responsible: NamedBody[];
  policyAreas: Term[];
  sectors: Term[];
  values: Term[];
  status: MilestoneStatus;
  progress: Progress;
  timeliness: Timeliness;
  /** The last day of the open milestone that ends first. */
  nextEnd: string | null;
  /** Open milestones past their end. */
  lateMilestones: number;
  translation: Translation;
  changedAt: Date;
};

/** A commitment with everything its file says about it, and its milestones. */
export type CommitmentDetail = CommitmentSummary & {
  involved: NamedBody[];
  inceptionReport: Text | null;
  problem: Passage[];
  statusQuo: Passage[];
  actions: Passage[];
  activitiesNarrative: Passage[];
  contribution: Passage[];
  longTermGoals: Passage[];
  expectedResults: Text[];
  performanceIndicators: Text[];
  impactIndicators: Text[];
  ogpValues: ValueClaim[];
  milestones: MilestoneView[];
  gaps: Text[];
  source: Text;
  /** What each body has to do with it. */
  roles: { institution: BodyRef; roles: BodyRole[] }[];
  goneAt: Date | null;
};

export type MilestoneView = {
  id: string;
  reference: string;
  number: number;
  title: Text;
  titleRaw: string | null;
  start: string | null;
  end: string | null;
  startRaw: string | null;
  endRaw: string | null;
  precision: DatePrecision | null;
  dateAssignment: DateAssignment;
  status: MilestoneStatus;
  statusOn: string | null;
  statusNote: Text | null;
  timeliness: Timeliness;
  /** Whole days since its end passed; 0 when it is not late. */
  daysLate: number;
  /** What its office reports: how far it is, what was done, what proves it. */
  percent: number | null;
  done: Text | null;
  evidence: Evidence[];
  changedAt: Date;
};

/** A milestone in a list over many commitments. */
export type MilestoneInList = MilestoneView & {
  commitment: { reference: string; title: Text };
  plan: PlanRef;
  institution: BodyRef;
};

export type TimelineEvent = {
  id: string;
  kind: EventKind;
  at: Date;
  /** The Moroccan calendar date it happened on. */
  on: string;
  data: EventData;
  plan: PlanRef;
  commitment: { reference: string; title: Text } | null;
  milestone: { reference: string; number: number; title: Text } | null;
  institution: BodyRef;
};

/** One star. */
export type MosaicStar = {
  reference: string;
  title: Text;
  institution: BodyRef;
  tone: MosaicTone;
  status: MilestoneStatus;
  timeliness: Timeliness;
};
