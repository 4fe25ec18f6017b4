import type { DatePrecision } from '#platform/i18n/format.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type {
  BodyRole,
  CoCreation,
  Completeness,
  DateAssignment,
  Endorsement,
  Governance,
  IntroItems,
  Level,
  MilestoneStatus,
  Monitoring,
  Passage,
  PeriodBasis,
  PlanContacts,
  PlanMember,
  PlanTheme,
  PlanType,
  RelatedPlan,
  StatusSource,
  Term,
  ThemeRef,
  Translation,
  ValueClaim,
} from './commitment.ts';
import type { EventData, EventKind } from './event.ts';
import type { FileMeta } from './file/format.ts';
import type { RowImport } from './file/matrix-read.ts';
import type { IndicatorContent } from './indicator.ts';
import type { Evidence, RowContent } from './matrix-row.ts';
import type { PlanChange } from './plan-cells.ts';
import type { DraftEntry } from './plan-draft.ts';
import type { PublishedPhase } from './plan-life.ts';
import type { StatusCounts } from './progress.ts';
import type { ReminderStage } from './reminder.ts';

/** The date that stands for "no date" in columns that are only sorted and compared. */
export const FAR = '9999-12-31';

/** The date that stands for "over" in `next_open_end`: every milestone is finished or closed. */
export const OVER = '9999-12-30';

/** The words of the vocabularies that plans use, with their names. Shared: one word means the same to all bodies. */
export type CommitmentTermTable = { facet: TermFacet; key: string; label: Text };
export type TermFacet = 'area' | 'sector' | 'value' | 'theme';

/** An action plan of a public body. A consortium's plan belongs to the consortium. */
export type ActionPlanTable = {
  institution_id: string;
  id: string;
  /** The id of the source file, as in public addresses: `MA-11-AP-2025-2027`. */
  reference: string;
  type: PlanType;
  title: Text;
  jurisdiction_level: Level;
  jurisdiction_code: string;
  jurisdiction_name: Text;
  starts_on: string;
  ends_on: string;
  start_raw: string;
  end_raw: string;
  date_precision: DatePrecision;
  submitted_on: string | null;
  submission_raw: string | null;
  completeness: Completeness;
  themes: PlanTheme[];
  foreword: Text[];
  vision: { intro: Text[]; axes: Text[] };
  achievements: IntroItems;
  challenges: IntroItems;
  goals: IntroItems;
  axes: IntroItems;
  policy_contribution: IntroItems;
  /** `bodyId` is the body a name was recognised as; most name divisions and services, which are no bodies of their own. */
  lead_institutions: { name: Text; bodyId: string | null }[];
  lead_institutions_short: Text[] | null;
  members: PlanMember[];
  co_creation: CoCreation;
  governance: Governance;
  monitoring: Monitoring;
  endorsements: Endorsement[];
  related_plans: RelatedPlan[];
  contacts: PlanContacts | null;
  gaps: Text[];
  source: Text;
  source_language: Lang;
  translation: Translation;
  /** What the file said about itself; an export gives it back. */
  file_meta: FileMeta;
  /** The columns that people wrote, which a file leaves alone; see `file/keep.ts`. */
  edited: string[];
  /** The place in the file. */
  position: number;
  commitment_count: number;
  /** Milestones of all its commitments by status. */
  status_counts: StatusCounts;
  /** Orders plans by their end, the latest first: days from the end to 1970, so that the index is read forwards. */
  latest_first: number;
  /** Since when a newer file no longer has it: kept, but shown in no list. */
  gone_at: Date | null;
  created_at: Date;
  changed_at: Date;
};

/** The other bodies of a plan that a consortium leads. */
export type ActionPlanPartnerTable = { institution_id: string; plan_id: string; partner_institution_id: string };

export type CommitmentTable = {
  institution_id: string;
  id: string;
  plan_id: string;
  /** The id of the source file: `MALAA0003`. */
  reference: string;
  number: number;
  /** What the source itself calls it: `MALAA0003`, `14`. */
  code: string;
  title: Text;
  jurisdiction_level: Level;
  jurisdiction_code: string;
  jurisdiction_name: Text;
  theme: ThemeRef | null;
  starts_on: string | null;
  ends_on: string | null;
  start_raw: string | null;
  end_raw: string | null;
  period_basis: PeriodBasis;
  date_precision: DatePrecision | null;
  inception_report: Text | null;
  problem: Passage[];
  status_quo: Passage[];
  actions: Passage[];
  activities_narrative: Passage[];
  contribution: Passage[];
  long_term_goals: Passage[];
  expected_results: Text[];
  performance_indicators: Text[];
  impact_indicators: Text[];
  policy_areas: Term[];
  sectors: Term[];
  ogp_values: ValueClaim[];
  gaps: Text[];
  source: Text;
  translation: Translation;
  position: number;
  /** One word for all its milestones, see `overallStatus`. */
  status: MilestoneStatus;
  status_counts: StatusCounts;
  milestone_count: number;
  open_count: number;
  finished_count: number;
  reported_count: number;
  /** The last day of the open milestone that ends first; `FAR` when none has an end, `OVER` when none is open. Late: before today. */
  next_open_end: string;
  /** Its own dates, or else its plan's: for sorting and for the filter by period. */
  starts_key: string;
  ends_key: string;
  /** Its plan's: the list shows the latest plans first, each in its own order. */
  latest_first: number;
  /** What the filters ask for: `region:11`, `area:inclusion`, `sector:…`, `value:…`, `status:…`, `theme:…`. Also as rows, see below. */
  facets: string[];
  search_text: string;
  edited: string[];
  gone_at: Date | null;
  created_at: Date;
  changed_at: Date;
};

/** The bodies that a commitment names, as printed and in the printed order. */
export type CommitmentInstitutionTable = {
  institution_id: string;
  commitment_id: string;
  role: 'responsible' | 'involved';
  position: number;
  name: Text;
  body_id: string | null;
};

/**
 * Each entry of `facets` as a row, in the order of the list, so that a filtered list is one range of an index however many commitments
 * there are and however few of them fit. Only of commitments that are not gone.
 */
export type CommitmentFacetTable = {
  institution_id: string;
  commitment_id: string;
  entry: string;
  latest_first: number;
  reference: string;
};

/** Which bodies have to do with a commitment: what the list of a body's commitments reads, in its order. */
export type CommitmentBodyTable = {
  institution_id: string;
  commitment_id: string;
  plan_id: string;
  body_id: string;
  roles: BodyRole[];
  /** It owns the plan or shares it. */
  own: boolean;
  /** The commitment is not gone. */
  listed: boolean;
  latest_first: number;
  reference: string;
};

export type MilestoneTable = {
  institution_id: string;
  id: string;
  plan_id: string;
  commitment_id: string;
  reference: string;
  number: number;
  title: Text;
  /** The title as it was printed, where the file cleaned it. */
  title_raw: string | null;
  starts_on: string | null;
  ends_on: string | null;
  start_raw: string | null;
  end_raw: string | null;
  date_precision: DatePrecision | null;
  date_assignment: DateAssignment;
  status: MilestoneStatus;
  status_source: StatusSource;
  /** The calendar date the status is true for, and the explanation given with it. */
  status_on: string | null;
  status_note: Text | null;
  /** The last day of its end; `FAR` when it has none. */
  last_day: string;
  edited: string[];
  gone_at: Date | null;
  created_at: Date;
  changed_at: Date;
  /** What everybody reads of its row in the monitoring matrix, see `matrix-row.ts`. */
  expected_result: Text | null;
  indicator: Text | null;
  target: Text | null;
  percent: number | null;
  done: Text | null;
  obstacles: Text | null;
  next_step: Text | null;
  evidence: Evidence[];
  /** The last day on which something of its row was published. */
  reported_on: string | null;
  /** Who answers for it: the office in public, the person on the desk only. */
  office_id: string | null;
  official_id: string | null;
  /** The version saved last, and the one everybody reads. */
  row_version: number;
  published_version: number;
};

/** Each version of a row of the matrix, with its author. Version 0 is what the plan itself said before anybody wrote. */
export type MilestoneVersionTable = {
  institution_id: string;
  milestone_id: string;
  version: number;
  content: RowContent;
  /** Why it was changed. */
  note: Text | null;
  saved_by: string | null;
  saved_at: Date;
  published_by: string | null;
  published_at: Date | null;
};

/** The public timeline: what happened to a plan, a commitment or a milestone, and when it became known here. */
export type CommitmentEventTable = {
  institution_id: string;
  id: string;
  plan_id: string;
  commitment_id: string | null;
  milestone_id: string | null;
  kind: EventKind;
  at: Date;
  on_date: string;
  data: EventData;
};

/** A file of the matrix that was sent back: what it changes, until it is applied or forgotten. */
export type MatrixImportTable = {
  institution_id: string;
  id: string;
  plan_id: string;
  name: string;
  row_count: number;
  changes: RowImport[];
  sent_by: string | null;
  sent_at: Date;
  applied_at: Date | null;
};

/** A reminder that an official got about a milestone: each of its kind once for a due date. */
export type MilestoneReminderTable = {
  institution_id: string;
  milestone_id: string;
  due_on: string;
  stage: ReminderStage;
  person_id: string;
  sent_on: string;
};

/** A plan that is being written, before it is published: a new one, or changes to one that stands. One for each plan. */
export type PlanDraftTable = {
  institution_id: string;
  id: string;
  reference: string;
  /** The plan that it changes; null: a new one. */
  plan_id: string | null;
  /** Since when everybody may read and discuss it; null: the desk only. */
  opened_on: string | null;
  created_by: string | null;
  created_at: Date;
  saved_at: Date;
};

/** What a draft says of the plan, of one commitment or of one milestone: only the cells that differ from what stands. */
export type PlanDraftEntryTable = DraftEntry & {
  institution_id: string;
  draft_id: string;
  saved_by: string | null;
  saved_at: Date;
};

/** Each version of a plan that was published: by a file or by people, what changed and why. */
export type PlanVersionTable = {
  institution_id: string;
  plan_id: string;
  version: number;
  origin: 'file' | 'people';
  adopted_on: string;
  reason: Text | null;
  changes: PlanChange[];
  published_by: string | null;
  published_at: Date;
};

/** The phases that a body has said its plan to be in, in order. */
export type PlanPhaseTable = {
  institution_id: string;
  plan_id: string;
  number: number;
  phase: PublishedPhase;
  since: string;
  note: Text | null;
  recorded_by: string | null;
  recorded_at: Date;
};

/** What a commitment is measured by. */
export type CommitmentIndicatorTable = Omit<IndicatorContent, 'baselineOn' | 'officeId'> & {
  institution_id: string;
  id: string;
  commitment_id: string;
  number: number;
  baseline_on: string | null;
  office_id: string | null;
  gone_at: Date | null;
  changed_at: Date;
};

export type CommitmentIndicatorValueTable = {
  institution_id: string;
  indicator_id: string;
  on_date: string;
  value: number;
  source: string;
  recorded_by: string | null;
  recorded_at: Date;
};

declare module '#platform/db/database.ts' {
  interface SharedTables {
    commitment_term: CommitmentTermTable;
  }
  interface TenantTables {
    action_plan: ActionPlanTable;
    action_plan_partner: ActionPlanPartnerTable;
    commitment: CommitmentTable;
    commitment_institution: CommitmentInstitutionTable;
    commitment_body: CommitmentBodyTable;
    commitment_facet: CommitmentFacetTable;
    milestone: MilestoneTable;
    milestone_version: MilestoneVersionTable;
    matrix_import: MatrixImportTable;
    milestone_reminder: MilestoneReminderTable;
    commitment_event: CommitmentEventTable;
    commitment_indicator: CommitmentIndicatorTable;
    commitment_indicator_value: CommitmentIndicatorValueTable;
    plan_draft: PlanDraftTable;
    plan_draft_entry: PlanDraftEntryTable;
    plan_version: PlanVersionTable;
    plan_phase: PlanPhaseTable;
  }
}
