import type { DatePrecision } from '#platform/i18n/format.ts';
import type { Text } from '#platform/i18n/text.ts';

/**
 * The words of this room. An action plan holds commitments, a commitment holds milestones. The names are those of the published
 * sources (the Open Government Partnership's own form), so that what was printed can be found again here.
 */

/**
 * What a public body says about a milestone. `not-reported` is said by nobody: it is the absence of a report, and never the same
 * thing as `not-started`.
 */
export const MILESTONE_STATUSES = [
  'not-reported',
  'not-started',
  'in-progress',
  'stuck',
  'finished',
  'incomplete',
] as const;
export type MilestoneStatus = (typeof MILESTONE_STATUSES)[number];

/** What somebody can report; nobody can report that nothing was reported. */
export const REPORTABLE_STATUSES = MILESTONE_STATUSES.filter((status) => status !== 'not-reported') as Exclude<
  MilestoneStatus,
  'not-reported'
>[];

/** The statuses after which nothing more is expected: their dates can no longer be missed. */
export function isFinal(status: MilestoneStatus): boolean {
  return status === 'finished' || status === 'incomplete';
}

/** Who set a status: the published file, or a person since. An import never overwrites a person. */
export type StatusSource = 'import' | 'person';

export const PLAN_TYPES = ['national', 'regional', 'regional-consortium', 'local'] as const;
export type PlanType = (typeof PLAN_TYPES)[number];

export const LEVELS = ['national', 'region', 'prefecture', 'province', 'commune'] as const;
export type Level = (typeof LEVELS)[number];

/** How much of a plan the published sources give. */
export const COMPLETENESS = ['full', 'plan-page-without-commitments', 'stub'] as const;
export type Completeness = (typeof COMPLETENESS)[number];

/** What a body has to do with a commitment: it owns the plan, leads the consortium with others, answers for it, or takes part. */
export const BODY_ROLES = ['owner', 'partner', 'responsible', 'involved'] as const;
export type BodyRole = (typeof BODY_ROLES)[number];

/** Where a commitment's dates come from: the printed page, its activities, or nowhere. */
export const PERIOD_BASES = ['page', 'derived-from-activities', 'not-stated'] as const;
export type PeriodBasis = (typeof PERIOD_BASES)[number];

/** How a milestone came by its dates in the published text. */
export const DATE_ASSIGNMENTS = ['explicit', 'inferred-from-order', 'missing'] as const;
export type DateAssignment = (typeof DATE_ASSIGNMENTS)[number];

/** Texts not written by the public body itself are unofficial translations, and are shown as such. */
export type Translation = 'unofficial' | 'official' | null;

export type Jurisdiction = { level: Level; code: string; name: Text };

/** A stretch of calendar dates (`YYYY-MM-DD`) with the words the source printed and how precisely it gives them. */
export type Period = {
  start: string | null;
  end: string | null;
  startRaw: string | null;
  endRaw: string | null;
  precision: DatePrecision | null;
};

/** A paragraph, a list, or a paragraph that introduces a list; an item may hold a list of its own. */
export type Passage = { text?: Text; items?: PassageItem[] };
export type PassageItem = { text: Text; items?: Text[] };

/** Introductory paragraphs and the list that follows them. */
export type IntroItems = { intro: Text[]; items: Text[] };

/** A theme of a plan, with the numbers of its commitments. */
export type PlanTheme = { id: string; label: Text; commitmentNumbers: number[] };
export type ThemeRef = { id: string; label: Text };

/** A word of a vocabulary: `key` for filters and addresses, `label` as the source printed it and as it was translated. */
export type Term = { key: string; label: Text };

/** An OGP value with the reasons the plan gives for it. */
export type ValueClaim = Term & { justification: Text[] };

export type PlanMember = { name: Text; joinedOgp: string; territory: string | null };

export type CoCreation = {
  groupsParticipating: number | null;
  publicMeetings: number | null;
  themeBasedEvents: number | null;
  participants: number | null;
  /** "more than": how the number of participants is to be read. */
  participantsQualifier?: Text;
  ideasSubmitted: number | null;
  institutionsProposing: number | null;
  steps: Text[];
  spaces: IntroItems;
  diversityMeasures: Text[];
  participantCategoriesIntro?: Text[];
  participantCategories: Text[];
  otherFacts: Text[];
};

export type Governance = { institutionalArrangements: IntroItems; stakeholderCollaboration: Text[]; facts: Text[] };

export type Monitoring = {
  independentBody: Text | null;
  activities: IntroItems;
  regularCheckIns: Text[];
  publicReporting: IntroItems;
};

/** An association that endorsed a plan. Natural persons are left out on purpose. */
export type Endorsement = {
  association: Text;
  region: string;
  regionName: Text;
  locality: Text | null;
  /** The source page cuts the line off. */
  truncatedInSource: boolean;
};

export type RelatedPlan = {
  relation: 'previous' | 'part-of-consortium';
  planId?: string;
  title?: Text;
  commitmentCount?: number;
  areas?: Text[];
  completionRatePercent?: number;
  /** `YYYY-MM`. */
  completionAsOf?: string;
};

export type PlanContacts = {
  organization: Text;
  address?: Text;
  phones?: string[];
  fax?: string;
  email?: string;
  website?: string;
  social?: string[];
  note?: Text;
};

/** A body as a link needs it. */
export type BodyRef = { id: string; slug: string; host: string | null; name: Text };

/** A body that a plan or a commitment names: the name as printed, and the body it was recognised as (null: a name only). */
export type NamedBody = {
  name: Text;
  role: 'responsible' | 'involved';
  institution: BodyRef | null;
};

/** The key of a word of a vocabulary in addresses: lower case, words joined by dashes (`Environment & Climate` → `environment-and-climate`). */
export function termKey(label: string): string {
  return label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
