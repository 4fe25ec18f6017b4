import { dateSchema, defineActionRoute, defineList, textColumns, textSchema, z } from '#platform/api.ts';
import { readFollowUp } from '../access.ts';
import { adoptRecommendation } from '../actions/adopt-recommendation.ts';
import { answerRecommendation } from '../actions/answer-recommendation.ts';
import { commentMilestone } from '../actions/comment-milestone.ts';
import { proposeRecommendation } from '../actions/propose-recommendation.ts';
import { recordResolution } from '../actions/record-resolution.ts';
import { reportResult } from '../actions/report-result.ts';
import { withdrawResolution } from '../actions/withdraw-resolution.ts';
import { listMatrixComments, listResolutions } from '../queries/resolutions.ts';
import { ANSWERS, RESOLUTION_KINDS, RESULTS } from '../resolution.ts';
import { byId, listingOf, made, ofPlan, planReference } from './shapes.ts';

const TAG = 'reviews';

const resolutionItem = z
  .object({
    id: z.string(),
    plan: z.string(),
    kind: z.enum(RESOLUTION_KINDS),
    review: z.string().nullable(),
    committee: z.string().nullable(),
    milestone: z.string().nullable(),
    text: textSchema.nullable().openapi({ description: 'Null where it is not public: `withheld` says why.' }),
    withheld: textSchema.nullable(),
    office: textSchema.nullable(),
    dueOn: dateSchema.nullable(),
    adoptedOn: dateSchema.nullable(),
    answerDueOn: dateSchema.nullable(),
    answer: z
      .object({
        outcome: z.enum(ANSWERS),
        reasons: textSchema,
        action: textSchema.nullable(),
        plannedOn: dateSchema.nullable(),
        answeredOn: dateSchema,
      })
      .nullable(),
    result: z.object({ result: z.enum(RESULTS), note: textSchema.nullable(), on: dateSchema }).nullable(),
  })
  .openapi('Resolution', {
    description: 'A decision or recommendation about a plan, its answer and what became of it.',
  });

type Item = z.input<typeof resolutionItem>;

export const listResolutionsRoute = defineList({
  name: 'reviews.list-resolutions',
  path: '/resolutions',
  tag: TAG,
  summary: 'Decisions and recommendations about a plan, with their answers',
  access: readFollowUp,
  filters: ofPlan.extend({ kind: z.enum(RESOLUTION_KINDS).optional() }),
  item: resolutionItem,
  async load({ db, tenant, query }) {
    const page = await listResolutions(db, { ...listingOf(tenant, query), kind: query.kind });
    const items = page.items.map(
      (one): Item => ({
        id: one.id,
        plan: one.plan,
        kind: one.kind,
        review: one.reviewId,
        committee: one.bodyId,
        milestone: one.milestone,
        text: one.withheld ? null : one.text,
        withheld: one.withheld,
        office: one.officeName,
        dueOn: one.dueOn,
        adoptedOn: one.adoptedOn,
        answerDueOn: one.answerDueOn,
        answer: one.answer && {
          outcome: one.answer.outcome,
          reasons: one.answer.reasons,
          action: one.answer.action,
          plannedOn: one.answer.plannedOn,
          answeredOn: one.answer.answeredOn,
        },
        result: one.last,
      }),
    );
    return { ...page, items };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'plan', value: (item) => item.plan },
    { name: 'kind', value: (item) => item.kind },
    { name: 'review', value: (item) => item.review },
    { name: 'committee', value: (item) => item.committee },
    { name: 'milestone', value: (item) => item.milestone },
    ...textColumns<Item>('text', (item) => item.text),
    ...textColumns<Item>('withheld', (item) => item.withheld),
    ...textColumns<Item>('office', (item) => item.office),
    { name: 'due_on', value: (item) => item.dueOn },
    { name: 'adopted_on', value: (item) => item.adoptedOn },
    { name: 'answer_due_on', value: (item) => item.answerDueOn },
    { name: 'answer', value: (item) => item.answer?.outcome },
    ...textColumns<Item>('reasons', (item) => item.answer?.reasons),
    { name: 'answered_on', value: (item) => item.answer?.answeredOn },
    { name: 'planned_on', value: (item) => item.answer?.plannedOn },
    { name: 'result', value: (item) => item.result?.result },
    { name: 'result_on', value: (item) => item.result?.on },
  ],
});

const commentItem = z
  .object({
    id: z.string(),
    milestone: z.string(),
    committee: textSchema,
    text: textSchema.nullable(),
    withheld: textSchema.nullable(),
    writtenOn: dateSchema,
  })
  .openapi('MatrixComment', { description: 'What a committee says of a row of the matrix.' });

type CommentItem = z.input<typeof commentItem>;

export const listMatrixCommentsRoute = defineList({
  name: 'reviews.list-matrix-comments',
  path: '/matrix-comments',
  tag: TAG,
  summary: 'What committees say of the rows of a plan’s matrix',
  access: readFollowUp,
  filters: ofPlan,
  item: commentItem,
  async load({ db, tenant, query }) {
    const page = await listMatrixComments(db, listingOf(tenant, query));
    const items = page.items.map(({ bodyName, ...one }) => ({
      ...one,
      committee: bodyName,
      text: one.withheld ? null : one.text,
    }));
    return { ...page, items };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'milestone', value: (item) => item.milestone },
    ...textColumns<CommentItem>('committee', (item) => item.committee),
    ...textColumns<CommentItem>('text', (item) => item.text),
    { name: 'written_on', value: (item) => item.writtenOn },
  ],
});

const ofResolution = ({ params, body }: { params: Record<string, string>; body: unknown }) => ({
  ...(body as object),
  resolution: params.id,
});

export const recordResolutionRoute = defineActionRoute({
  name: 'reviews.record-resolution',
  path: '/reviews/{id}/resolutions',
  method: 'post',
  tag: TAG,
  summary: 'Writes down a decision or recommendation of a review',
  params: byId,
  body: z.object({
    kind: z.enum(RESOLUTION_KINDS),
    text: textSchema,
    office: z.string().nullish(),
    dueOn: dateSchema.nullish(),
    milestone: z.string().nullish(),
    withheld: textSchema.nullish(),
  }),
  action: recordResolution,
  input: ({ params, body }) => ({ ...(body as object), review: params.id }),
  status: 201,
  response: made,
});

export const proposeRecommendationRoute = defineActionRoute({
  name: 'reviews.propose-recommendation',
  path: '/resolutions',
  method: 'post',
  tag: TAG,
  summary: 'Proposes a recommendation to a committee',
  body: z.object({
    plan: planReference,
    body: z.string().openapi({ description: 'The committee.' }),
    text: textSchema,
    milestone: z.string().nullish(),
    dueOn: dateSchema.nullish(),
  }),
  action: proposeRecommendation,
  input: ({ body }) => body,
  status: 201,
  response: made,
});

export const adoptRecommendationRoute = defineActionRoute({
  name: 'reviews.adopt-recommendation',
  path: '/resolutions/{id}/adoption',
  method: 'post',
  tag: TAG,
  summary: 'Adopts a recommendation in the name of a committee',
  params: byId,
  body: z.object({ on: dateSchema, withheld: textSchema.nullish() }),
  action: adoptRecommendation,
  input: ofResolution,
  status: 204,
});

export const withdrawResolutionRoute = defineActionRoute({
  name: 'reviews.withdraw-resolution',
  path: '/resolutions/{id}',
  method: 'delete',
  tag: TAG,
  summary: 'Takes back what was not adopted yet',
  params: byId,
  action: withdrawResolution,
  input: ofResolution,
  status: 204,
});

export const answerRecommendationRoute = defineActionRoute({
  name: 'reviews.answer-recommendation',
  path: '/resolutions/{id}/answer',
  method: 'post',
  tag: TAG,
  summary: 'Answers a recommendation, once',
  params: byId,
  body: z.object({
    outcome: z.enum(ANSWERS),
    reasons: textSchema,
    action: textSchema.nullish(),
    plannedOn: dateSchema.nullish(),
    office: z.string().nullish(),
  }),
  action: answerRecommendation,
  input: ofResolution,
  status: 204,
});

export const reportResultRoute = defineActionRoute({
  name: 'reviews.report-result',
  path: '/resolutions/{id}/results',
  method: 'post',
  tag: TAG,
  summary: 'Says what became of a decision or recommendation',
  params: byId,
  body: z.object({ result: z.enum(RESULTS), note: textSchema.nullish(), on: dateSchema }),
  action: reportResult,
  input: ofResolution,
  status: 204,
});

export const commentMilestoneRoute = defineActionRoute({
  name: 'reviews.comment-milestone',
  path: '/matrix-comments',
  method: 'post',
  tag: TAG,
  summary: 'Comments on a row of the matrix as a member of a committee',
  body: z.object({
    plan: planReference,
    milestone: z.string(),
    body: z.string().openapi({ description: 'The committee.' }),
    text: textSchema,
    withheld: textSchema.nullish(),
  }),
  action: commentMilestone,
  input: ({ body }) => body,
  status: 201,
  response: made,
});
