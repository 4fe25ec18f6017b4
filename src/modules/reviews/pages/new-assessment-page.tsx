import { z } from 'zod';
import { DeskDocument, one, withDone } from '#core/institutions/index.ts';
import type { CommitmentSummary } from '#modules/commitments/index.ts';
import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { assessPlan } from '../access.ts';
import { openAssessment } from '../actions/open-assessment.ts';
import { ASSESSMENT_KINDS } from '../assessment.ts';
import { commitmentsOf } from '../queries/assessments.ts';
import { type DeskPlan, deskPlan, planCrumbs } from './desk-plan.ts';

const query = z.object({
  kind: z.enum(ASSESSMENT_KINDS).optional().catch(undefined),
  commitment: z.string().max(120).optional().catch(undefined),
});
type Query = z.infer<typeof query>;
type Data = DeskPlan & { commitments: CommitmentSummary[] };

/** Begins an independent assessment. */
export const newAssessmentPage = definePage<Query, Data>({
  name: 'reviews.new-assessment-page',
  path: '/desk/follow-up/plans/:plan/assessments/new',
  on: 'tenant',
  query,
  access: assessPlan,
  async load(request) {
    const about = await deskPlan(request, request.params.plan);
    return { ...about, commitments: await commitmentsOf(request.db, about.plan.reference, request.page.today) };
  },
  view: ({ data, form, query: asked }) => <NewAssessment data={data} form={form} query={asked} />,
  submit: {
    action: openAssessment,
    input: (values, { params }) => ({
      plan: params.plan,
      kind: one(values, 'kind'),
      commitment: one(values, 'commitment'),
    }),
    done: ({ id }: { id: string }) => withDone(`/desk/follow-up/assessments/${id}`),
  },
});

function NewAssessment({ data, form, query: asked }: { data: Data; form: FormState; query: Query }) {
  const page = usePage();
  const { t, ts, lang } = page;
  return (
    <DeskDocument
      title={ts('reviews.assessment.new')}
      lead={t('reviews.assessment.new-lead')}
      tabs={data.tabs}
      crumbs={planCrumbs(page, data.plan)}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <Radios
          name="kind"
          label={t('reviews.assessment.kind')}
          value={asked.kind}
          choices={ASSESSMENT_KINDS.map((kind) => ({
            value: kind,
            label: ts(`reviews.assessment.kinds.${kind}`),
            hint: ts(`reviews.assessment.when.${kind}`),
          }))}
        />
        <Select
          name="commitment"
          label={t('reviews.assessment.commitment')}
          hint={t('reviews.assessment.commitment-hint')}
          empty={ts('reviews.resolution.whole-plan')}
          value={asked.commitment}
          choices={data.commitments.map((each) => ({
            value: each.reference,
            label: `${each.reference} · ${plain(each.title, lang)}`,
          }))}
          optional
        />
        <Button>{t('reviews.assessment.begin')}</Button>
      </Form>
    </DeskDocument>
  );
}
