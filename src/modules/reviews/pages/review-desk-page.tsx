import { DeskDocument, withDone } from '#core/institutions/index.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Steps } from '#platform/html/steps.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Code, DateText, Multilingual, Prose } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageFollowUp, publishMinutesRule, seeFollowUp } from '../access.ts';
import { cancelReview } from '../actions/cancel-review.ts';
import { holdReview } from '../actions/hold-review.ts';
import { publishMinutes } from '../actions/publish-minutes.ts';
import { updateReview } from '../actions/update-review.ts';
import { resolutionsOf } from '../queries/resolutions.ts';
import type { Resolution } from '../resolution.ts';
import type { Review } from '../review.ts';
import { planCrumbs } from './desk-plan.ts';
import { type DeskReview, deskReview, reviewDeskPath, reviewTitle } from './desk-review.ts';
import { followUpPath } from './public-plan.ts';
import { ResolutionItems } from './resolution-items.tsx';
import { ReviewFields, reviewValues } from './review-fields.tsx';
import { Agenda, ReviewTag } from './review-words.tsx';

type Data = DeskReview & { resolutions: Resolution[]; manages: boolean; publishes: boolean };

const back = (_result: unknown, { params }: { params: Record<string, string> }) =>
  withDone(reviewDeskPath({ id: params.id ?? '' }));

/** One review from its date to its minutes: everything that is to be done for it, in its order. */
export const reviewDeskPage = definePage<unknown, Data>({
  name: 'reviews.review-desk-page',
  path: '/desk/follow-up/reviews/:id',
  on: 'tenant',
  access: seeFollowUp,
  async load(request) {
    const about = await deskReview(request);
    const { db, page } = request;
    const plan = { institutionId: about.institutionId, reference: about.review.plan };
    return {
      ...about,
      resolutions: await resolutionsOf(db, plan, { reviewId: about.review.id }),
      manages: manageFollowUp.allows(page.actor, about, page),
      publishes: publishMinutesRule.allows(page.actor, about, page),
    };
  },
  view: ({ data, form }) => <ReviewDesk data={data} form={form} />,
  submits: {
    update: {
      action: updateReview,
      input: (values, { params }) => ({ review: params.id, ...reviewValues(values) }),
      done: back,
    },
    cancel: { action: cancelReview, input: (_values, { params }) => ({ review: params.id }), done: back },
    hold: { action: holdReview, input: (_values, { params }) => ({ review: params.id }), done: back },
    publish: { action: publishMinutes, input: (_values, { params }) => ({ review: params.id }), done: back },
  },
});

function ReviewDesk({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const { plan, review, resolutions, manages } = data;
  const isPlanned = review.state === 'planned';
  const canWrite = manages && review.state === 'held';
  const path = reviewDeskPath(review);
  return (
    <DeskDocument
      title={reviewTitle(page, review)}
      tabs={data.tabs}
      crumbs={planCrumbs(page, plan)}
      row={
        <>
          <ReviewTag review={review} />
          <ButtonLink kind="quiet" size="small" path={`${followUpPath(review.plan)}/reviews/${review.id}`}>
            {t('reviews.desk.public-page')}
          </ButtonLink>
        </>
      }
    >
      <ErrorSummary state={form} />
      {review.state !== 'cancelled' && <Progress review={review} />}
      <Chapter id="meeting" title={t('reviews.review.meeting')}>
        <Summary
          rows={[
            { label: t('reviews.review.on'), value: <DateText date={review.on} /> },
            { label: t('reviews.review.place'), value: <Multilingual text={review.place} /> },
            { label: t('reviews.review.chair'), value: t(`reviews.review.chairs.${review.chair}`) },
            review.matrixHash !== null && {
              label: t('reviews.review.matrix-hash'),
              value: <Code>{review.matrixHash.slice(0, 16)}…</Code>,
            },
          ]}
        />
        {isPlanned && manages && (
          <>
            <Details summary={t('reviews.review.change')} open={form.faults.length > 0}>
              <Form state={form} label={ts('reviews.review.change')}>
                <Hidden name="do" value="update" />
                <ReviewFields review={review} />
                <Button>{t('reviews.form.save')}</Button>
              </Form>
            </Details>
            <Details summary={t('reviews.review.cancel')}>
              <p class="measure">{t('reviews.review.cancel-text')}</p>
              <Form enhance={false} label={ts('reviews.review.cancel')}>
                <Hidden name="do" value="cancel" />
                <Button kind="alert">{t('reviews.review.cancel')}</Button>
              </Form>
            </Details>
          </>
        )}
      </Chapter>
      <Chapter id="agenda" title={t('reviews.agenda.title')} intro={t('reviews.agenda.intro')}>
        {review.agenda.length === 0 ? <Empty title={t('reviews.agenda.none')} /> : <Agenda items={review.agenda} />}
        {manages && (isPlanned || canWrite) && (
          <p>
            <ButtonLink kind="quiet" path={`${path}/agenda`}>
              {t('reviews.agenda.edit')}
            </ButtonLink>
          </p>
        )}
      </Chapter>
      {isPlanned && manages && <HoldChapter review={review} />}
      {review.state !== 'planned' && review.state !== 'cancelled' && (
        <>
          <Chapter id="attendance" title={t('reviews.attendance.title')}>
            <p>
              {t('reviews.attendance.count', {
                members: review.attendance.members.filter((one) => one.present).length,
                invited: review.attendance.members.length,
                offices: review.attendance.offices.length,
                others: review.attendance.others.length,
              })}
            </p>
            {canWrite && (
              <p>
                <ButtonLink kind="quiet" path={`${path}/attendance`}>
                  {t('reviews.attendance.edit')}
                </ButtonLink>
              </p>
            )}
          </Chapter>
          <Chapter id="resolutions" title={t('reviews.resolution.title')}>
            {resolutions.length === 0 ? (
              <Empty title={t('reviews.resolution.none')} />
            ) : (
              <ResolutionItems resolutions={resolutions} desk />
            )}
            {canWrite && (
              <p>
                <ButtonLink kind="quiet" path={`${path}/resolutions/new`}>
                  {t('reviews.resolution.new')}
                </ButtonLink>
              </p>
            )}
          </Chapter>
          <Chapter id="minutes" title={t('reviews.minutes.title')}>
            {review.minutes === null ? <Empty title={t('reviews.minutes.none')} /> : <Prose text={review.minutes} />}
            {canWrite && (
              <p>
                <ButtonLink kind="quiet" path={`${path}/minutes`}>
                  {t('reviews.minutes.write')}
                </ButtonLink>
              </p>
            )}
            {review.state === 'held' && data.publishes && review.minutes !== null && <PublishForm />}
          </Chapter>
        </>
      )}
    </DeskDocument>
  );
}

function Progress({ review }: { review: Review }) {
  const { t } = usePage();
  const order = ['planned', 'held', 'published'] as const;
  const now = order.indexOf(review.state as (typeof order)[number]);
  return (
    <Steps
      steps={order.map((state, index) => ({
        state: index < now || review.state === 'published' ? 'done' : index === now ? 'now' : 'next',
        label: t(`reviews.review.states.${state}`),
      }))}
    />
  );
}

/** Freezing the matrix is the one thing that cannot be undone: it says so, and cannot be done before the day. */
function HoldChapter({ review }: { review: Review }) {
  const { t, ts, today } = usePage();
  return (
    <Chapter id="hold" title={t('reviews.review.hold-title')}>
      <p class="measure">{t('reviews.review.hold-text')}</p>
      {review.on <= today ? (
        <Form enhance={false} label={ts('reviews.review.hold')}>
          <Hidden name="do" value="hold" />
          <Button>{t('reviews.review.hold')}</Button>
        </Form>
      ) : (
        <p class="soft">{t('reviews.review.hold-later', { date: <DateText date={review.on} /> })}</p>
      )}
    </Chapter>
  );
}

function PublishForm() {
  const { t, ts } = usePage();
  return (
    <>
      <p class="measure">{t('reviews.minutes.publish-text')}</p>
      <Form enhance={false} label={ts('reviews.minutes.publish')}>
        <Hidden name="do" value="publish" />
        <Button>{t('reviews.minutes.publish')}</Button>
      </Form>
    </>
  );
}
