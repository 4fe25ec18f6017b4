import { DeskDocument, one, textOf, withDone } from '#core/institutions/index.ts';
import type { CommitmentSummary } from '#modules/commitments/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { assessPlan } from '../access.ts';
import { assessCommitment } from '../actions/assess-commitment.ts';
import type { Coding } from '../assessment.ts';
import { MOST } from '../input.ts';
import { codingsOf, commitmentsOf } from '../queries/assessments.ts';
import { FACETS, scaleOf } from '../vocabulary.ts';
import { assessmentDeskPath, assessmentTitle, type DeskAssessment, deskAssessment } from './desk-assessment.ts';
import { planCrumbs } from './desk-plan.ts';
import { LongTextFields } from './long-text-fields.tsx';

type Data = DeskAssessment & { commitment: CommitmentSummary; coding: Coding | undefined };

/** One commitment in an assessment: a level on each scale, and the reasons. */
export const codingPage = definePage<unknown, Data>({
  name: 'reviews.coding-page',
  path: '/desk/follow-up/assessments/:id/commitments/:commitment',
  on: 'tenant',
  access: assessPlan,
  async load(request) {
    const about = await deskAssessment(request);
    const { db, page, params } = request;
    const { assessment } = about;
    const known = await commitmentsOf(db, assessment.plan, page.today);
    const commitment = known.find((each) => each.reference === params.commitment);
    if (!commitment || (assessment.commitment ?? commitment.reference) !== commitment.reference) throw new NotFound();
    const coding = (await codingsOf(db, assessment)).find((each) => each.commitment === commitment.reference);
    return { ...about, commitment, coding };
  },
  view: ({ data, form }) => <EditCoding data={data} form={form} />,
  submit: {
    action: assessCommitment,
    input: (values, { params }) => ({
      assessment: params.id,
      commitment: params.commitment,
      ...Object.fromEntries(FACETS.map((facet) => [facet, one(values, facet)])),
      reasons: textOf(values, 'reasons'),
    }),
    done: (_result, { params }) => withDone(assessmentDeskPath({ id: params.id ?? '' })),
  },
});

function EditCoding({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { assessment, commitment, coding } = data;
  return (
    <DeskDocument
      title={plain(commitment.title, lang)}
      lead={commitment.reference}
      tabs={data.tabs}
      crumbs={[
        ...planCrumbs(page, data.plan),
        { label: assessmentTitle(page, assessment), path: assessmentDeskPath(assessment) },
      ]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        {FACETS.map((facet) => {
          const scale = scaleOf(facet, data.plan.period.start);
          if (!scale) return null;
          const choices = scale.levels.map(({ id, label }) => ({ value: id, label: plain(label, lang) }));
          const value = coding?.levels[facet]?.level;
          if (facet === 'completion')
            return (
              <Radios
                name={facet}
                label={t(`reviews.facets.${facet}`)}
                hint={t('reviews.assessment.completion-hint')}
                value={value}
                choices={choices}
                optional
              />
            );
          return (
            <Select
              name={facet}
              label={t(`reviews.facets.${facet}`)}
              empty={ts('reviews.assessment.not-judged')}
              value={value}
              choices={choices}
              optional
            />
          );
        })}
        <LongTextFields
          name="reasons"
          label={ts('reviews.answer.reasons')}
          value={coding?.reasons}
          rows={6}
          most={MOST.page}
        />
        <Button>{t('reviews.form.save')}</Button>
      </Form>
    </DeskDocument>
  );
}
