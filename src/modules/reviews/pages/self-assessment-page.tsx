import { DeskDocument, one, textOf, withDone } from '#core/institutions/index.ts';
import { type CommitmentDetail, commitmentByReference } from '#modules/commitments/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { answerFollowUp } from '../access.ts';
import { publishSelfAssessment } from '../actions/publish-self-assessment.ts';
import type { SelfAssessment } from '../assessment.ts';
import { MOST } from '../input.ts';
import { selfAssessmentsOf } from '../queries/assessments.ts';
import { completionLevels } from '../vocabulary.ts';
import { type DeskPlan, deskPlan, planCrumbs, planDeskPath } from './desk-plan.ts';
import { LongTextFields } from './long-text-fields.tsx';

type Data = DeskPlan & { commitment: CommitmentDetail; last: SelfAssessment | undefined };

/** The body says how far it has come with a commitment. */
export const selfAssessmentPage = definePage<unknown, Data>({
  name: 'reviews.self-assessment-page',
  path: '/desk/follow-up/commitments/:reference/self-assessment',
  on: 'tenant',
  access: answerFollowUp,
  async load(request) {
    const { db, page, params } = request;
    const commitment = await commitmentByReference(db, params.reference ?? '', page.today);
    if (!commitment || commitment.goneAt !== null) throw new NotFound();
    const about = await deskPlan(request, commitment.plan.reference);
    const of = { institutionId: about.institutionId, reference: about.plan.reference };
    const [last] = await selfAssessmentsOf(db, of, commitment.reference);
    return { ...about, commitment, last };
  },
  view: ({ data, form }) => <EditSelfAssessment data={data} form={form} />,
  submit: {
    action: publishSelfAssessment,
    input: (values, { params }) => ({
      commitment: params.reference,
      completion: one(values, 'completion'),
      text: textOf(values, 'text'),
    }),
    done: async (_result, { db, page, params }) => {
      const commitment = await commitmentByReference(db, params.reference ?? '', page.today);
      return withDone(planDeskPath(commitment?.plan.reference ?? ''));
    },
  },
});

function EditSelfAssessment({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang } = page;
  return (
    <DeskDocument
      title={ts('reviews.self.title')}
      lead={`${data.commitment.reference} · ${plain(data.commitment.title, lang)}`}
      tabs={data.tabs}
      crumbs={planCrumbs(page, data.plan)}
    >
      <ErrorSummary state={form} />
      <p class="measure">{t('reviews.self.text')}</p>
      <Form state={form}>
        <Radios
          name="completion"
          label={t('reviews.facets.completion')}
          value={data.last?.completion}
          choices={completionLevels().map(({ id, label }) => ({ value: id, label: plain(label, lang) }))}
        />
        <LongTextFields
          name="text"
          label={ts('reviews.answer.reasons')}
          value={data.last?.text}
          rows={6}
          most={MOST.page}
        />
        <Button>{t('reviews.self.publish')}</Button>
      </Form>
    </DeskDocument>
  );
}
