import { DeskDocument, dateOf, type Official, one, withDone } from '#core/institutions/index.ts';
import type { Territory } from '#core/territory/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageFollowUp } from '../access.ts';
import { endMandate } from '../actions/end-mandate.ts';
import { updateMember } from '../actions/update-member.ts';
import { END_REASONS, type FollowUpBody } from '../follow-up-body.ts';
import { bodyById, type MemberOfPlan, memberById } from '../queries/bodies.ts';
import { type DeskPlan, deskPlan, planCrumbs } from './desk-plan.ts';
import { MemberFields } from './member-fields.tsx';
import { memberChoices, memberValues } from './member-loading.ts';
import { MandateDates } from './member-words.tsx';

type Data = DeskPlan & { body: FollowUpBody; member: MemberOfPlan; provinces: Territory[]; officials: Official[] };

/** One mandate: corrected, or ended. */
export const memberPage = definePage<unknown, Data>({
  name: 'reviews.member-page',
  path: '/desk/follow-up/members/:id',
  on: 'tenant',
  access: manageFollowUp,
  async load(request) {
    const { db, page, params } = request;
    const member = isId(params.id ?? '') ? await memberById(db, params.id ?? '', page.tenant) : undefined;
    const body = member && (await bodyById(db, member.bodyId, page.tenant));
    if (!member || !body) throw new NotFound();
    const plan = await deskPlan(request, body.plan);
    return { ...plan, body, member, ...(await memberChoices(db, { ...plan, today: page.today })) };
  },
  view: ({ data, form }) => <OneMember data={data} form={form} />,
  submits: {
    update: {
      action: updateMember,
      input: (values, { params }) => ({ member: params.id, ...memberValues(values) }),
      done: (_result, { params }) => withDone(`/desk/follow-up/members/${params.id}`),
    },
    end: {
      action: endMandate,
      input: (values, { params }) => ({
        member: params.id,
        on: dateOf(values, 'on'),
        because: one(values, 'because'),
      }),
      done: (_result, { params }) => withDone(`/desk/follow-up/members/${params.id}`),
    },
  },
});

function OneMember({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, today } = page;
  const { member, body } = data;
  const isEnding = one(form.values, 'do') === 'end';
  return (
    <DeskDocument
      title={member.name}
      lead={
        <>
          {plain(body.name, page.lang)} · <MandateDates member={member} />
        </>
      }
      tabs={data.tabs}
      crumbs={[
        ...planCrumbs(page, data.plan),
        { label: plain(body.name, page.lang), path: `/desk/follow-up/bodies/${body.id}` },
      ]}
    >
      <ErrorSummary state={form} />
      <Form state={isEnding ? undefined : form} label={ts('reviews.members.change')}>
        <Hidden name="do" value="update" />
        <MemberFields member={member} provinces={data.provinces} officials={data.officials} />
        <Button>{t('reviews.form.save')}</Button>
      </Form>
      {(member.endsOn === null || member.endsOn >= today) && (
        <section class="mt-6 flow" aria-labelledby="end">
          <h2 id="end">{t('reviews.members.end')}</h2>
          <Form state={isEnding ? form : undefined} label={ts('reviews.members.end')}>
            <Hidden name="do" value="end" />
            <DateField name="on" label={t('reviews.members.last-day')} value={today} />
            <Radios
              name="because"
              label={t('reviews.members.because')}
              value="rotation"
              choices={END_REASONS.map((reason) => ({ value: reason, label: ts(`reviews.members.reasons.${reason}`) }))}
            />
            <Button kind="alert">{t('reviews.members.end')}</Button>
          </Form>
        </section>
      )}
    </DeskDocument>
  );
}
