import { type PlanDetail, planByReference, statusLabel, tagsOf, timelinessLabel } from '#modules/commitments/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText, DateTimeText, Multilingual, Percent, Prose } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import { definePage, type PageRequest } from '#platform/page.ts';
import { readFollowUp } from '../access.ts';
import type { FollowUpBody, Member } from '../follow-up-body.ts';
import { followUpTag } from '../plan.ts';
import { bodiesOf, membersOf } from '../queries/bodies.ts';
import { resolutionsOf } from '../queries/resolutions.ts';
import { frozenRowsOf, reviewById, reviewsOf } from '../queries/reviews.ts';
import type { Resolution } from '../resolution.ts';
import type { FrozenRow, Review } from '../review.ts';
import { reviewTitle } from './desk-review.ts';
import { MemberName } from './member-words.tsx';
import { followUpPath, publicPlanCrumbs } from './public-plan.ts';
import { ResolutionItems } from './resolution-items.tsx';
import { Agenda, Hash, ReviewTag } from './review-words.tsx';

/** Everything that is public of one review. Before its minutes are published: when, where, and what it is about. */
export type PublicReview = {
  plan: PlanDetail;
  review: Review;
  resolutions: Resolution[];
  /** Decisions and recommendations of the review before this one, and what became of them. */
  earlier: Resolution[];
  rows: FrozenRow[];
  bodies: FollowUpBody[];
  members: Member[];
};

/** Reads the review that an address names; there is none when it belongs to another plan or site. */
export async function publicReview({ db, page, params }: PageRequest): Promise<PublicReview> {
  const plan = await planByReference(db, params.plan ?? '', page.today, page.tenant?.id);
  if (!plan || !isId(params.id ?? '')) throw new NotFound();
  const review = await reviewById(db, params.id ?? '', { id: plan.institution.id });
  if (!review || review.plan !== plan.reference) throw new NotFound();
  const of = { institutionId: plan.institution.id, reference: plan.reference };
  if (review.state !== 'published')
    return { plan, review, resolutions: [], earlier: [], rows: [], bodies: [], members: [] };
  const [all, reviews, rows, bodies] = await Promise.all([
    resolutionsOf(db, of),
    reviewsOf(db, of),
    frozenRowsOf(db, review),
    bodiesOf(db, of),
  ]);
  const before = reviews.find((one) => one.state === 'published' && one.on < review.on);
  const members = await membersOf(
    db,
    of.institutionId,
    bodies.map((body) => body.id),
  );
  const ofReview = (id: string) => all.filter((one) => one.reviewId === id).reverse();
  return {
    plan,
    review,
    resolutions: ofReview(review.id),
    earlier: before ? ofReview(before.id) : [],
    rows,
    bodies,
    members,
  };
}

/** One quarterly review: agenda, attendance, decisions and recommendations, minutes, and the matrix as it was presented. */
export const reviewPage = definePage<unknown, PublicReview>({
  name: 'reviews.review-page',
  path: '/action-plans/:plan/follow-up/reviews/:id',
  on: 'both',
  access: readFollowUp,
  load: publicReview,
  cache: ({ plan }) => [followUpTag(plan.reference), `plan:${plan.reference}`],
  view: ({ data }) => <OneReview {...data} />,
});

function OneReview(data: PublicReview) {
  const page = usePage();
  const { t, lang } = page;
  const { plan, review } = data;
  const title = reviewTitle(page, review);
  const path = `${followUpPath(plan.reference)}/reviews/${review.id}`;
  return (
    <Document
      title={`${title} · ${plain(plan.title, lang)}`}
      crumbs={publicPlanCrumbs(page, plan, true)}
      crumb={title}
      canonical={path}
    >
      <PageHead
        kicker={<Multilingual text={plan.title} />}
        title={title}
        row={
          <>
            <ReviewTag review={review} />
            {review.state === 'published' && (
              <ButtonLink kind="quiet" size="small" path={`${path}/minutes.pdf`}>
                {t('reviews.minutes.pdf')}
              </ButtonLink>
            )}
          </>
        }
      />
      {review.state === 'held' && (
        <Banner>
          <p>{t('reviews.minutes.soon')}</p>
        </Banner>
      )}
      <Chapter id="meeting" title={t('reviews.review.meeting')}>
        <Summary
          rows={[
            { label: t('reviews.review.on'), value: <DateText date={review.on} /> },
            { label: t('reviews.review.place'), value: <Multilingual text={review.place} /> },
            { label: t('reviews.review.chair'), value: t(`reviews.review.chairs.${review.chair}`) },
          ]}
        />
      </Chapter>
      <Chapter id="agenda" title={t('reviews.agenda.title')}>
        {review.agenda.length === 0 ? <Empty title={t('reviews.agenda.none')} /> : <Agenda items={review.agenda} />}
      </Chapter>
      {review.state === 'published' && <Published {...data} />}
    </Document>
  );
}

function Published({ review, resolutions, earlier, rows, bodies, members }: PublicReview) {
  const { t } = usePage();
  return (
    <>
      {earlier.length > 0 && (
        <Chapter id="earlier" title={t('reviews.review.earlier')} intro={t('reviews.review.earlier-intro')}>
          <ResolutionItems resolutions={earlier} />
        </Chapter>
      )}
      <Chapter id="resolutions" title={t('reviews.resolution.title')}>
        {resolutions.length === 0 ? (
          <Empty title={t('reviews.resolution.none')} />
        ) : (
          <ResolutionItems resolutions={resolutions} />
        )}
      </Chapter>
      <Chapter id="minutes" title={t('reviews.minutes.title')}>
        <Prose text={review.minutes} />
      </Chapter>
      <Chapter id="attendance" title={t('reviews.attendance.title')}>
        <AttendanceLists review={review} bodies={bodies} members={members} />
      </Chapter>
      <Chapter id="matrix" title={t('reviews.matrix.frozen')} intro={t('reviews.matrix.frozen-intro')}>
        <Details summary={t('reviews.matrix.rows', { n: rows.length })}>
          <FrozenMatrix rows={rows} />
        </Details>
        <Summary
          rows={[
            review.heldAt && { label: t('reviews.matrix.frozen-at'), value: <DateTimeText instant={review.heldAt} /> },
            review.matrixHash !== null && {
              label: t('reviews.review.matrix-hash'),
              value: <Hash value={review.matrixHash} />,
            },
            review.publishedAt && {
              label: t('reviews.minutes.published-at'),
              value: <DateTimeText instant={review.publishedAt} />,
            },
            review.minutesHash !== null && {
              label: t('reviews.minutes.hash'),
              value: <Hash value={review.minutesHash} />,
            },
          ].map((row) => row || null)}
        />
      </Chapter>
    </>
  );
}

function AttendanceLists({ review, bodies, members }: Pick<PublicReview, 'review' | 'bodies' | 'members'>) {
  const { t } = usePage();
  const { attendance } = review;
  const known = new Map(members.map((member) => [member.id, member]));
  const list = (present: boolean) =>
    attendance.members.flatMap((one) => (one.present === present ? (known.get(one.id) ?? []) : []));
  const bodyOf = (member: Member) => bodies.find((body) => body.id === member.bodyId);
  const names = (some: readonly Member[]) => (
    <ul>
      {some.map((member) => (
        <li>
          <MemberName member={member} open={false} /> · <bdi>{member.organisation}</bdi> ·{' '}
          <Multilingual text={bodyOf(member)?.name} />
        </li>
      ))}
    </ul>
  );
  const words = (some: readonly string[]) => (
    <ul>
      {some.map((name) => (
        <li>
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
  const parts = [
    { title: t('reviews.attendance.present'), some: list(true).length > 0 && names(list(true)) },
    { title: t('reviews.attendance.absent'), some: list(false).length > 0 && names(list(false)) },
    { title: t('reviews.attendance.offices'), some: attendance.offices.length > 0 && words(attendance.offices) },
    { title: t('reviews.attendance.others'), some: attendance.others.length > 0 && words(attendance.others) },
  ].filter((part) => part.some);
  if (parts.length === 0) return <Empty title={t('reviews.attendance.none')} />;
  return (
    <>
      {parts.map((part) => (
        <>
          <h3>{part.title}</h3>
          {part.some}
        </>
      ))}
    </>
  );
}

function FrozenMatrix({ rows }: { rows: readonly FrozenRow[] }) {
  const page = usePage();
  const { t, ts } = page;
  const columns: Column<FrozenRow>[] = [
    {
      key: 'row',
      label: ts('reviews.matrix.row'),
      head: true,
      wide: true,
      cell: (row) => (
        <>
          <Code>{row.milestone}</Code> <Multilingual text={row.title} />
        </>
      ),
    },
    {
      key: 'end',
      label: ts('reviews.matrix.end'),
      cell: (row) => row.end && <DateText date={row.end} precision={row.precision ?? 'day'} />,
    },
    {
      key: 'status',
      label: ts('reviews.matrix.status'),
      cell: (row) => (
        <>
          {tagsOf(page, row).map((tag) => (
            <StatusTag {...tag} />
          ))}
          {row.percent !== null && (
            <>
              {' '}
              <Percent share={row.percent / 100} />
            </>
          )}
          {[row.done, row.obstacles, row.nextStep, row.statusNote].map((text) => (
            <Multilingual as="p" text={text} />
          ))}
        </>
      ),
    },
  ];
  return <Table caption={t('reviews.matrix.frozen')} hideCaption columns={columns} rows={rows} />;
}

/** The status of a frozen row in words, for documents without colours. */
export function frozenStatus(page: Parameters<typeof statusLabel>[0], row: FrozenRow): string {
  const status = statusLabel(page, row.status);
  return row.timeliness === 'late' ? `${timelinessLabel(page, 'late')} · ${status}` : status;
}
