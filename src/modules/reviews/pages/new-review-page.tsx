import { DeskDocument, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageFollowUp } from '../access.ts';
import { scheduleReview } from '../actions/schedule-review.ts';
import { type DeskPlan, deskPlan, planCrumbs } from './desk-plan.ts';
import { ReviewFields, reviewValues } from './review-fields.tsx';

/** Plans a quarterly review. */
export const newReviewPage = definePage<unknown, DeskPlan>({
  name: 'reviews.new-review-page',
  path: '/desk/follow-up/plans/:plan/reviews/new',
  on: 'tenant',
  access: manageFollowUp,
  load: (request) => deskPlan(request, request.params.plan),
  view: ({ data, form }) => <NewReview data={data} form={form} />,
  submit: {
    action: scheduleReview,
    input: (values, { params }) => ({ plan: params.plan, ...reviewValues(values) }),
    done: ({ id }: { id: string }) => withDone(`/desk/follow-up/reviews/${id}`),
  },
});

function NewReview({ data, form }: { data: DeskPlan; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <DeskDocument
      title={ts('reviews.review.new')}
      lead={t('reviews.review.new-lead')}
      tabs={data.tabs}
      crumbs={planCrumbs(page, data.plan)}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <ReviewFields />
        <Button>{t('reviews.review.schedule')}</Button>
      </Form>
    </DeskDocument>
  );
}
