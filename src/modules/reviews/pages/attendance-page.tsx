import { DeskDocument, many, one, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Checkboxes } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageFollowUp } from '../access.ts';
import { recordAttendance } from '../actions/record-attendance.ts';
import { type FollowUpBody, isInForce, type Member } from '../follow-up-body.ts';
import { bodiesOf, membersOf } from '../queries/bodies.ts';
import { type DeskReview, deskReview, reviewCrumbs, reviewDeskPath } from './desk-review.ts';

type Data = DeskReview & { bodies: FollowUpBody[]; members: Member[] };

/** Who came to a review: members by their mandate, offices and organisations by name. */
export const attendancePage = definePage<unknown, Data>({
  name: 'reviews.attendance-page',
  path: '/desk/follow-up/reviews/:id/attendance',
  on: 'tenant',
  access: manageFollowUp,
  async load(request) {
    const about = await deskReview(request);
    const { review, institutionId } = about;
    if (review.state !== 'planned' && review.state !== 'held') throw new NotFound();
    const bodies = await bodiesOf(request.db, { institutionId, reference: review.plan });
    const all = await membersOf(
      request.db,
      institutionId,
      bodies.map((body) => body.id),
    );
    return { ...about, bodies, members: all.filter((member) => isInForce(member, review.on)) };
  },
  view: ({ data, form }) => <EditAttendance data={data} form={form} />,
  submit: {
    action: recordAttendance,
    input: (values, { params }) => ({
      review: params.id,
      members: many(values, 'members').filter(Boolean),
      offices: lines(one(values, 'offices')),
      others: lines(one(values, 'others')),
    }),
    done: (_result, { params }) => withDone(reviewDeskPath({ id: params.id ?? '' })),
  },
});

function lines(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function EditAttendance({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const { attendance } = data.review;
  const nameOf = (member: Member) => {
    const body = data.bodies.find((one) => one.id === member.bodyId);
    return `${member.name} · ${member.organisation} · ${plain(body?.name, page.lang)}`;
  };
  return (
    <DeskDocument
      title={ts('reviews.attendance.edit')}
      lead={t('reviews.attendance.lead')}
      tabs={data.tabs}
      crumbs={reviewCrumbs(page, data)}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        {data.members.length > 0 && (
          <Checkboxes
            name="members"
            label={t('reviews.attendance.members')}
            hint={t('reviews.attendance.members-hint')}
            values={attendance.members.filter((one) => one.present).map((one) => one.id)}
            choices={data.members.map((member) => ({ value: member.id, label: nameOf(member) }))}
            optional
          />
        )}
        <TextArea
          name="offices"
          label={t('reviews.attendance.offices')}
          hint={t('reviews.attendance.offices-hint')}
          value={attendance.offices.join('\n')}
          maxlength={10_000}
          optional
        />
        <TextArea
          name="others"
          label={t('reviews.attendance.others')}
          hint={t('reviews.attendance.others-hint')}
          value={attendance.others.join('\n')}
          maxlength={10_000}
          optional
        />
        <Button>{t('reviews.form.save')}</Button>
      </Form>
    </DeskDocument>
  );
}
