import { dateSchema, defineList, defineThing, textColumns, z } from '#platform/api.ts';
import { NotFound } from '#platform/errors.ts';
import { readCommitment } from '../access.ts';
import { MILESTONE_STATUSES } from '../commitment.ts';
import {
  COMMITMENT_SORTS,
  type CommitmentSort,
  commitmentByReference,
  countCommitments,
  listCommitments,
} from '../queries/commitments.ts';
import type { CommitmentSummary } from '../queries/shapes.ts';
import { TIMELINESS } from '../timeline.ts';
import { presentMilestone } from './milestones.ts';
import {
  commitmentItemSchema,
  commitmentSchema,
  joined,
  keys,
  pageOf,
  presentBody,
  presentLink,
  presentNamed,
  presentProgress,
  reference,
} from './shapes.ts';

type Item = z.input<typeof commitmentItemSchema>;
type Absolute = (path: string) => string;

function present(commitment: CommitmentSummary, absolute: Absolute): Item {
  return {
    id: commitment.reference,
    plan: presentLink(commitment.plan),
    number: commitment.number,
    code: commitment.code,
    title: commitment.title,
    institution: presentBody(commitment.institution),
    jurisdiction: commitment.jurisdiction,
    theme: commitment.theme,
    period: commitment.period,
    responsibleInstitutions: presentNamed(commitment.responsible),
    policyAreas: commitment.policyAreas,
    sectors: commitment.sectors,
    ogpValues: commitment.values,
    status: commitment.status,
    timeliness: commitment.timeliness,
    nextEnd: commitment.nextEnd,
    lateMilestones: commitment.lateMilestones,
    progress: presentProgress(commitment.progress),
    translation: commitment.translation,
    changedAt: commitment.changedAt.toISOString(),
    url: pageOf(commitment.institution, `/commitments/${commitment.reference}`, absolute),
  };
}

const key = z.string().max(100).optional();

export const listCommitmentsRoute = defineList({
  name: 'commitments.list-commitments',
  path: '/commitments',
  tag: 'commitments',
  summary: 'Commitments of public bodies',
  description:
    'What public bodies promised in their action plans. `institution`: commitments that a body owns, shares, answers for or takes ' +
    'part in. `q`: words in any language. Sorted by `latest` (the latest plans first) unless told otherwise; `urgent` begins with ' +
    'what should have ended first.',
  access: readCommitment,
  filters: z.object({
    region: key.openapi({ description: 'Code of a region.', example: '11' }),
    plan: reference.optional().openapi({ description: 'Id of an action plan.', example: 'MA-11-AP-2025-2027' }),
    policyArea: key.openapi({ description: 'Key of a policy area.', example: 'civic-space' }),
    sector: key.openapi({ description: 'Key of a sector.' }),
    value: key.openapi({ description: 'Key of a value of open government.', example: 'civic-participation' }),
    theme: key.openapi({ description: 'Key of a theme of a plan.' }),
    status: z.enum(MILESTONE_STATUSES).optional().openapi({
      description: 'Commitments that have a milestone of this status; those without milestones count as not reported.',
    }),
    timeliness: z.enum(TIMELINESS).optional().openapi({ description: '`late`: only what is late.' }),
    from: dateSchema.optional().openapi({ description: 'Commitments that still run on or after this date.' }),
    to: dateSchema.optional().openapi({ description: 'Commitments that have begun by this date.' }),
  }),
  sorts: COMMITMENT_SORTS,
  item: commitmentItemSchema,
  async load({ db, tenant, query, today, absolute, remember }) {
    const { limit, after, sort, institution: _slug, ...asked } = query;
    const filters = { ...asked, institutionId: tenant?.id };
    const [page, total] = await Promise.all([
      listCommitments(db, { filters, sort: sort as CommitmentSort | undefined, paging: { limit, after }, today }),
      remember(`commitments.total ${JSON.stringify(filters)}`, ['commitments'], () =>
        countCommitments(db, filters, today),
      ),
    ]);
    return { items: page.items.map((one) => present(one, absolute)), next: page.next, ...total };
  },
  columns: [
    { name: 'id', value: (one) => one.id },
    { name: 'plan', value: (one) => one.plan.id },
    { name: 'number', value: (one) => one.number },
    { name: 'code', value: (one) => one.code },
    ...textColumns<Item>('title', (one) => one.title),
    { name: 'institution', value: (one) => one.institution.slug },
    ...textColumns<Item>('institution', (one) => one.institution.name),
    { name: 'jurisdiction_level', value: (one) => one.jurisdiction.level },
    { name: 'jurisdiction_code', value: (one) => one.jurisdiction.code },
    { name: 'theme', value: (one) => one.theme?.id },
    { name: 'start', value: (one) => one.period.start },
    { name: 'end', value: (one) => one.period.end },
    { name: 'date_precision', value: (one) => one.period.precision },
    { name: 'period_basis', value: (one) => one.period.basis },
    {
      name: 'responsible',
      value: (one) => one.responsibleInstitutions.flatMap((body) => body.institution ?? []).join(' '),
    },
    ...textColumns<Item>('responsible', (one) => joined(one.responsibleInstitutions.map((body) => body.name))),
    { name: 'policy_areas', value: (one) => keys(one.policyAreas) },
    { name: 'sectors', value: (one) => keys(one.sectors) },
    { name: 'ogp_values', value: (one) => keys(one.ogpValues) },
    { name: 'status', value: (one) => one.status },
    { name: 'timeliness', value: (one) => one.timeliness },
    { name: 'next_end', value: (one) => one.nextEnd },
    { name: 'milestones', value: (one) => one.progress.total },
    { name: 'late_milestones', value: (one) => one.lateMilestones },
    { name: 'finished', value: (one) => one.progress.finished },
    { name: 'reported', value: (one) => one.progress.reported },
    { name: 'share_finished', value: (one) => one.progress.share },
    { name: 'translation', value: (one) => one.translation },
    { name: 'changed_at', value: (one) => one.changedAt },
    { name: 'url', value: (one) => one.url },
  ],
  cache: () => ['commitments', 'institutions'],
});

export const getCommitmentRoute = defineThing({
  name: 'commitments.get-commitment',
  path: '/commitments/{id}',
  tag: 'commitments',
  summary: 'One commitment with everything its source says, and its milestones',
  access: readCommitment,
  params: z.object({ id: reference }),
  response: commitmentSchema,
  async load({ db, params, today, absolute }) {
    const commitment = await commitmentByReference(db, params.id ?? '', today);
    if (!commitment) throw new NotFound();
    return {
      ...present(commitment, absolute),
      ogpValues: commitment.ogpValues,
      institutionsInvolved: presentNamed(commitment.involved),
      inceptionReport: commitment.inceptionReport,
      problem: commitment.problem,
      statusQuo: commitment.statusQuo,
      actions: commitment.actions,
      activitiesNarrative: commitment.activitiesNarrative,
      contribution: commitment.contribution,
      longTermGoals: commitment.longTermGoals,
      expectedResults: commitment.expectedResults,
      performanceIndicators: commitment.performanceIndicators,
      impactIndicators: commitment.impactIndicators,
      milestones: commitment.milestones.map(presentMilestone),
      bodies: commitment.roles.map(({ institution, roles }) => ({ ...presentBody(institution), roles })),
      gaps: commitment.gaps,
      source: commitment.source,
      withdrawnAt: commitment.goneAt?.toISOString() ?? null,
    };
  },
  cache: (commitment) => [`commitment:${commitment.id}`, `plan:${commitment.plan.id}`, 'institutions'],
});
