import { defineList, defineThing, textColumns, z } from '#platform/api.ts';
import { NotFound } from '#platform/errors.ts';
import { readCommitment } from '../access.ts';
import { PLAN_TYPES } from '../commitment.ts';
import { commitmentReferences, listPlans, planByReference } from '../queries/plans.ts';
import type { PlanSummary } from '../queries/shapes.ts';
import { pageOf, planItemSchema, planSchema, presentBody, presentNamed, presentProgress, reference } from './shapes.ts';

type Item = z.input<typeof planItemSchema>;
type Absolute = (path: string) => string;

function present(plan: PlanSummary, absolute: Absolute): Item {
  return {
    id: plan.reference,
    type: plan.type,
    title: plan.title,
    institution: presentBody(plan.institution),
    partners: plan.partners.map(presentBody),
    jurisdiction: plan.jurisdiction,
    period: plan.period,
    completeness: plan.completeness,
    commitments: plan.commitmentCount,
    lateCommitments: plan.lateCount,
    progress: presentProgress(plan.progress),
    translation: plan.translation,
    changedAt: plan.changedAt.toISOString(),
    url: pageOf(plan.institution, `/action-plans/${plan.reference}`, absolute),
  };
}

export const listPlansRoute = defineList({
  name: 'commitments.list-action-plans',
  path: '/action-plans',
  tag: 'action-plans',
  summary: 'Action plans of public bodies',
  description: 'The latest first. `institution`: plans that a body owns, shares, or answers for a commitment of.',
  access: readCommitment,
  filters: z.object({
    type: z.enum(PLAN_TYPES).optional(),
    region: z.string().max(20).optional().openapi({
      description: 'Code of a region: plans of its council, those it shares included.',
      example: '11',
    }),
  }),
  item: planItemSchema,
  async load({ db, tenant, query: { type, region, limit, after }, today, absolute }) {
    const filters = { institutionId: tenant?.id, type, region };
    const page = await listPlans(db, { filters, paging: { limit, after }, today });
    return { ...page, items: page.items.map((plan) => present(plan, absolute)) };
  },
  columns: [
    { name: 'id', value: (plan) => plan.id },
    { name: 'type', value: (plan) => plan.type },
    ...textColumns<Item>('title', (plan) => plan.title),
    { name: 'institution', value: (plan) => plan.institution.slug },
    ...textColumns<Item>('institution', (plan) => plan.institution.name),
    { name: 'partners', value: (plan) => plan.partners.map((partner) => partner.slug).join(' ') },
    { name: 'jurisdiction_level', value: (plan) => plan.jurisdiction.level },
    { name: 'jurisdiction_code', value: (plan) => plan.jurisdiction.code },
    { name: 'start', value: (plan) => plan.period.start },
    { name: 'end', value: (plan) => plan.period.end },
    { name: 'date_precision', value: (plan) => plan.period.precision },
    { name: 'completeness', value: (plan) => plan.completeness },
    { name: 'commitments', value: (plan) => plan.commitments },
    { name: 'late_commitments', value: (plan) => plan.lateCommitments },
    { name: 'milestones', value: (plan) => plan.progress.total },
    { name: 'finished', value: (plan) => plan.progress.finished },
    { name: 'reported', value: (plan) => plan.progress.reported },
    { name: 'share_finished', value: (plan) => plan.progress.share },
    { name: 'translation', value: (plan) => plan.translation },
    { name: 'changed_at', value: (plan) => plan.changedAt },
    { name: 'url', value: (plan) => plan.url },
  ],
  cache: () => ['commitments', 'institutions'],
});

export const getPlanRoute = defineThing({
  name: 'commitments.get-action-plan',
  path: '/action-plans/{id}',
  tag: 'action-plans',
  summary: 'One action plan with everything its source says',
  access: readCommitment,
  params: z.object({ id: reference }),
  response: planSchema,
  async load({ db, params, today, absolute }) {
    const plan = await planByReference(db, params.id ?? '', today);
    if (!plan) throw new NotFound();
    return {
      ...present(plan, absolute),
      submissionDate: plan.submissionDate,
      submissionRaw: plan.submissionRaw,
      themes: plan.themes,
      foreword: plan.foreword,
      vision: plan.vision,
      achievements: plan.achievements,
      challenges: plan.challenges,
      goals: plan.goals,
      axes: plan.axes,
      policyContribution: plan.policyContribution,
      leadInstitutions: presentNamed(plan.leadInstitutions),
      leadInstitutionsShort: plan.leadInstitutionsShort,
      members: plan.members,
      coCreation: plan.coCreation,
      governance: plan.governance,
      monitoring: plan.monitoring,
      endorsements: plan.endorsements,
      relatedPlans: plan.relatedPlans.map(({ plan: _here, ...related }) => related),
      contacts: plan.contacts,
      commitmentIds: await commitmentReferences(db, plan),
      gaps: plan.gaps,
      source: plan.source,
      sourceLanguage: plan.sourceLanguage,
      withdrawnAt: plan.goneAt?.toISOString() ?? null,
    };
  },
  cache: (plan) => [`plan:${plan.id}`, 'institutions'],
});
