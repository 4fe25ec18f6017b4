import type { Institution } from '#core/institutions/index.ts';
import type { Level, PlanType } from './commitment.ts';
import type { MilestoneColumns, PlanColumns } from './file/read.ts';
import type { CommitmentThing } from './plan-cells.ts';
import { FAR } from './tables.ts';

/** A plan, a commitment and a milestone before anybody has written a word: what every one of them has. */

const NOTHING = { intro: [], items: [] };

const LEVELS: Partial<Record<Institution['kind'], Level>> = {
  region: 'region',
  province: 'province',
  commune: 'commune',
};

/** A plan of a body, with its territory. */
export function blankPlan(reference: string, body: Institution, today: string): PlanColumns {
  const level: Level = LEVELS[body.kind] ?? (body.kind === 'consortium' ? 'region' : 'national');
  const type: PlanType =
    body.kind === 'consortium'
      ? 'regional-consortium'
      : level === 'region'
        ? 'regional'
        : level === 'national'
          ? 'national'
          : 'local';
  return {
    reference,
    type,
    title: {},
    jurisdiction_level: level,
    jurisdiction_code: body.territory ?? 'MA',
    jurisdiction_name: body.name,
    starts_on: today,
    ends_on: today,
    start_raw: '',
    end_raw: '',
    date_precision: 'day',
    submitted_on: null,
    submission_raw: null,
    completeness: 'full',
    themes: [],
    foreword: [],
    vision: { intro: [], axes: [] },
    achievements: NOTHING,
    challenges: NOTHING,
    goals: NOTHING,
    axes: NOTHING,
    policy_contribution: NOTHING,
    lead_institutions: [{ name: body.name, bodyId: body.id }],
    lead_institutions_short: null,
    members: [],
    co_creation: {
      groupsParticipating: null,
      publicMeetings: null,
      themeBasedEvents: null,
      participants: null,
      ideasSubmitted: null,
      institutionsProposing: null,
      steps: [],
      spaces: NOTHING,
      diversityMeasures: [],
      participantCategories: [],
      otherFacts: [],
    },
    governance: { institutionalArrangements: NOTHING, stakeholderCollaboration: [], facts: [] },
    monitoring: { independentBody: null, activities: NOTHING, regularCheckIns: [], publicReporting: NOTHING },
    endorsements: [],
    related_plans: [],
    contacts: null,
    gaps: [],
    source: body.name,
    source_language: 'ar',
    translation: null,
    file_meta: {
      title: reference,
      language: 'ar',
      generated: today,
      milestoneStatusOptions: ['Not started', 'In progress', 'Stuck', 'Finished', 'Incomplete'],
      milestoneStatusNote: '',
      dateNote: '',
      textCorrections: [],
      sources: [{ file: 'Jamaa', what: reference }],
    },
    position: 0,
    latest_first: 0,
  };
}

/** A commitment of a plan, answered for by the body itself. */
export function blankCommitment(reference: string, plan: PlanColumns): CommitmentThing {
  return {
    reference,
    number: 0,
    code: reference,
    title: {},
    jurisdiction_level: plan.jurisdiction_level,
    jurisdiction_code: plan.jurisdiction_code,
    jurisdiction_name: plan.jurisdiction_name,
    theme: null,
    starts_on: null,
    ends_on: null,
    start_raw: null,
    end_raw: null,
    period_basis: 'not-stated',
    date_precision: null,
    inception_report: null,
    problem: [],
    status_quo: [],
    actions: [],
    activities_narrative: [],
    contribution: [],
    long_term_goals: [],
    expected_results: [],
    performance_indicators: [],
    impact_indicators: [],
    policy_areas: [],
    sectors: [],
    ogp_values: [],
    gaps: [],
    source: plan.source,
    translation: null,
    position: 0,
    starts_key: plan.starts_on,
    ends_key: plan.ends_on,
    latest_first: plan.latest_first,
    named: [],
  };
}

export function blankMilestone(reference: string): MilestoneColumns {
  return {
    reference,
    number: 0,
    title: {},
    title_raw: null,
    starts_on: null,
    ends_on: null,
    start_raw: null,
    end_raw: null,
    date_precision: null,
    date_assignment: 'missing',
    status: 'not-reported',
    last_day: FAR,
  };
}
