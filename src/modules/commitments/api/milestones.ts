import { dateSchema, defineList, textColumns, z } from '#platform/api.ts';
import { readCommitment } from '../access.ts';
import { MILESTONE_STATUSES } from '../commitment.ts';
import { countMilestones, listMilestones, MILESTONE_SORTS, type MilestoneSort } from '../queries/milestones.ts';
import type { MilestoneView } from '../queries/shapes.ts';
import { TIMELINESS } from '../timeline.ts';
import { milestoneItemSchema, type milestoneSchema, presentBody, presentLink, reference } from './shapes.ts';

type Item = z.input<typeof milestoneItemSchema>;

export function presentMilestone(milestone: MilestoneView): z.input<typeof milestoneSchema> {
  return {
    id: milestone.reference,
    number: milestone.number,
    title: milestone.title,
    titleRaw: milestone.titleRaw,
    start: milestone.start,
    end: milestone.end,
    startRaw: milestone.startRaw,
    endRaw: milestone.endRaw,
    datePrecision: milestone.precision,
    dateAssignment: milestone.dateAssignment,
    status: milestone.status,
    statusOn: milestone.statusOn,
    statusNote: milestone.statusNote,
    percent: milestone.percent,
    timeliness: milestone.timeliness,
    daysLate: milestone.daysLate,
    changedAt: milestone.changedAt.toISOString(),
  };
}

export const listMilestonesRoute = defineList({
  name: 'commitments.list-milestones',
  path: '/milestones',
  tag: 'milestones',
  summary: 'Milestones of all commitments',
  description:
    'By code unless told otherwise; `end` begins with what ends first. `institution`: milestones of commitments that a body owns, ' +
    'shares, answers for or takes part in. `q` is not looked at here: search commitments instead.',
  access: readCommitment,
  filters: z.object({
    commitment: reference.optional().openapi({ description: 'Id of a commitment.', example: 'MALAA0003' }),
    plan: reference.optional().openapi({ description: 'Id of an action plan.' }),
    status: z.enum(MILESTONE_STATUSES).optional(),
    timeliness: z.enum(TIMELINESS).optional().openapi({ description: '`late`: only what is late.' }),
    from: dateSchema.optional().openapi({ description: 'Milestones that end on or after this date.' }),
    to: dateSchema.optional().openapi({ description: 'Milestones that end on or before this date.' }),
  }),
  sorts: MILESTONE_SORTS,
  item: milestoneItemSchema,
  async load({ db, tenant, query, today, remember }) {
    const { limit, after, sort, q: _words, institution: _slug, ...asked } = query;
    const filters = { ...asked, institutionId: tenant?.id };
    const [page, total] = await Promise.all([
      listMilestones(db, { filters, sort: sort as MilestoneSort | undefined, paging: { limit, after }, today }),
      remember(`milestones.total ${JSON.stringify(filters)}`, ['commitments'], () =>
        countMilestones(db, filters, today),
      ),
    ]);
    const items = page.items.map((one) => ({
      ...presentMilestone(one),
      commitment: presentLink(one.commitment),
      plan: presentLink(one.plan),
      institution: presentBody(one.institution),
    }));
    return { items, next: page.next, ...total };
  },
  columns: [
    { name: 'id', value: (one) => one.id },
    { name: 'commitment', value: (one) => one.commitment.id },
    { name: 'plan', value: (one) => one.plan.id },
    { name: 'institution', value: (one) => one.institution.slug },
    { name: 'number', value: (one) => one.number },
    ...textColumns<Item>('title', (one) => one.title),
    { name: 'title_printed', value: (one) => one.titleRaw },
    { name: 'start', value: (one) => one.start },
    { name: 'end', value: (one) => one.end },
    { name: 'start_printed', value: (one) => one.startRaw },
    { name: 'end_printed', value: (one) => one.endRaw },
    { name: 'date_precision', value: (one) => one.datePrecision },
    { name: 'date_assignment', value: (one) => one.dateAssignment },
    { name: 'status', value: (one) => one.status },
    { name: 'status_on', value: (one) => one.statusOn },
    ...textColumns<Item>('status_note', (one) => one.statusNote),
    { name: 'percent', value: (one) => one.percent },
    { name: 'timeliness', value: (one) => one.timeliness },
    { name: 'days_late', value: (one) => one.daysLate },
    { name: 'changed_at', value: (one) => one.changedAt },
  ],
  cache: () => ['commitments', 'institutions'],
});
