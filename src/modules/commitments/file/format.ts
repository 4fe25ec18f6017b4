import type { DatePrecision } from '#platform/i18n/format.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Completeness, DateAssignment, Level, PeriodBasis, PlanType } from '../commitment.ts';

/**
 * The published exchange format of action plans, as `data/action-plans.schema.json` describes it. Every text is a string in the
 * file's one language; translations come beside it, in a dictionary from the sentence.
 */
export type ActionPlanFile = {
  $schema?: string;
  meta: FileMeta;
  plans: FilePlan[];
  commitments: FileCommitment[];
};

export type FileMeta = {
  title: string;
  language: Lang;
  /** `YYYY-MM-DD`. */
  generated: string;
  milestoneStatusOptions: string[];
  milestoneStatusNote: string;
  dateNote: string;
  textCorrections: { commitment: number; where: string; from: string; to: string }[];
  sources: { file: string; what: string }[];
};

export type FileJurisdiction = { level: Level; code: string; name: string };
export type FileIntroItems = { intro: string[]; items: string[] };
export type FileBlock = { text?: string; items?: (string | { text: string; items: string[] })[] };

export type FilePlan = {
  id: string;
  title: string;
  type: PlanType;
  jurisdiction: FileJurisdiction;
  period: { start: string; end: string; startRaw: string; endRaw: string; precision: DatePrecision };
  submissionDate: string | null;
  submissionRaw: string | null;
  completeness: Completeness;
  commitmentIds: string[];
  themes: { id: string; label: string; commitmentNumbers: number[] }[];
  foreword: string[];
  vision: { intro: string[]; axes: string[] };
  achievements: FileIntroItems;
  challenges: FileIntroItems;
  goals: FileIntroItems;
  axes: FileIntroItems;
  policyContribution: FileIntroItems;
  leadInstitutions: string[];
  leadInstitutionsShort?: string[];
  members: { name: string; joinedOgp: string; territory: string | null }[];
  coCreation: {
    groupsParticipating: number | null;
    publicMeetings: number | null;
    themeBasedEvents: number | null;
    participants: number | null;
    participantsQualifier?: string;
    ideasSubmitted: number | null;
    institutionsProposing: number | null;
    steps: string[];
    spaces: FileIntroItems;
    diversityMeasures: string[];
    participantCategories: string[];
    participantCategoriesIntro?: string[];
    otherFacts: string[];
  };
  governance: { institutionalArrangements: FileIntroItems; stakeholderCollaboration: string[]; facts: string[] };
  monitoring: {
    independentBody: string | null;
    activities: FileIntroItems;
    regularCheckIns: string[];
    publicReporting: FileIntroItems;
  };
  endorsements: {
    association: string;
    region: string;
    regionName: string;
    locality: string | null;
    truncatedInSource: boolean;
  }[];
  relatedPlans: {
    relation: 'previous' | 'part-of-consortium';
    planId?: string;
    title?: string;
    commitmentCount?: number;
    areas?: string[];
    completionRatePercent?: number;
    completionAsOf?: string;
  }[];
  contacts: null | {
    organization: string;
    address?: string;
    phones?: string[];
    fax?: string;
    email?: string;
    website?: string;
    social?: string[];
    note?: string;
  };
  gaps: string[];
  source: string;
};

export type FileStatus = 'Not started' | 'In progress' | 'Stuck' | 'Finished' | 'Incomplete';

export type FileMilestone = {
  id: string;
  number: number;
  title: string;
  titleRaw: string | null;
  start: string | null;
  end: string | null;
  startRaw: string | null;
  endRaw: string | null;
  datePrecision: DatePrecision | null;
  dateAssignment: DateAssignment;
  status: FileStatus | null;
};

export type FileCommitment = {
  id: string;
  planId: string;
  number: number;
  code: string;
  title: string;
  jurisdiction: FileJurisdiction;
  theme: { id: string; label: string } | null;
  period: {
    start: string | null;
    end: string | null;
    startRaw: string | null;
    endRaw: string | null;
    basis: PeriodBasis;
  };
  responsibleInstitutions: string[];
  institutionsInvolved: string[];
  inceptionReport: string | null;
  problem: FileBlock[];
  statusQuo: FileBlock[];
  actions: FileBlock[];
  activitiesNarrative: FileBlock[];
  contribution: FileBlock[];
  longTermGoals: FileBlock[];
  expectedResults: string[];
  policyAreas: string[];
  sectors: string[];
  ogpValues: { value: string; justification: string[] }[];
  performanceIndicators: string[];
  impactIndicators: string[];
  milestones: FileMilestone[];
  gaps: string[];
  source: string;
};

/** A dictionary from the sentence of the file to its other languages. */
export type Translations = {
  meta?: { title?: string; status?: string; key?: string; note?: string };
  texts: Record<string, Partial<Record<Lang, string>>>;
};
