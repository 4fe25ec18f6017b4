import {
  type DeskRow,
  isCalendarDate,
  lastDayOf,
  type MilestoneStatus,
  type PlanCounts,
  type PlanDetail,
  type Timeliness,
} from '#modules/commitments/index.ts';
import type { Fault } from '#platform/errors.ts';
import type { DatePrecision } from '#platform/i18n/format.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Accent } from '#platform/tenant.ts';

/**
 * A report of a plan over a period: what its figures say comes from the data, what they mean is written by an editor in Arabic and French.
 * A published version never changes; a correction is the next version, with its reason.
 */

/** `progress`: while the plan runs; `annual`: of a year; `final`: at its end; `co-creation`: of how it was made. */
export const REPORT_KINDS = ['progress', 'annual', 'final', 'co-creation'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** The parts that a person writes, in the order in which they are read. */
export const NARRATIVE_PARTS = ['foreword', 'summary', 'conclusion'] as const;
export type NarrativePart = (typeof NARRATIVE_PARTS)[number];
export type Narrative = Record<NarrativePart, Text>;

/** The languages that a report is written and typeset in. */
export const REPORT_LANGUAGES = ['ar', 'fr'] as const satisfies readonly Lang[];
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number];

export const EMPTY_NARRATIVE: Narrative = { foreword: {}, summary: {}, conclusion: {} };

/** A PDF file of a version: its bytes are kept under the SHA-256. `size` in bytes. */
export type ReportFile = { lang: ReportLanguage; hash: string; size: number };

export type ReportedMilestone = {
  reference: string;
  number: number;
  title: Text;
  end: string | null;
  precision: DatePrecision | null;
  office: Text | null;
  status: MilestoneStatus;
  statusOn: string | null;
  percent: number | null;
  done: Text | null;
  obstacles: Text | null;
  nextStep: Text | null;
  evidence: { url: string; title: string }[];
  timeliness: Timeliness;
  daysLate: number;
};

export type ReportedCommitment = { reference: string; number: number; title: Text; milestones: ReportedMilestone[] };

/** The figures of a plan's co-creation as its body gave them, and what people said to its draft and to the plan. */
export type CoCreationContent = Pick<
  PlanDetail['coCreation'],
  (typeof CO_CREATION_FIGURES)[number] | 'steps' | 'spaces' | 'diversityMeasures' | 'participantCategories'
> & { comments: number; answered: number };

export const CO_CREATION_FIGURES = [
  'groupsParticipating',
  'publicMeetings',
  'themeBasedEvents',
  'participants',
  'ideasSubmitted',
  'institutionsProposing',
] as const;

/** The data of a version as they stood when it was published. */
export type ReportContent = {
  /** The Moroccan calendar date of the data. */
  on: string;
  kind: ReportKind;
  period: { start: string; end: string };
  plan: { reference: string; title: Text; start: string; end: string; source: Text };
  institution: { slug: string; name: Text; accent: Accent; emblem: string | null };
  counts: PlanCounts;
  commitments: ReportedCommitment[];
  /** How the plan was made, in a report of its co-creation. */
  coCreation?: CoCreationContent;
};

/** What may be read of a row of the matrix: what is published, without the official in charge. */
export function reportedMilestone(row: DeskRow): ReportedMilestone {
  const { status, statusOn, percent, done, obstacles, nextStep, evidence } = row.content;
  return {
    reference: row.reference,
    number: row.number,
    title: row.title,
    end: row.end,
    precision: row.precision,
    office: row.office?.name ?? null,
    status,
    statusOn,
    percent,
    done,
    obstacles,
    nextStep,
    evidence,
    timeliness: row.timeliness,
    daysLate: row.daysLate,
  };
}

/** The milestones that kept no date: open past their end (the longest first), then those finished after it. */
export function lateOnes(content: ReportContent): { commitment: ReportedCommitment; milestone: ReportedMilestone }[] {
  const all = content.commitments.flatMap((commitment) =>
    commitment.milestones.map((milestone) => ({ commitment, milestone })),
  );
  const open = all.filter(({ milestone }) => milestone.timeliness === 'late');
  const after = all.filter(
    ({ milestone: { status, statusOn, end, precision } }) =>
      status === 'finished' && statusOn !== null && end !== null && statusOn > lastDayOf(end, precision),
  );
  return [...open.sort((a, b) => b.milestone.daysLate - a.milestone.daysLate), ...after];
}

/** What was reported with a date that lies in the period, by that date. */
export function reportedInPeriod(
  content: ReportContent,
): { commitment: ReportedCommitment; milestone: ReportedMilestone & { statusOn: string } }[] {
  const { start, end } = content.period;
  return content.commitments
    .flatMap((commitment) =>
      commitment.milestones.flatMap((milestone) =>
        milestone.statusOn !== null && milestone.statusOn >= start && milestone.statusOn <= end
          ? [{ commitment, milestone: { ...milestone, statusOn: milestone.statusOn } }]
          : [],
      ),
    )
    .sort((a, b) => a.milestone.statusOn.localeCompare(b.milestone.statusOn));
}

/** What keeps a report from being published: each part that is written in one language is written in the other; a correction has its reason. */
export function publishFaults(narrative: Narrative, reason: Text, version: number): Fault[] {
  const faults: Fault[] = [];
  for (const part of NARRATIVE_PARTS)
    for (const lang of REPORT_LANGUAGES)
      if (
        isBlank(narrative[part][lang]) &&
        (part === 'summary' || REPORT_LANGUAGES.some((one) => !isBlank(narrative[part][one])))
      )
        faults.push({ pointer: `/${part}/${lang}`, key: 'reports.fault.unwritten' });
  if (version > 0)
    for (const lang of REPORT_LANGUAGES)
      if (isBlank(reason[lang])) faults.push({ pointer: `/reason/${lang}`, key: 'reports.fault.no-reason' });
  return faults;
}

/** What is wrong with a period: days that do not exist, an end before its beginning or after today. */
export function periodFaults(start: string, end: string, today: string): Fault[] {
  const faults: Fault[] = [];
  if (!isCalendarDate(start)) faults.push({ pointer: '/start', key: 'reports.fault.not-a-date' });
  if (!isCalendarDate(end)) faults.push({ pointer: '/end', key: 'reports.fault.not-a-date' });
  if (faults.length > 0) return faults;
  if (end < start) faults.push({ pointer: '/end', key: 'reports.fault.before-start' });
  if (start > today) faults.push({ pointer: '/start', key: 'reports.fault.in-the-future' });
  return faults;
}

/** What is published: the PDF that is kept with its hash, and the same words to be edited. */
export type ReportFormat = 'pdf' | 'docx';

/** The name of the PDF of a version, in addresses and when it is saved: `MA-11-AP-2025-2027-R1-v2-ar.pdf`. */
export function fileName(
  reference: string,
  version: number,
  lang: ReportLanguage,
  format: ReportFormat = 'pdf',
): string {
  return `${reference}-v${version}-${lang}.${format}`;
}

/** The way back; undefined for other names. */
export function readFileName(
  name: string,
): { reference: string; version: number; lang: ReportLanguage; format: ReportFormat } | undefined {
  const [, reference, version, lang, format] = /^(.{1,140})-v([1-9]\d{0,5})-(ar|fr)\.(pdf|docx)$/.exec(name) ?? [];
  if (!reference || !version) return undefined;
  return { reference, version: Number(version), lang: lang as ReportLanguage, format: format as ReportFormat };
}

function isBlank(text: string | undefined): boolean {
  return !text?.trim();
}
