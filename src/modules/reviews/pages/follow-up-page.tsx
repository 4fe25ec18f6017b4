import { type PlanDetail, planByReference } from '#modules/commitments/index.ts';
import { NotFound } from '#platform/errors.ts';
import { More } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { Timeline, type TimelineEntry } from '#platform/html/timeline.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readFollowUp } from '../access.ts';
import type { Due } from '../assessment.ts';
import { balanceOf, type FollowUpBody, isInForce, type Member } from '../follow-up-body.ts';
import { followUpTag } from '../plan.ts';
import { dueOf, type PublishedAssessment, publishedAssessmentsOf } from '../queries/assessments.ts';
import { bodiesOf, membersOf } from '../queries/bodies.ts';
import { resolutionsOf } from '../queries/resolutions.ts';
import { reviewsOf } from '../queries/reviews.ts';
import type { Resolution } from '../resolution.ts';
import type { Review } from '../review.ts';
import { AnswerFiguresView } from './answer-figures.tsx';
import { DataLinks } from './data-links.tsx';
import { assessmentTitle } from './desk-assessment.ts';
import { reviewTitle } from './desk-review.ts';
import { followUpPath, publicPlanCrumbs } from './public-plan.ts';
import { ResolutionItems } from './resolution-items.tsx';

type Data = {
  plan: PlanDetail;
  bodies: FollowUpBody[];
  members: Member[];
  reviews: Review[];
  resolutions: Resolution[];
  assessments: PublishedAssessment[];
  due: Due[];
};

const LATEST = 5;

/** How a plan is followed up, on one page: meetings and minutes, recommendations and answers, committees. */
export const followUpPage = definePage<unknown, Data>({
  name: 'reviews.follow-up-page',
  path: '/action-plans/:plan/follow-up',
  on: 'both',
  access: readFollowUp,
  async load({ db, page, params }) {
    const plan = await planByReference(db, params.plan ?? '', page.today, page.tenant?.id);
    if (!plan) throw new NotFound();
    const of = { institutionId: plan.institution.id, reference: plan.reference };
    const [bodies, reviews, resolutions, assessments, due] = await Promise.all([
      bodiesOf(db, of),
      reviewsOf(db, of),
      resolutionsOf(db, of),
      publishedAssessmentsOf(db, of),
      dueOf(db, plan, page.today),
    ]);
    const open = bodies.filter((body) => body.closedOn === null);
    const members = await membersOf(
      db,
      of.institutionId,
      open.map((body) => body.id),
    );
    return {
      plan,
      bodies: open,
      members: members.filter((member) => isInForce(member, page.today)),
      reviews,
      resolutions: resolutions.filter((one) => one.state === 'adopted'),
      assessments,
      // Where no independent body is recorded, others assess elsewhere: nothing is expected here.
      due: open.some((body) => body.kind === 'monitoring-body') ? due : [],
    };
  },
  cache: ({ plan }) => [followUpTag(plan.reference), `plan:${plan.reference}`],
  view: ({ data }) => <FollowUp {...data} />,
});

function FollowUp({ plan, bodies, members, reviews, resolutions, assessments, due }: Data) {
  const page = usePage();
  const { t, ts, lang, today } = page;
  const path = followUpPath(plan.reference);
  return (
    <Document
      title={`${ts('reviews.public.title')} · ${plain(plan.title, lang)}`}
      crumbs={publicPlanCrumbs(page, plan, false)}
      crumb={ts('reviews.public.title')}
      canonical={path}
    >
      <PageHead
        kicker={<Multilingual text={plan.title} />}
        title={ts('reviews.public.title')}
        lead={t('reviews.public.lead')}
      />
      <Chapter id="reviews" title={t('reviews.review.all')} intro={t('reviews.review.all-intro')}>
        {reviews.length === 0 ? (
          <Empty title={t('reviews.review.none')}>
            <p>{t('reviews.review.none-text')}</p>
          </Empty>
        ) : (
          <>
            <ReviewTimeline reviews={reviews} path={path} />
            <p class="small">
              <DataLinks path="/reviews" plan={plan.reference} />
            </p>
          </>
        )}
      </Chapter>
      <Chapter id="recommendations" title={t('reviews.resolution.title')} intro={t('reviews.resolution.lead')}>
        {resolutions.length === 0 ? (
          <Empty title={t('reviews.resolution.none')} />
        ) : (
          <>
            <AnswerFiguresView resolutions={resolutions} today={today} />
            <ResolutionItems resolutions={resolutions.slice(0, LATEST)} />
            <More path={`${path}/recommendations`}>{t('reviews.resolution.all', { n: resolutions.length })}</More>
          </>
        )}
      </Chapter>
      <AssessmentsChapter plan={plan} assessments={assessments} due={due} />
      <Chapter id="committees" title={t('reviews.committees.title')} intro={t('reviews.committees.lead')}>
        {bodies.length === 0 ? (
          <Empty title={t('reviews.committees.none')} />
        ) : (
          <Items>
            {bodies.map((body) => (
              <Committee body={body} members={members.filter((one) => one.bodyId === body.id)} plan={plan} />
            ))}
          </Items>
        )}
      </Chapter>
    </Document>
  );
}

function AssessmentsChapter({ plan, assessments, due }: Pick<Data, 'plan' | 'assessments' | 'due'>) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <Chapter id="assessments" title={t('reviews.assessment.all')} intro={t('reviews.assessment.all-intro')}>
      {assessments.length === 0 && <Empty title={t('reviews.assessment.none')} />}
      <Items>
        {assessments.map((one) => (
          <Item
            title={assessmentTitle(page, one)}
            path={`${followUpPath(plan.reference)}/assessments/${one.id}`}
            facts={[
              {
                label: ts('reviews.minutes.published-at'),
                value: one.versions[0] && <DateText date={one.versions[0].publishedOn} />,
              },
              {
                label: ts('reviews.assessment.version'),
                hideLabel: true,
                value: t('reviews.assessment.version-n', { n: one.version }),
              },
            ]}
          />
        ))}
      </Items>
      {due.length > 0 && (
        <>
          <h3>{t('reviews.assessment.expected')}</h3>
          <ul>
            {due.map((one) => (
              <li>
                {assessmentTitle(page, one)} ·{' '}
                {t(one.dueOn < page.today ? 'reviews.assessment.overdue' : 'reviews.assessment.due', {
                  date: <DateText date={one.dueOn} />,
                })}
              </li>
            ))}
          </ul>
          <p class="law">{t('reviews.assessment.law')}</p>
        </>
      )}
      {assessments.length > 0 && (
        <p class="small">
          <DataLinks path="/assessments" plan={plan.reference} />
        </p>
      )}
    </Chapter>
  );
}

function Committee({ body, members, plan }: { body: FollowUpBody; members: Member[]; plan: PlanDetail }) {
  const { t, ts, format } = usePage();
  const { sides } = balanceOf(members);
  return (
    <Item
      title={{ text: body.name }}
      path={`/action-plans/${plan.reference}/committees#body-${body.id}`}
      facts={[
        { label: ts('reviews.bodies.kind'), hideLabel: true, value: t(`reviews.bodies.kinds.${body.kind}`) },
        {
          label: ts('reviews.members.title'),
          hideLabel: true,
          value: t('reviews.members.in-force', { n: members.length }),
        },
        ...(body.kind === 'monitoring-body'
          ? []
          : [
              {
                label: ts('reviews.balance.sides'),
                value: t('reviews.balance.versus', {
                  a: format.number(sides.administration),
                  b: format.number(sides['civil-society']),
                }),
              },
            ]),
      ]}
    />
  );
}

/** Reviews as they follow one another: what was held, what comes next. */
function ReviewTimeline({ reviews, path }: { reviews: readonly Review[]; path: string }) {
  const page = usePage();
  const { t, href, today } = page;
  const entries = [...reviews].reverse().map((review): TimelineEntry => {
    const isNext = review.state === 'planned' && review.on >= today;
    return {
      state: isNext ? 'next' : review.state === 'held' ? 'now' : 'done',
      when: <DateText date={review.on} />,
      title: <a href={href(`${path}/reviews/${review.id}`)}>{reviewTitle(page, review)}</a>,
      children: (
        <p>
          {t(`reviews.review.states.${review.state}`)} · {t(`reviews.review.chairs.${review.chair}`)} ·{' '}
          <Multilingual text={review.place} />
        </p>
      ),
    };
  });
  return <Timeline entries={entries} />;
}
