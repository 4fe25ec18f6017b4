import { DeskDocument, textOf, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageFollowUp } from '../access.ts';
import { writeMinutes } from '../actions/write-minutes.ts';
import { MOST } from '../input.ts';
import { type DeskReview, deskReview, reviewCrumbs, reviewDeskPath } from './desk-review.ts';
import { LongTextFields } from './long-text-fields.tsx';

/** Where the minutes of a review are written. */
export const minutesPage = definePage<unknown, DeskReview>({
  name: 'reviews.minutes-page',
  path: '/desk/follow-up/reviews/:id/minutes',
  on: 'tenant',
  access: manageFollowUp,
  async load(request) {
    const about = await deskReview(request);
    if (about.review.state !== 'held') throw new NotFound();
    return about;
  },
  view: ({ data, form }) => <EditMinutes data={data} form={form} />,
  submit: {
    action: writeMinutes,
    input: (values, { params }) => ({ review: params.id, minutes: textOf(values, 'minutes') }),
    done: (_result, { params }) => withDone(reviewDeskPath({ id: params.id ?? '' })),
  },
});

function EditMinutes({ data, form }: { data: DeskReview; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <DeskDocument
      title={ts('reviews.minutes.write')}
      lead={t('reviews.minutes.lead')}
      tabs={data.tabs}
      crumbs={reviewCrumbs(page, data)}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <LongTextFields
          name="minutes"
          label={ts('reviews.minutes.title')}
          hint={ts('reviews.minutes.hint')}
          value={data.review.minutes}
          rows={18}
          most={MOST.minutes}
        />
        <Button>{t('reviews.form.save')}</Button>
      </Form>
    </DeskDocument>
  );
}
