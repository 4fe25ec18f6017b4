import { dateSchema, defineActionRoute, defineList, textColumns, textSchema, z } from '#platform/api.ts';
import { isId } from '#platform/ids.ts';
import { readFollowUp } from '../access.ts';
import { cancelReview } from '../actions/cancel-review.ts';
import { draftAgenda } from '../actions/draft-agenda.ts';
import { holdReview } from '../actions/hold-review.ts';
import { publishMinutes } from '../actions/publish-minutes.ts';
import { recordAttendance } from '../actions/record-attendance.ts';
import { saveAgenda } from '../actions/save-agenda.ts';
import { scheduleReview } from '../actions/schedule-review.ts';
import { updateReview } from '../actions/update-review.ts';
import { writeMinutes } from '../actions/write-minutes.ts';
import { listPresented, listReviews } from '../queries/reviews.ts';
import { AGENDA_KINDS, CHAIRS, REVIEW_STATES, type Review } from '../review.ts';
import { byId, listingOf, made, ofPlan, planReference } from './shapes.ts';

const TAG = 'reviews';

const agendaItem = z.object({
  kind: z.enum(AGENDA_KINDS),
  milestone: z.string().nullish(),
  resolution: z.string().nullish(),
  text: textSchema,
});

const reviewItem = z
  .object({
    id: z.string(),
    plan: z.string(),
    state: z.enum(REVIEW_STATES),
    on: dateSchema,
    place: textSchema,
    chair: z.enum(CHAIRS),
    agenda: z.array(agendaItem),
    minutes: textSchema.nullable().openapi({ description: 'Null until they are published.' }),
    offices: z.array(z.string()).openapi({ description: 'The offices that came.' }),
    others: z.array(z.string()).openapi({ description: 'Other organisations that came.' }),
    publishedAt: z.iso.datetime().nullable(),
    matrixHash: z.string().nullable().openapi({ description: 'SHA-256 of the matrix as it was presented.' }),
    minutesHash: z.string().nullable(),
  })
  .openapi('Review', { description: 'A quarterly review of a plan.' });

type Item = z.input<typeof reviewItem>;

function present(review: Review): Item {
  const isPublic = review.state === 'published';
  return {
    id: review.id,
    plan: review.plan,
    state: review.state,
    on: review.on,
    place: review.place,
    chair: review.chair,
    agenda: review.agenda,
    minutes: isPublic ? review.minutes : null,
    offices: isPublic ? review.attendance.offices : [],
    others: isPublic ? review.attendance.others : [],
    publishedAt: review.publishedAt?.toISOString() ?? null,
    matrixHash: isPublic ? review.matrixHash : null,
    minutesHash: review.minutesHash,
  };
}

export const listReviewsRoute = defineList({
  name: 'reviews.list-reviews',
  path: '/reviews',
  tag: TAG,
  summary: 'The quarterly reviews of a plan, the latest first',
  access: readFollowUp,
  filters: ofPlan,
  item: reviewItem,
  async load({ db, tenant, query }) {
    const page = await listReviews(db, listingOf(tenant, query));
    return { ...page, items: page.items.map(present) };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'plan', value: (item) => item.plan },
    { name: 'state', value: (item) => item.state },
    { name: 'on', value: (item) => item.on },
    ...textColumns<Item>('place', (item) => item.place),
    ...textColumns<Item>('minutes', (item) => item.minutes),
    { name: 'chair', value: (item) => item.chair },
    { name: 'published_at', value: (item) => item.publishedAt },
    { name: 'minutes_hash', value: (item) => item.minutesHash },
  ],
});

const presentedItem = z
  .object({
    review: z.string(),
    on: dateSchema.openapi({ description: 'The day of the review.' }),
    commitment: z.string(),
    milestone: z.string(),
    title: textSchema,
    end: dateSchema.nullable(),
    status: z.string(),
    statusOn: dateSchema.nullable(),
    statusNote: textSchema.nullable(),
    percent: z.number().nullable(),
    done: textSchema.nullable(),
    obstacles: textSchema.nullable(),
    nextStep: textSchema.nullable(),
    timeliness: z.string(),
    daysLate: z.number().int(),
  })
  .openapi('PresentedMilestone', { description: 'A milestone as it stood when it was presented at a review.' });

type Presented = z.input<typeof presentedItem>;

export const listPresentedRoute = defineList({
  name: 'reviews.list-presented',
  path: '/presented-milestones',
  tag: TAG,
  summary: 'The matrix as it was presented at reviews whose minutes are published',
  access: readFollowUp,
  filters: ofPlan.extend({ review: z.string().refine(isId).optional() }),
  item: presentedItem,
  async load({ db, tenant, query }) {
    const page = await listPresented(db, { ...listingOf(tenant, query), review: query.review });
    const items = page.items.map(
      ({ review, on, content }): Presented => ({
        review,
        on,
        commitment: content.commitment.reference,
        milestone: content.milestone,
        title: content.title,
        end: content.end,
        status: content.status,
        statusOn: content.statusOn,
        statusNote: content.statusNote,
        percent: content.percent,
        done: content.done,
        obstacles: content.obstacles,
        nextStep: content.nextStep,
        timeliness: content.timeliness,
        daysLate: content.daysLate,
      }),
    );
    return { ...page, items };
  },
  columns: [
    { name: 'review', value: (item) => item.review },
    { name: 'on', value: (item) => item.on },
    { name: 'commitment', value: (item) => item.commitment },
    { name: 'milestone', value: (item) => item.milestone },
    ...textColumns<Presented>('title', (item) => item.title),
    { name: 'end', value: (item) => item.end },
    { name: 'status', value: (item) => item.status },
    { name: 'status_on', value: (item) => item.statusOn },
    { name: 'percent', value: (item) => item.percent },
    ...textColumns<Presented>('done', (item) => item.done),
    { name: 'timeliness', value: (item) => item.timeliness },
    { name: 'days_late', value: (item) => item.daysLate },
  ],
});

const fields = z.object({ on: dateSchema, place: textSchema, chair: z.enum(CHAIRS) });
const ofReview = ({ params, body }: { params: Record<string, string>; body: unknown }) => ({
  ...(body as object),
  review: params.id,
});

export const scheduleReviewRoute = defineActionRoute({
  name: 'reviews.schedule-review',
  path: '/reviews',
  method: 'post',
  tag: TAG,
  summary: 'Plans a review',
  body: fields.extend({ plan: planReference }),
  action: scheduleReview,
  input: ({ body }) => body,
  status: 201,
  response: made,
});

export const updateReviewRoute = defineActionRoute({
  name: 'reviews.update-review',
  path: '/reviews/{id}',
  method: 'put',
  tag: TAG,
  summary: 'Moves a planned review',
  params: byId,
  body: fields,
  action: updateReview,
  input: ofReview,
  status: 204,
});

export const cancelReviewRoute = defineActionRoute({
  name: 'reviews.cancel-review',
  path: '/reviews/{id}',
  method: 'delete',
  tag: TAG,
  summary: 'Cancels a planned review',
  params: byId,
  action: cancelReview,
  input: ofReview,
  status: 204,
});

export const draftAgendaRoute = defineActionRoute({
  name: 'reviews.draft-agenda',
  path: '/reviews/{id}/agenda',
  method: 'post',
  tag: TAG,
  summary: 'Draws the agenda from the state of the matrix',
  params: byId,
  action: draftAgenda,
  input: ofReview,
  status: 200,
  response: z.object({ points: z.number().int(), left: z.number().int() }),
});

export const saveAgendaRoute = defineActionRoute({
  name: 'reviews.save-agenda',
  path: '/reviews/{id}/agenda',
  method: 'put',
  tag: TAG,
  summary: 'Writes the agenda as a whole',
  params: byId,
  body: z.object({ items: z.array(agendaItem) }),
  action: saveAgenda,
  input: ofReview,
  status: 204,
});

export const recordAttendanceRoute = defineActionRoute({
  name: 'reviews.record-attendance',
  path: '/reviews/{id}/attendance',
  method: 'put',
  tag: TAG,
  summary: 'Writes down who came',
  params: byId,
  body: z.object({ members: z.array(z.string()), offices: z.array(z.string()), others: z.array(z.string()) }),
  action: recordAttendance,
  input: ofReview,
  status: 204,
});

export const holdReviewRoute = defineActionRoute({
  name: 'reviews.hold-review',
  path: '/reviews/{id}/holding',
  method: 'post',
  tag: TAG,
  summary: 'Opens the meeting and freezes the matrix as it is presented',
  params: byId,
  action: holdReview,
  input: ofReview,
  status: 200,
  response: z.object({ rows: z.number().int(), hash: z.string() }),
});

export const writeMinutesRoute = defineActionRoute({
  name: 'reviews.write-minutes',
  path: '/reviews/{id}/minutes',
  method: 'put',
  tag: TAG,
  summary: 'Writes the minutes',
  params: byId,
  body: z.object({ minutes: textSchema }),
  action: writeMinutes,
  input: ofReview,
  status: 204,
});

export const publishMinutesRoute = defineActionRoute({
  name: 'reviews.publish-minutes',
  path: '/reviews/{id}/publication',
  method: 'post',
  tag: TAG,
  summary: 'Publishes the minutes; nothing of them changes after that',
  params: byId,
  action: publishMinutes,
  input: ofReview,
  status: 200,
  response: z.object({ hash: z.string() }),
});
