import { institutions } from '#core/institutions/module.ts';
import { territory } from '#core/territory/module.ts';
import type { CommandContext } from '#platform/module.ts';
import { readShipped } from '#platform/shipped-files.ts';
import type { ActionPlanFile, FileCommitment, FilePlan, Translations } from './file/format.ts';
import { actionPlanSeed } from './seed.ts';

/** Builders for tests and for the demo: they make files and load them through the same actions as everybody. */

/** Loads territories, public bodies and the real action plans, in the order of a first start. */
export async function loadRealPlans(context: CommandContext): Promise<void> {
  await loadBodies(context);
  await actionPlanSeed.run(context);
}

export async function loadBodies(context: CommandContext): Promise<void> {
  for (const seed of [...(territory.seeds ?? []), ...(institutions.seeds ?? [])]) await seed.run(context);
}

/** A copy of the real file, free to be changed. */
export function realFile(): ActionPlanFile {
  return readShipped('action-plans.json') as ActionPlanFile;
}

export function realTranslations(): Translations {
  return readShipped('action-plans.translations.json') as Translations;
}

const NONE = { intro: [], items: [] };

/** A regional plan with one commitment of one milestone, as a file; `change` alters it before it is given. */
export function examplePlanFile(change: (file: ActionPlanFile) => void = () => {}): ActionPlanFile {
  const jurisdiction = { level: 'region', code: '07', name: 'Marrakech-Safi' } as const;
  const plan: FilePlan = {
    id: 'MA-07-AP-2026-2028',
    title: 'Action plan – Marrakech-Safi, Morocco, 2026 – 2028',
    type: 'regional',
    jurisdiction,
    period: { start: '2026-01-01', end: '2028-12-31', startRaw: '2026', endRaw: '2028', precision: 'year' },
    submissionDate: null,
    submissionRaw: null,
    completeness: 'full',
    commitmentIds: ['MAMSF0001'],
    themes: [],
    foreword: [],
    vision: { intro: [], axes: [] },
    achievements: NONE,
    challenges: NONE,
    goals: NONE,
    axes: NONE,
    policyContribution: NONE,
    leadInstitutions: ['The regional council'],
    members: [],
    coCreation: {
      groupsParticipating: null,
      publicMeetings: null,
      themeBasedEvents: null,
      participants: null,
      ideasSubmitted: null,
      institutionsProposing: null,
      steps: [],
      spaces: NONE,
      diversityMeasures: [],
      participantCategories: [],
      otherFacts: [],
    },
    governance: { institutionalArrangements: NONE, stakeholderCollaboration: [], facts: [] },
    monitoring: { independentBody: null, activities: NONE, regularCheckIns: [], publicReporting: NONE },
    endorsements: [],
    relatedPlans: [],
    contacts: null,
    gaps: [],
    source: 'a test',
  };
  const commitment: FileCommitment = {
    id: 'MAMSF0001',
    planId: plan.id,
    number: 1,
    code: 'MAMSF0001',
    title: 'Open registers of water projects',
    jurisdiction,
    theme: null,
    period: { start: '2026-01-01', end: '2027-06-30', startRaw: 'Jan 2026', endRaw: 'Jun 2027', basis: 'page' },
    responsibleInstitutions: ['The regional council'],
    institutionsInvolved: ['Association of the wells'],
    inceptionReport: null,
    problem: [
      { text: 'Nobody knows which projects are built.', items: ['A list', { text: 'A tree', items: ['A leaf'] }] },
    ],
    statusQuo: [],
    actions: [{ text: 'Publish the register.' }],
    activitiesNarrative: [],
    contribution: [],
    longTermGoals: [],
    expectedResults: ['A register'],
    policyAreas: ['Open Data'],
    sectors: ['Water & Sanitation'],
    ogpValues: [{ value: 'Access to information', justification: ['It can be read.'] }],
    performanceIndicators: [],
    impactIndicators: [],
    milestones: [
      {
        id: 'MAMSF0001-M01',
        number: 1,
        title: 'Draft of the register',
        titleRaw: null,
        start: '2026-01-01',
        end: '2026-12-31',
        startRaw: '01/2026',
        endRaw: '12/2026',
        datePrecision: 'month',
        dateAssignment: 'explicit',
        status: null,
      },
    ],
    gaps: [],
    source: 'a test',
  };
  const file: ActionPlanFile = {
    meta: {
      title: 'A test',
      language: 'en',
      generated: '2026-11-01',
      milestoneStatusOptions: ['Not started', 'In progress', 'Stuck', 'Finished', 'Incomplete'],
      milestoneStatusNote: '',
      dateNote: '',
      textCorrections: [],
      sources: [{ file: 'a test', what: 'a test' }],
    },
    plans: [plan],
    commitments: [commitment],
  };
  const copy = structuredClone(file);
  change(copy);
  return copy;
}
