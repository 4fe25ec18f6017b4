import { DeskDocument, withDone } from '#core/institutions/index.ts';
import { type Territory, territoriesByCode } from '#core/territory/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageFollowUp, seeFollowUp } from '../access.ts';
import { closeFollowUpBody } from '../actions/close-follow-up-body.ts';
import { updateFollowUpBody } from '../actions/update-follow-up-body.ts';
import { balanceOf, type FollowUpBody, isInForce, type Member } from '../follow-up-body.ts';
import { bodyById, membersOf } from '../queries/bodies.ts';
import { BalanceFigures } from './balance-figures.tsx';
import { BodyFields } from './body-fields.tsx';
import { type DeskPlan, deskPlan, planCrumbs, planDeskPath } from './desk-plan.ts';
import { MemberTable } from './member-table.tsx';
import { bodyValues } from './new-body-page.tsx';

type Data = DeskPlan & {
  body: FollowUpBody;
  members: Member[];
  provinces: Map<string, Territory>;
  manages: boolean;
};

/** One committee on the desk: who sits in it, how balanced it is, what the decision says. */
export const bodyDeskPage = definePage<unknown, Data>({
  name: 'reviews.body-desk-page',
  path: '/desk/follow-up/bodies/:id',
  on: 'tenant',
  access: seeFollowUp,
  async load(request) {
    const { db, page, params } = request;
    const body = isId(params.id ?? '') ? await bodyById(db, params.id ?? '', page.tenant) : undefined;
    if (!body) throw new NotFound();
    const members = await membersOf(db, body.institutionId, [body.id]);
    const [plan, provinces] = await Promise.all([
      deskPlan(request, body.plan),
      territoriesByCode(db, [...new Set(members.flatMap((member) => member.province ?? []))]),
    ]);
    const manages = body.closedOn === null && manageFollowUp.allows(page.actor, body, page);
    return { ...plan, body, members, provinces, manages };
  },
  view: ({ data, form }) => <BodyDesk data={data} form={form} />,
  submits: {
    update: {
      action: updateFollowUpBody,
      input: (values, { params }) => ({ body: params.id, ...bodyValues(values) }),
      done: (_result, { params }) => withDone(`/desk/follow-up/bodies/${params.id}`),
    },
    close: {
      action: closeFollowUpBody,
      input: (_values, { params }) => ({ body: params.id }),
      done: (_result, { params }) => withDone(`/desk/follow-up/bodies/${params.id}`),
    },
  },
});

function BodyDesk({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, today } = page;
  const { body, members, provinces, manages } = data;
  const now = members.filter((member) => isInForce(member, today));
  const coming = members.filter((member) => member.startsOn > today);
  const past = members.filter((member) => member.endsOn !== null && member.endsOn < today);
  return (
    <DeskDocument
      title={plain(body.name, page.lang)}
      lead={t(`reviews.bodies.kinds.${body.kind}`)}
      tabs={data.tabs}
      crumbs={planCrumbs(page, data.plan)}
      row={
        manages && (
          <>
            <ButtonLink path={`/desk/follow-up/bodies/${body.id}/members/new`}>{t('reviews.members.new')}</ButtonLink>
            <ButtonLink kind="quiet" path={planDeskPath(body.plan)}>
              {t('reviews.desk.to-plan')}
            </ButtonLink>
          </>
        )
      }
    >
      <ErrorSummary state={form} />
      <div class="flow">
        <h2>{t('reviews.members.in-force', { n: now.length })}</h2>
        {now.length === 0 ? (
          <Empty title={t('reviews.members.none')} />
        ) : (
          <>
            <MemberTable caption={ts('reviews.members.title')} members={now} provinces={provinces} desk />
            <BalanceFigures balance={balanceOf(now)} provinces={provinces} kind={body.kind} />
          </>
        )}
        {coming.length > 0 && (
          <>
            <h2>{t('reviews.members.coming')}</h2>
            <MemberTable caption={ts('reviews.members.coming')} members={coming} provinces={provinces} desk />
          </>
        )}
        {past.length > 0 && (
          <>
            <h2>{t('reviews.members.past')}</h2>
            <MemberTable caption={ts('reviews.members.past')} members={past} provinces={provinces} desk past />
          </>
        )}
        {manages && (
          <>
            <Details summary={t('reviews.bodies.change')} open={form.faults.length > 0}>
              <Form state={form} label={ts('reviews.bodies.change')}>
                <Hidden name="do" value="update" />
                <BodyFields body={body} />
                <Button>{t('reviews.form.save')}</Button>
              </Form>
            </Details>
            <Details summary={t('reviews.bodies.close')}>
              <p class="measure">{t('reviews.bodies.close-text')}</p>
              <Form enhance={false} label={ts('reviews.bodies.close')}>
                <Hidden name="do" value="close" />
                <Button kind="alert">{t('reviews.bodies.close')}</Button>
              </Form>
            </Details>
          </>
        )}
      </div>
    </DeskDocument>
  );
}
