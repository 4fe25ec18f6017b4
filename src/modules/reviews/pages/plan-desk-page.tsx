import { DeskDocument } from '#core/institutions/index.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { manageFollowUp, seeFollowUp } from '../access.ts';
import { type FollowUpBody, isInForce, type Member } from '../follow-up-body.ts';
import { bodiesOf, membersOf } from '../queries/bodies.ts';
import { type DeskPlan, deskPlan, planDeskPath } from './desk-plan.ts';
import { followUpPath } from './public-plan.ts';

type Data = DeskPlan & { bodies: FollowUpBody[]; members: Member[]; manages: boolean };

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
    return { ...about, bodies, members, manages: manageFollowUp.allows(page.actor, about, page) };
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
      <BodiesChapter {...data} />
    </DeskDocument>
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
