import type { DatePrecision } from '#platform/i18n/format.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { IntroItems, MilestoneStatus, Passage, Term } from '../commitment.ts';
import { type ActionPlanTable, type CommitmentTable, FAR, type MilestoneTable } from '../tables.ts';
import { coarser, daysBetween, lastDayOf, printedPrecision } from '../timeline.ts';
import { term } from '../vocabulary.ts';
import type {
  ActionPlanFile,
  FileBlock,
  FileCommitment,
  FileIntroItems,
  FileMilestone,
  FilePlan,
  FileStatus,
  Translations,
} from './format.ts';

/**
 * A file as the tables hold it: texts in all the languages there are, precision of dates, keys of vocabularies. Pure: which bodies the
 * names mean is settled before (`Recognised`).
 */

/** What of a row comes from the file. The rest is made here: ids, sums, moments. */
export type PlanColumns = Omit<
  ActionPlanTable,
  'institution_id' | 'id' | 'commitment_count' | 'status_counts' | 'edited' | 'gone_at' | 'created_at' | 'changed_at'
>;
export type CommitmentColumns = Omit<
  CommitmentTable,
  | 'institution_id'
  | 'id'
  | 'plan_id'
  | 'status'
  | 'status_counts'
  | 'milestone_count'
  | 'open_count'
  | 'finished_count'
  | 'reported_count'
  | 'next_open_end'
  | 'facets'
  | 'search_text'
  | 'edited'
  | 'gone_at'
  | 'created_at'
  | 'changed_at'
>;
export type MilestoneColumns = Pick<
  MilestoneTable,
  | 'reference'
  | 'number'
  | 'title'
  | 'title_raw'
  | 'starts_on'
  | 'ends_on'
  | 'start_raw'
  | 'end_raw'
  | 'date_precision'
  | 'date_assignment'
  | 'status'
  | 'last_day'
>;

export type NamedRecord = { role: 'responsible' | 'involved'; position: number; name: Text; bodyId: string | null };

export type CommitmentRecord = {
  columns: CommitmentColumns;
  named: NamedRecord[];
  milestones: MilestoneColumns[];
};

export type PlanRecord = {
  ownerId: string;
  partnerIds: string[];
  /** Codes of the regions it is about. */
  regions: string[];
  columns: PlanColumns;
  commitments: CommitmentRecord[];
};

/** Who a plan belongs to and which bodies its names mean. */
export type Recognised = {
  ownerId: string;
  partnerIds: string[];
  regions: string[];
  /** Id of the body by the name as printed. */
  bodies: ReadonlyMap<string, string>;
};

const STATUS: Record<FileStatus, MilestoneStatus> = {
  'Not started': 'not-started',
  'In progress': 'in-progress',
  Stuck: 'stuck',
  Finished: 'finished',
  Incomplete: 'incomplete',
};

/** Nothing in the source: nobody has reported. */
export function statusFromFile(status: FileStatus | null): MilestoneStatus {
  return status === null ? 'not-reported' : STATUS[status];
}

export function statusInFile(status: MilestoneStatus): FileStatus | null {
  const found = Object.entries(STATUS).find(([, key]) => key === status);
  return (found?.[0] as FileStatus | undefined) ?? null;
}

type Reader = {
  text(value: string): Text;
  texts(values: readonly string[]): Text[];
  intro(value: FileIntroItems): IntroItems;
  passages(blocks: readonly FileBlock[]): Passage[];
  /** Whether any text it gave has a translation. */
  translated(): boolean;
};

/** Finds the other languages of a sentence, and keeps the sentences it did not find. */
export type Dictionary = { of(sentence: string): Text | undefined; missing: Set<string> };

/** A dictionary from what was handed in and, for sentences it does not hold, from what is `known` already. */
export function makeDictionary(
  translations: Translations | undefined,
  known: ReadonlyMap<string, Text> = new Map(),
): Dictionary {
  const texts = new Map<string, Text>([...known, ...Object.entries(translations?.texts ?? {})]);
  const missing = new Set<string>();
  return {
    of(sentence) {
      const found = texts.get(sentence);
      if (!found) missing.add(sentence);
      return found;
    },
    missing,
  };
}

function reader(file: ActionPlanFile, dictionary: Dictionary): Reader {
  const { language } = file.meta;
  let translated = false;
  const text = (value: string): Text => {
    const others = dictionary.of(value);
    if (!others) return { [language]: value };
    translated = true;
    return { ...others, [language]: value };
  };
  const texts = (values: readonly string[]) => values.map(text);
  return {
    text,
    texts,
    intro: (value) => ({ intro: texts(value.intro), items: texts(value.items) }),
    passages: (blocks) =>
      blocks.map((block) => ({
        ...(block.text === undefined ? {} : { text: text(block.text) }),
        ...(block.items === undefined
          ? {}
          : {
              items: block.items.map((item) =>
                typeof item === 'string' ? { text: text(item) } : { text: text(item.text), items: texts(item.items) },
              ),
            }),
      })),
    translated: () => translated,
  };
}

/** One plan of a file with its commitments and milestones. */
export function readPlan(
  file: ActionPlanFile,
  plan: FilePlan,
  recognised: Recognised,
  dictionary: Dictionary,
): PlanRecord {
  const read = reader(file, dictionary);
  const { text, texts, intro } = read;
  const own = (value: string | null): Text | null => (value === null ? null : text(value));
  const { coCreation, governance, monitoring, contacts } = plan;
  const columns: Omit<PlanColumns, 'translation'> = {
    reference: plan.id,
    type: plan.type,
    title: text(plan.title),
    jurisdiction_level: plan.jurisdiction.level,
    jurisdiction_code: plan.jurisdiction.code,
    jurisdiction_name: text(plan.jurisdiction.name),
    starts_on: plan.period.start,
    ends_on: plan.period.end,
    start_raw: plan.period.startRaw,
    end_raw: plan.period.endRaw,
    date_precision: plan.period.precision,
    submitted_on: plan.submissionDate,
    submission_raw: plan.submissionRaw,
    completeness: plan.completeness,
    themes: plan.themes.map((theme) => ({ ...theme, label: text(theme.label) })),
    foreword: texts(plan.foreword),
    vision: { intro: texts(plan.vision.intro), axes: texts(plan.vision.axes) },
    achievements: intro(plan.achievements),
    challenges: intro(plan.challenges),
    goals: intro(plan.goals),
    axes: intro(plan.axes),
    policy_contribution: intro(plan.policyContribution),
    lead_institutions: plan.leadInstitutions.map((name) => ({
      name: text(name),
      bodyId: recognised.bodies.get(name) ?? null,
    })),
    lead_institutions_short: plan.leadInstitutionsShort ? texts(plan.leadInstitutionsShort) : null,
    members: plan.members.map((member) => ({ ...member, name: text(member.name) })),
    co_creation: {
      groupsParticipating: coCreation.groupsParticipating,
      publicMeetings: coCreation.publicMeetings,
      themeBasedEvents: coCreation.themeBasedEvents,
      participants: coCreation.participants,
      ...(coCreation.participantsQualifier === undefined
        ? {}
        : { participantsQualifier: text(coCreation.participantsQualifier) }),
      ideasSubmitted: coCreation.ideasSubmitted,
      institutionsProposing: coCreation.institutionsProposing,
      steps: texts(coCreation.steps),
      spaces: intro(coCreation.spaces),
      diversityMeasures: texts(coCreation.diversityMeasures),
      ...(coCreation.participantCategoriesIntro === undefined
        ? {}
        : { participantCategoriesIntro: texts(coCreation.participantCategoriesIntro) }),
      participantCategories: texts(coCreation.participantCategories),
      otherFacts: texts(coCreation.otherFacts),
    },
    governance: {
      institutionalArrangements: intro(governance.institutionalArrangements),
      stakeholderCollaboration: texts(governance.stakeholderCollaboration),
      facts: texts(governance.facts),
    },
    monitoring: {
      independentBody: own(monitoring.independentBody),
      activities: intro(monitoring.activities),
      regularCheckIns: texts(monitoring.regularCheckIns),
      publicReporting: intro(monitoring.publicReporting),
    },
    endorsements: plan.endorsements.map((one) => ({
      ...one,
      association: text(one.association),
      regionName: text(one.regionName),
      locality: own(one.locality),
    })),
    related_plans: plan.relatedPlans.map(({ title, areas, ...related }) => ({
      ...related,
      ...(title === undefined ? {} : { title: text(title) }),
      ...(areas === undefined ? {} : { areas: texts(areas) }),
    })),
    contacts: contacts && {
      ...contacts,
      organization: text(contacts.organization),
      address: contacts.address === undefined ? undefined : text(contacts.address),
      note: contacts.note === undefined ? undefined : text(contacts.note),
    },
    gaps: texts(plan.gaps),
    source: text(plan.source),
    source_language: file.meta.language,
    file_meta: file.meta,
    position: file.plans.indexOf(plan),
    latest_first: latestFirst(plan.period.end),
  };
  return {
    ownerId: recognised.ownerId,
    partnerIds: recognised.partnerIds,
    regions: recognised.regions,
    columns: withoutUndefined({ ...columns, translation: read.translated() ? 'unofficial' : null }),
    commitments: file.commitments
      .filter((commitment) => commitment.planId === plan.id)
      .map((commitment) => readCommitment(file, plan, commitment, recognised, dictionary)),
  };
}

function readCommitment(
  file: ActionPlanFile,
  plan: FilePlan,
  commitment: FileCommitment,
  recognised: Recognised,
  dictionary: Dictionary,
): CommitmentRecord {
  const read = reader(file, dictionary);
  const { text, texts, passages } = read;
  const { period } = commitment;
  const terms = (vocabulary: 'policyAreas' | 'sectors', words: readonly string[]): Term[] =>
    words.map((word) => term(vocabulary, word, text(word)));
  const named = (role: NamedRecord['role'], names: readonly string[]): NamedRecord[] =>
    names.map((name, position) => ({ role, position, name: text(name), bodyId: recognised.bodies.get(name) ?? null }));
  const columns: Omit<CommitmentColumns, 'translation'> = {
    reference: commitment.id,
    number: commitment.number,
    code: commitment.code,
    title: text(commitment.title),
    jurisdiction_level: commitment.jurisdiction.level,
    jurisdiction_code: commitment.jurisdiction.code,
    jurisdiction_name: text(commitment.jurisdiction.name),
    theme: commitment.theme && { id: commitment.theme.id, label: text(commitment.theme.label) },
    starts_on: period.start,
    ends_on: period.end,
    start_raw: period.startRaw,
    end_raw: period.endRaw,
    period_basis: period.basis,
    date_precision: periodPrecision(commitment),
    inception_report: commitment.inceptionReport === null ? null : text(commitment.inceptionReport),
    problem: passages(commitment.problem),
    status_quo: passages(commitment.statusQuo),
    actions: passages(commitment.actions),
    activities_narrative: passages(commitment.activitiesNarrative),
    contribution: passages(commitment.contribution),
    long_term_goals: passages(commitment.longTermGoals),
    expected_results: texts(commitment.expectedResults),
    performance_indicators: texts(commitment.performanceIndicators),
    impact_indicators: texts(commitment.impactIndicators),
    policy_areas: terms('policyAreas', commitment.policyAreas),
    sectors: terms('sectors', commitment.sectors),
    ogp_values: commitment.ogpValues.map(({ value, justification }) => ({
      ...term('values', value, text(value)),
      justification: texts(justification),
    })),
    gaps: texts(commitment.gaps),
    source: text(commitment.source),
    position: file.commitments.indexOf(commitment),
    starts_key: period.start ?? plan.period.start,
    ends_key: period.end ?? plan.period.end,
    latest_first: latestFirst(plan.period.end),
  };
  const people = [
    ...named('responsible', commitment.responsibleInstitutions),
    ...named('involved', commitment.institutionsInvolved),
  ];
  const milestones = commitment.milestones.map((milestone) => readMilestone(milestone, text));
  return {
    columns: { ...columns, translation: read.translated() ? 'unofficial' : null },
    named: people,
    milestones,
  };
}

function readMilestone(milestone: FileMilestone, text: (value: string) => Text): MilestoneColumns {
  return {
    reference: milestone.id,
    number: milestone.number,
    title: text(milestone.title),
    title_raw: milestone.titleRaw,
    starts_on: milestone.start,
    ends_on: milestone.end,
    start_raw: milestone.startRaw,
    end_raw: milestone.endRaw,
    date_precision: milestone.datePrecision,
    date_assignment: milestone.dateAssignment,
    status: statusFromFile(milestone.status),
    last_day: milestone.end === null ? FAR : lastDayOf(milestone.end, milestone.datePrecision),
  };
}

/** The file prints no precision for a commitment's dates: they are as precise as the printed words, or as its activities. */
function periodPrecision({ period, milestones }: FileCommitment): DatePrecision | null {
  if (period.start === null && period.end === null) return null;
  const printed = coarser(printedPrecision(period.startRaw), printedPrecision(period.endRaw));
  if (printed !== null) return printed;
  return milestones.reduce<DatePrecision | null>((all, one) => coarser(all, one.datePrecision), null) ?? 'day';
}

/** Smaller is later: days from the end to 1970. */
export function latestFirst(end: string): number {
  return daysBetween(end, '1970-01-01');
}

/** What jsonb gives back has no `undefined`; comparing needs the same here. */
function withoutUndefined<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
