import type { PlanCounts } from '#modules/commitments/index.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Narrative, ReportContent, ReportFile, ReportKind } from './report.ts';

/** What was counted of a plan in a month, kept as it was then. */
export type ScorecardRecordTable = {
  institution_id: string;
  plan_id: string;
  /** The first day of the month in which it was taken. */
  month: string;
  plan_reference: string;
  counts: PlanCounts;
  taken_on: string;
};

/** A report of a plan over a period: its draft, and which version of it is published. */
export type ReportTable = {
  institution_id: string;
  id: string;
  plan_id: string;
  plan_reference: string;
  /** As in public addresses: `MA-11-AP-2025-2027-R1`. */
  reference: string;
  number: number;
  kind: ReportKind;
  starts_on: string;
  ends_on: string;
  /** The narrative as it is being written, and how often it was saved. */
  draft: Narrative;
  draft_revision: number;
  saved_by: string | null;
  saved_at: Date;
  /** The last published version; 0: none. */
  version: number;
  created_at: Date;
};

/** A published version: nothing of it ever changes but that its PDF files are added once. */
export type ReportVersionTable = {
  institution_id: string;
  report_id: string;
  version: number;
  narrative: Narrative;
  content: ReportContent;
  /** What was corrected, and why; null for the first version. */
  reason: Text | null;
  published_by: string | null;
  published_at: Date;
  /** Null until the files are made. */
  files: ReportFile[] | null;
  sealed_at: Date | null;
};

declare module '#platform/db/database.ts' {
  interface TenantTables {
    scorecard_record: ScorecardRecordTable;
    report: ReportTable;
    report_version: ReportVersionTable;
  }
}
