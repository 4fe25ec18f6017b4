import { DeskDocument } from '#core/institutions/index.ts';
import type { CommitmentSummary } from '#modules/commitments/index.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { answerFollowUp, assessPlan, manageFollowUp, seeFollowUp } from '../access.ts';
import type { Assessment, Due } from '../assessment.ts';
import { type FollowUpBody, isInForce, type Member } from '../follow-up-body.ts';
import { assessmentsOf, commitmentsOf, dueOf } from '../queries/assessments.ts';
import { bodiesOf, membersOf } from '../queries/bodies.ts';
import { resolutionsOf } from '../queries/resolutions.ts';
import { reviewsOf } from '../queries/reviews.ts';
import { isOpen, type Resolution } from '../resolution.ts';
import type { Review } from '../review.ts';
import { AssessmentsDeskChapter } from './assessments-desk-chapter.tsx';
import { type DeskPlan, deskPlan, planDeskPath } from './desk-plan.ts';
import { reviewDeskPath, reviewTitle } from './desk-review.ts';
import { followUpPath } from './public-plan.ts';
import { ResolutionItems } from './resolution-items.tsx';
import { ReviewTag } from './review-words.tsx';

type Data = DeskPlan & {
  bodies: FollowUpBody[];
  members: Member[];
  reviews: Review[];
  /** Those for which something is still to be done. */
  open: Resolution[];
  assessments: Assessment[];
  due: Due[];
  commitments: CommitmentSummary[];
  assesses: boolean;
  answers: boolean;
  manages: boolean;
};

/** The follow-up of one plan on the desk. */
export const planDeskPage = definePage<unknown, Data>({
  name: 'reviews.plan-desk-page',
  path: '/desk/follow-up/plans/:plan',
  on: 'tenant',
  access: seeFollowUp,
  async load(request) {
    const { db, page, params } = request;
    const about = await deskPlan(request, params.plan);
    const { institutionId, plan } = about;
    const bodies = await bodiesOf(db, { institutionId, reference: plan.reference });
    const members = await membersOf(
      db,
      institutionId,
      bodies.map((body) => body.id),
    );
    const of = { institutionId, reference: plan.reference };
    const [reviews, resolutions, assessments, due, commitments] = await Promise.all([
      reviewsOf(db, of),
      resolutionsOf(db, of),
      assessmentsOf(db, of),
      dueOf(db, plan, page.today),
      commitmentsOf(db, plan.reference, page.today),
    ]);
    const manages = manageFollowUp.allows(page.actor, about, page);
    return {
      ...about,
      bodies,
      members,
      reviews,
      open: resolutions.filter(isOpen),
      assessments,
      due,
      commitments,
      manages,
      assesses: assessPlan.allows(page.actor, about, page),
      answers: answerFollowUp.allows(page.actor, about, page),
    };
  },
  view: ({ data }) => <PlanDesk {...data} />,
});

function PlanDesk(data: Data) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { plan } = data;
  return (
    <DeskDocument
      title={plain(plan.title, lang)}
      tabs={data.tabs}
      crumbs={[{ label: ts('reviews.desk.title'), path: '/desk/follow-up' }]}
      row={
        <ButtonLink kind="quiet" path={followUpPath(plan.reference)}>
          {t('reviews.desk.public-page')}
        </ButtonLink>
      }
    >
      <ReviewsChapter {...data} />
      <ResolutionsChapter {...data} />
      <AssessmentsDeskChapter {...data} />
      <BodiesChapter {...data} />
    </DeskDocument>
  );
}

function ReviewsChapter({ plan, reviews, manages }: Data) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <Chapter id="reviews" title={t('reviews.review.all')} intro={t('reviews.review.all-intro')}>
      {reviews.length === 0 && <Empty title={t('reviews.review.none')} />}
      <Items>
        {reviews.map((review) => (
          <Item
            title={reviewTitle(page, review)}
            path={reviewDeskPath(review)}
            facts={[
              { label: ts('reviews.review.state'), hideLabel: true, value: <ReviewTag review={review} /> },
              {
                label: ts('reviews.review.chair'),
                hideLabel: true,
                value: t(`reviews.review.chairs.${review.chair}`),
              },
            ]}
          />
        ))}
      </Items>
      {manages && (
        <p>
          <ButtonLink path={`${planDeskPath(plan.reference)}/reviews/new`}>{t('reviews.review.new')}</ButtonLink>
        </p>
      )}
    </Chapter>
  );
}

function ResolutionsChapter({ plan, open }: Data) {
  const { t } = usePage();
  return (
    <Chapter id="resolutions" title={t('reviews.resolution.open')} intro={t('reviews.resolution.open-intro')}>
      {open.length === 0 ? (
        <Empty title={t('reviews.resolution.none-open')} />
      ) : (
        <ResolutionItems resolutions={open} desk />
      )}
      <p>
        <ButtonLink kind="quiet" path={`${planDeskPath(plan.reference)}/matrix`}>
          {t('reviews.matrix.to')}
        </ButtonLink>
      </p>
    </Chapter>
  );
}

function BodiesChapter({ plan, bodies, members, manages }: Data) {
  const { t, ts, today } = usePage();
  return (
    <Chapter id="bodies" title={t('reviews.committees.title')} intro={t('reviews.desk.bodies-intro')}>
      {bodies.length === 0 && <Empty title={t('reviews.committees.none')} />}
      <Items>
        {bodies.map((body) => (
          <Item
            title={{ text: body.name }}
            path={`/desk/follow-up/bodies/${body.id}`}
            tags={body.closedOn === null ? [] : [{ tone: 'plain', label: t('reviews.bodies.closed') }]}
            facts={[
              {
                label: ts('reviews.bodies.kind'),
                hideLabel: true,
                value: t(`reviews.bodies.kinds.${body.kind}`),
              },
              {
                label: ts('reviews.members.title'),
                hideLabel: true,
                value: t('reviews.members.in-force', {
                  n: members.filter((each) => each.bodyId === body.id && isInForce(each, today)).length,
                }),
              },
            ]}
          />
        ))}
      </Items>
      {manages && (
        <p>
          <ButtonLink kind="quiet" path={`${planDeskPath(plan.reference)}/bodies/new`}>
            {t('reviews.bodies.new')}
          </ButtonLink>
        </p>
      )}
    </Chapter>
  );
}
