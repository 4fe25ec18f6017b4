import { DeskDocument, textOf, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { answerFollowUp } from '../access.ts';
import { replyToAssessment } from '../actions/reply-to-assessment.ts';
import { MOST } from '../input.ts';
import { assessmentTitle, type DeskAssessment, deskAssessment } from './desk-assessment.ts';
import { planCrumbs, planDeskPath } from './desk-plan.ts';
import { LongTextFields } from './long-text-fields.tsx';

/** The right of reply of the assessed body. */
export const replyPage = definePage<unknown, DeskAssessment>({
  name: 'reviews.reply-page',
  path: '/desk/follow-up/assessments/:id/reply',
  on: 'tenant',
  access: answerFollowUp,
  async load(request) {
    const about = await deskAssessment(request);
    if (about.assessment.version === 0) throw new NotFound();
    return about;
  },
  view: ({ data, form }) => <Reply data={data} form={form} />,
  submit: {
    action: replyToAssessment,
    input: (values, { params }) => ({ assessment: params.id, text: textOf(values, 'text') }),
    done: async (_result, request) => withDone(planDeskPath((await deskAssessment(request)).assessment.plan)),
  },
});

function Reply({ data, form }: { data: DeskAssessment; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <DeskDocument
      title={ts('reviews.assessment.reply')}
      lead={
        <>
          {assessmentTitle(page, data.assessment)}. {t('reviews.assessment.reply-lead')}
        </>
      }
      tabs={data.tabs}
      crumbs={planCrumbs(page, data.plan)}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <LongTextFields name="text" label={ts('reviews.assessment.reply')} rows={8} most={MOST.page} />
        <Button>{t('reviews.assessment.reply-publish')}</Button>
      </Form>
    </DeskDocument>
  );
}
