import { type Territory, territoriesByCode } from '#core/territory/index.ts';
import { type PlanDetail, planByReference } from '#modules/commitments/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Code, DateText, Multilingual, Prose } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readFollowUp } from '../access.ts';
import { balanceOf, type FollowUpBody, isInForce, type Member } from '../follow-up-body.ts';
import { followUpTag } from '../plan.ts';
import { bodiesOf, membersOf } from '../queries/bodies.ts';
import { BalanceFigures } from './balance-figures.tsx';
import { DataLinks } from './data-links.tsx';
import { MemberTable } from './member-table.tsx';
import { publicPlanCrumbs } from './public-plan.ts';

type Data = { plan: PlanDetail; bodies: FollowUpBody[]; members: Member[]; provinces: Map<string, Territory> };

/** The committees that follow up a plan: who sits in them, how balanced they are, who sat in them before. */
export const committeesPage = definePage<unknown, Data>({
  name: 'reviews.committees-page',
  path: '/action-plans/:plan/committees',
  on: 'both',
  access: readFollowUp,
  async load({ db, page, params }) {
    const plan = await planByReference(db, params.plan ?? '', page.today, page.tenant?.id);
    if (!plan) throw new NotFound();
    const institutionId = plan.institution.id;
    const bodies = await bodiesOf(db, { institutionId, reference: plan.reference });
    const members = await membersOf(
      db,
      institutionId,
      bodies.map((body) => body.id),
    );
    const provinces = await territoriesByCode(db, [...new Set(members.flatMap((member) => member.province ?? []))]);
    return { plan, bodies, members, provinces };
  },
  cache: ({ plan }) => [followUpTag(plan.reference), `plan:${plan.reference}`],
  view: ({ data }) => <Committees {...data} />,
});

function Committees({ plan, bodies, members, provinces }: Data) {
  const page = usePage();
  const { t, ts, lang } = page;
  return (
    <Document
      title={`${ts('reviews.committees.title')} · ${plain(plan.title, lang)}`}
      crumbs={publicPlanCrumbs(page, plan, true)}
      crumb={ts('reviews.committees.title')}
      canonical={`/action-plans/${plan.reference}/committees`}
    >
      <PageHead
        kicker={<Multilingual text={plan.title} />}
        title={ts('reviews.committees.title')}
        lead={t('reviews.committees.lead')}
      />
      {bodies.length === 0 && (
        <Empty title={t('reviews.committees.none')}>
          <p>{t('reviews.committees.none-text')}</p>
        </Empty>
      )}
      {bodies.map((body) => (
        <OneBody body={body} members={members.filter((each) => each.bodyId === body.id)} provinces={provinces} />
      ))}
      {bodies.length > 0 && (
        <Chapter id="data" title={t('reviews.public.data')}>
          <p class="measure">{t('reviews.committees.consent')}</p>
          <p class="small">
            <DataLinks path="/mandates" plan={plan.reference} />
          </p>
        </Chapter>
      )}
    </Document>
  );
}

function OneBody({
  body,
  members,
  provinces,
}: {
  body: FollowUpBody;
  members: Member[];
  provinces: Data['provinces'];
}) {
  const { t, ts, today } = usePage();
  const now = members.filter((member) => isInForce(member, today));
  const past = members.filter((member) => member.endsOn !== null && member.endsOn < today).reverse();
  return (
    <Chapter
      id={`body-${body.id}`}
      title={<Multilingual text={body.name} />}
      intro={t(`reviews.bodies.kinds.${body.kind}`)}
    >
      <Summary
        rows={[
          { label: t('reviews.bodies.mandate'), value: <Prose text={body.mandate} /> },
          (body.decisionNumber !== null || body.decidedOn !== null) && {
            label: t('reviews.bodies.decision'),
            value: (
              <>
                {body.decisionNumber && <Code>{body.decisionNumber}</Code>}
                {body.decisionNumber && body.decidedOn && ' · '}
                {body.decidedOn && <DateText date={body.decidedOn} />}
              </>
            ),
          },
          body.closedOn !== null && { label: t('reviews.bodies.closed-on'), value: <DateText date={body.closedOn} /> },
        ]}
      />
      {body.closedOn === null &&
        (now.length === 0 ? (
          <Empty title={t('reviews.members.none')} />
        ) : (
          <>
            <h3>{t('reviews.members.in-force', { n: now.length })}</h3>
            <MemberTable caption={ts('reviews.members.title')} members={now} provinces={provinces} />
            <BalanceFigures balance={balanceOf(now)} provinces={provinces} kind={body.kind} />
          </>
        ))}
      {past.length > 0 && (
        <Details summary={t('reviews.members.history', { n: past.length })}>
          <MemberTable caption={ts('reviews.members.past')} members={past} provinces={provinces} past />
        </Details>
      )}
    </Chapter>
  );
}
