import { DeskDocument, dateOf, type Official, one, withDone } from '#core/institutions/index.ts';
import type { Territory } from '#core/territory/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { DateField } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageFollowUp } from '../access.ts';
import { addMember } from '../actions/add-member.ts';
import { END_REASONS, type FollowUpBody, isInForce, type Member } from '../follow-up-body.ts';
import { bodyById, membersOf } from '../queries/bodies.ts';
import { type DeskPlan, deskPlan, planCrumbs } from './desk-plan.ts';
import { MemberFields } from './member-fields.tsx';
import { memberChoices, memberValues } from './member-loading.ts';

type Data = DeskPlan & { body: FollowUpBody; members: Member[]; provinces: Territory[]; officials: Official[] };

/** Gives somebody a mandate, in the place of another member where it is a rotation. */
export const newMemberPage = definePage<unknown, Data>({
  name: 'reviews.new-member-page',
  path: '/desk/follow-up/bodies/:id/members/new',
  on: 'tenant',
  access: manageFollowUp,
  async load(request) {
    const { db, page, params } = request;
    const body = isId(params.id ?? '') ? await bodyById(db, params.id ?? '', page.tenant) : undefined;
    if (!body || body.closedOn !== null) throw new NotFound();
    const plan = await deskPlan(request, body.plan);
    const [members, choices] = await Promise.all([
      membersOf(db, body.institutionId, [body.id]),
      memberChoices(db, { ...plan, today: page.today }),
    ]);
    return { ...plan, body, members: members.filter((one) => isInForce(one, page.today)), ...choices };
  },
  view: ({ data, form }) => <NewMember data={data} form={form} />,
  submit: {
    action: addMember,
    input: (values, { params }) => ({
      body: params.id,
      ...memberValues(values),
      startsOn: dateOf(values, 'startsOn'),
      endsOn: dateOf(values, 'endsOn'),
      replaces: one(values, 'replaces'),
      replacedBecause: one(values, 'replacedBecause'),
    }),
    done: (_result, { params }) => withDone(`/desk/follow-up/bodies/${params.id}`),
  },
});

function NewMember({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, today } = page;
  const { body, members } = data;
  return (
    <DeskDocument
      title={ts('reviews.members.new')}
      lead={plain(body.name, page.lang)}
      tabs={data.tabs}
      crumbs={[
        ...planCrumbs(page, data.plan),
        { label: plain(body.name, page.lang), path: `/desk/follow-up/bodies/${body.id}` },
      ]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <MemberFields provinces={data.provinces} officials={data.officials} />
        <DateField name="startsOn" label={t('reviews.members.starts-on')} value={today} />
        <DateField name="endsOn" label={t('reviews.members.ends-on')} optional />
        {members.length > 0 && (
          <>
            <Select
              name="replaces"
              label={t('reviews.members.replaces')}
              hint={t('reviews.members.replaces-hint')}
              empty={ts('reviews.members.replaces-nobody')}
              choices={members.map((each) => ({ value: each.id, label: `${each.name} · ${each.organisation}` }))}
              optional
            />
            <Select
              name="replacedBecause"
              label={t('reviews.members.because')}
              value="rotation"
              choices={END_REASONS.map((reason) => ({ value: reason, label: ts(`reviews.members.reasons.${reason}`) }))}
            />
          </>
        )}
        <Button>{t('reviews.members.add')}</Button>
      </Form>
    </DeskDocument>
  );
}
