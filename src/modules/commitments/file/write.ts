import { across, type Db } from '#platform/db/database.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { IntroItems, Passage } from '../commitment.ts';
import type { ActionPlanTable, CommitmentInstitutionTable, CommitmentTable, MilestoneTable } from '../tables.ts';
import type { FileBlock, FileCommitment, FileIntroItems, FileMeta, FileMilestone, FilePlan } from './format.ts';
import { statusInFile } from './read.ts';

/**
 * The published format again, from what is stored: what an import took in comes out the same, with the statuses of today. Written as a
 * stream, one plan and one commitment at a time.
 */
export async function* writeFile(db: Db, today: string): AsyncIterable<string> {
  const plans = await across(db)
    .selectFrom('action_plan')
    .selectAll()
    .where('gone_at', 'is', null)
    .orderBy('position')
    .orderBy('reference')
    .execute();
  const meta = oneMeta(
    plans.map((plan) => plan.file_meta),
    today,
  );
  yield `{\n "$schema": "./action-plans.schema.json",\n "meta": ${indented(meta)},\n "plans": [`;
  let separator = '';
  for (const plan of plans) {
    const commitments = await across(db)
      .selectFrom('commitment')
      .select('reference')
      .where('institution_id', '=', plan.institution_id)
      .where('plan_id', '=', plan.id)
      .where('gone_at', 'is', null)
      .orderBy('position')
      .orderBy('reference')
      .execute();
    const ids = commitments.map((one) => one.reference);
    yield `${separator}\n  ${indented(planInFile(plan, ids, meta.language), 2)}`;
    separator = ',';
  }
  yield '\n ],\n "commitments": [';
  separator = '';
  for (const plan of plans) {
    for await (const commitment of commitmentsOf(db, plan, meta.language)) {
      yield `${separator}\n  ${indented(commitment, 2)}`;
      separator = ',';
    }
  }
  yield '\n ]\n}\n';
}

/** One file came from one source; several are told together. */
function oneMeta(all: readonly FileMeta[], today: string): FileMeta {
  const distinct = [...new Map(all.map((meta) => [JSON.stringify(meta), meta])).values()];
  const [first] = distinct;
  if (first && distinct.length === 1) return first;
  const joined = (values: readonly string[]) => [...new Set(values)].filter(Boolean).join(' · ');
  return {
    title: joined(distinct.map((meta) => meta.title)) || 'Action plans',
    language: first?.language ?? 'en',
    generated: today,
    milestoneStatusOptions: first?.milestoneStatusOptions ?? [
      'Not started',
      'In progress',
      'Stuck',
      'Finished',
      'Incomplete',
    ],
    milestoneStatusNote: joined(distinct.map((meta) => meta.milestoneStatusNote)),
    dateNote: joined(distinct.map((meta) => meta.dateNote)),
    textCorrections: distinct.flatMap((meta) => meta.textCorrections),
    sources:
      distinct.length > 0 ? distinct.flatMap((meta) => meta.sources) : [{ file: 'Jamaa', what: 'no plan is loaded' }],
  };
}

type Words = {
  text(value: Text): string;
  texts(values: readonly Text[]): string[];
  intro(value: IntroItems): FileIntroItems;
};

/** Texts in the one language of the file; a text that lacks it is written in the one it has. */
function wordsIn(lang: Lang): Words {
  const text = (value: Text) => value[lang] ?? Object.values(value)[0] ?? '';
  const texts = (values: readonly Text[]) => values.map(text);
  return { text, texts, intro: ({ intro, items }) => ({ intro: texts(intro), items: texts(items) }) };
}

function planInFile(plan: ActionPlanTable, commitmentIds: string[], lang: Lang): FilePlan {
  const { text, texts, intro } = wordsIn(lang);
  const { co_creation: made, governance, monitoring, contacts } = plan;
  return {
    id: plan.reference,
    title: text(plan.title),
    type: plan.type,
    jurisdiction: {
      level: plan.jurisdiction_level,
      code: plan.jurisdiction_code,
      name: text(plan.jurisdiction_name),
    },
    period: {
      start: plan.starts_on,
      end: plan.ends_on,
      startRaw: plan.start_raw,
      endRaw: plan.end_raw,
      precision: plan.date_precision,
    },
    submissionDate: plan.submitted_on,
    submissionRaw: plan.submission_raw,
    completeness: plan.completeness,
    commitmentIds,
    themes: plan.themes.map((theme) => ({ ...theme, label: text(theme.label) })),
    foreword: texts(plan.foreword),
    vision: { intro: texts(plan.vision.intro), axes: texts(plan.vision.axes) },
    achievements: intro(plan.achievements),
    challenges: intro(plan.challenges),
    goals: intro(plan.goals),
    axes: intro(plan.axes),
    policyContribution: intro(plan.policy_contribution),
    leadInstitutions: texts(plan.lead_institutions.map((lead) => lead.name)),
    ...(plan.lead_institutions_short ? { leadInstitutionsShort: texts(plan.lead_institutions_short) } : {}),
    members: plan.members.map((member) => ({ ...member, name: text(member.name) })),
    coCreation: {
      groupsParticipating: made.groupsParticipating,
      publicMeetings: made.publicMeetings,
      themeBasedEvents: made.themeBasedEvents,
      participants: made.participants,
      ...(made.participantsQualifier ? { participantsQualifier: text(made.participantsQualifier) } : {}),
      ideasSubmitted: made.ideasSubmitted,
      institutionsProposing: made.institutionsProposing,
      steps: texts(made.steps),
      spaces: intro(made.spaces),
      diversityMeasures: texts(made.diversityMeasures),
      participantCategories: texts(made.participantCategories),
      ...(made.participantCategoriesIntro
        ? { participantCategoriesIntro: texts(made.participantCategoriesIntro) }
        : {}),
      otherFacts: texts(made.otherFacts),
    },
    governance: {
      institutionalArrangements: intro(governance.institutionalArrangements),
      stakeholderCollaboration: texts(governance.stakeholderCollaboration),
      facts: texts(governance.facts),
    },
    monitoring: {
      independentBody: monitoring.independentBody && text(monitoring.independentBody),
      activities: intro(monitoring.activities),
      regularCheckIns: texts(monitoring.regularCheckIns),
      publicReporting: intro(monitoring.publicReporting),
    },
    endorsements: plan.endorsements.map((one) => ({
      ...one,
      association: text(one.association),
      regionName: text(one.regionName),
      locality: one.locality && text(one.locality),
    })),
    relatedPlans: plan.related_plans.map(({ title, areas, ...related }) => ({
      ...related,
      ...(title ? { title: text(title) } : {}),
      ...(areas ? { areas: texts(areas) } : {}),
    })),
    contacts: contacts && {
      ...contacts,
      organization: text(contacts.organization),
      ...(contacts.address ? { address: text(contacts.address) } : { address: undefined }),
      ...(contacts.note ? { note: text(contacts.note) } : { note: undefined }),
    },
    gaps: texts(plan.gaps),
    source: text(plan.source),
  };
}

async function* commitmentsOf(db: Db, plan: ActionPlanTable, lang: Lang): AsyncIterable<FileCommitment> {
  const all = across(db);
  const rows = await all
    .selectFrom('commitment')
    .selectAll()
    .where('institution_id', '=', plan.institution_id)
    .where('plan_id', '=', plan.id)
    .where('gone_at', 'is', null)
    .orderBy('position')
    .orderBy('reference')
    .execute();
  for (const row of rows) {
    const named = await all
      .selectFrom('commitment_institution')
      .selectAll()
      .where('institution_id', '=', row.institution_id)
      .where('commitment_id', '=', row.id)
      .orderBy('position')
      .execute();
    const milestones = await all
      .selectFrom('milestone')
      .selectAll()
      .where('institution_id', '=', row.institution_id)
      .where('commitment_id', '=', row.id)
      .where('gone_at', 'is', null)
      .orderBy('number')
      .execute();
    yield commitmentInFile(plan.reference, row, named, milestones, lang);
  }
}

function commitmentInFile(
  planId: string,
  row: CommitmentTable,
  named: readonly CommitmentInstitutionTable[],
  milestones: readonly MilestoneTable[],
  lang: Lang,
): FileCommitment {
  const { text, texts } = wordsIn(lang);
  const blocks = (passages: readonly Passage[]): FileBlock[] =>
    passages.map((passage) => ({
      ...(passage.text ? { text: text(passage.text) } : {}),
      ...(passage.items
        ? {
            items: passage.items.map((item) =>
              item.items ? { text: text(item.text), items: texts(item.items) } : text(item.text),
            ),
          }
        : {}),
    }));
  const names = (role: CommitmentInstitutionTable['role']) =>
    texts(named.filter((one) => one.role === role).map((one) => one.name));
  return {
    id: row.reference,
    planId,
    number: row.number,
    code: row.code,
    title: text(row.title),
    jurisdiction: { level: row.jurisdiction_level, code: row.jurisdiction_code, name: text(row.jurisdiction_name) },
    theme: row.theme && { id: row.theme.id, label: text(row.theme.label) },
    period: {
      start: row.starts_on,
      end: row.ends_on,
      startRaw: row.start_raw,
      endRaw: row.end_raw,
      basis: row.period_basis,
    },
    responsibleInstitutions: names('responsible'),
    institutionsInvolved: names('involved'),
    inceptionReport: row.inception_report && text(row.inception_report),
    problem: blocks(row.problem),
    statusQuo: blocks(row.status_quo),
    actions: blocks(row.actions),
    activitiesNarrative: blocks(row.activities_narrative),
    contribution: blocks(row.contribution),
    longTermGoals: blocks(row.long_term_goals),
    expectedResults: texts(row.expected_results),
    policyAreas: texts(row.policy_areas.map((one) => one.label)),
    sectors: texts(row.sectors.map((one) => one.label)),
    ogpValues: row.ogp_values.map((one) => ({ value: text(one.label), justification: texts(one.justification) })),
    performanceIndicators: texts(row.performance_indicators),
    impactIndicators: texts(row.impact_indicators),
    milestones: milestones.map(
      (one): FileMilestone => ({
        id: one.reference,
        number: one.number,
        title: text(one.title),
        titleRaw: one.title_raw,
        start: one.starts_on,
        end: one.ends_on,
        startRaw: one.start_raw,
        endRaw: one.end_raw,
        datePrecision: one.date_precision,
        dateAssignment: one.date_assignment,
        status: statusInFile(one.status),
      }),
    ),
    gaps: texts(row.gaps),
    source: text(row.source),
  };
}

function indented(value: unknown, depth = 1): string {
  return JSON.stringify(value, null, 1).replaceAll('\n', `\n${' '.repeat(depth)}`);
}
