import { DeskDocument, one, textOf, withDone } from '#core/institutions/index.ts';
import type { CommitmentSummary } from '#modules/commitments/index.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Code, DateText } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { assessPlan } from '../access.ts';
import { publishAssessment } from '../actions/publish-assessment.ts';
import { writeAssessment } from '../actions/write-assessment.ts';
import type { Coding } from '../assessment.ts';
import { MOST } from '../input.ts';
import { codingsOf, commitmentsOf } from '../queries/assessments.ts';
import { assessmentDeskPath, assessmentTitle, type DeskAssessment, deskAssessment } from './desk-assessment.ts';
import { planCrumbs } from './desk-plan.ts';
import { Levels } from './level-tags.tsx';
import { LongTextFields } from './long-text-fields.tsx';
import { followUpPath } from './public-plan.ts';

type Data = DeskAssessment & { commitments: CommitmentSummary[]; codings: Coding[] };

const back = (_result: unknown, { params }: { params: Record<string, string> }) =>
  withDone(assessmentDeskPath({ id: params.id ?? '' }));

/** One assessment as its authors write it: words, commitments one by one, publication. Nobody else sees the draft. */
export const assessmentDeskPage = definePage<unknown, Data>({
  name: 'reviews.assessment-desk-page',
  path: '/desk/follow-up/assessments/:id',
  on: 'tenant',
  access: assessPlan,
  async load(request) {
    const about = await deskAssessment(request);
    const { assessment } = about;
    const [all, codings] = await Promise.all([
      commitmentsOf(request.db, assessment.plan, request.page.today),
      codingsOf(request.db, assessment),
    ]);
    const commitments = all.filter(
      (each) => assessment.commitment === null || each.reference === assessment.commitment,
    );
    return { ...about, commitments, codings };
  },
  view: ({ data, form }) => <AssessmentDesk data={data} form={form} />,
  submits: {
    write: {
      action: writeAssessment,
      input: (values, { params }) => ({
        assessment: params.id,
        summary: textOf(values, 'summary'),
        evidence: textOf(values, 'evidence'),
      }),
      done: back,
    },
    publish: {
      action: publishAssessment,
      input: (values, { params }) => ({ assessment: params.id, why: textOf(values, 'why') }),
      done: back,
    },
  },
});

function AssessmentDesk({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const { assessment, commitments, codings } = data;
  const path = assessmentDeskPath(assessment);
  const isPublishing = one(form.values, 'do') === 'publish';
  return (
    <DeskDocument
      title={assessmentTitle(page, assessment)}
      lead={t('reviews.assessment.draft-lead')}
      tabs={data.tabs}
      crumbs={planCrumbs(page, data.plan)}
      row={
        assessment.version > 0 && (
          <ButtonLink kind="quiet" path={`${followUpPath(assessment.plan)}/assessments/${assessment.id}`}>
            {t('reviews.desk.public-page')}
          </ButtonLink>
        )
      }
    >
      <ErrorSummary state={form} />
      <Summary
        rows={[
          assessment.dueOn !== null && {
            label: t('reviews.assessment.due-on'),
            value: <DateText date={assessment.dueOn} />,
          },
          {
            label: t('reviews.assessment.version'),
            value:
              assessment.version === 0
                ? t('reviews.assessment.unpublished')
                : t('reviews.assessment.version-n', { n: assessment.version }),
          },
        ]}
      />
      <Chapter id="words" title={t('reviews.assessment.words')}>
        <Form state={isPublishing ? undefined : form} label={ts('reviews.assessment.words')}>
          <Hidden name="do" value="write" />
          <LongTextFields
            name="summary"
            label={ts('reviews.assessment.summary')}
            value={assessment.summary}
            rows={10}
            most={MOST.minutes}
          />
          <LongTextFields
            name="evidence"
            label={ts('reviews.assessment.evidence')}
            hint={ts('reviews.assessment.evidence-hint')}
            value={assessment.evidence}
            most={MOST.page}
            optional
          />
          <Button>{t('reviews.form.save')}</Button>
        </Form>
      </Chapter>
      <Chapter
        id="commitments"
        title={t('reviews.assessment.commitments')}
        intro={t('reviews.assessment.coding-intro')}
      >
        <Items>
          {commitments.map((commitment) => {
            const coding = codings.find((each) => each.commitment === commitment.reference);
            return (
              <Item
                title={{ text: commitment.title }}
                path={`${path}/commitments/${commitment.reference}`}
                tags={coding ? [] : [{ tone: 'plain', label: t('reviews.assessment.not-yet') }]}
                facts={[
                  {
                    label: ts('reviews.desk.reference'),
                    hideLabel: true,
                    value: <Code>{commitment.reference}</Code>,
                  },
                ]}
              >
                {coding && <Levels levels={coding.levels} />}
              </Item>
            );
          })}
        </Items>
      </Chapter>
      <Chapter id="publish" title={t('reviews.assessment.publish')}>
        <p class="measure">{t('reviews.assessment.publish-text')}</p>
        <Form state={isPublishing ? form : undefined} label={ts('reviews.assessment.publish')}>
          <Hidden name="do" value="publish" />
          {assessment.version > 0 && (
            <LongTextFields name="why" label={ts('reviews.assessment.why')} most={MOST.paragraph} rows={3} />
          )}
          <Button>{t('reviews.assessment.publish')}</Button>
        </Form>
      </Chapter>
    </DeskDocument>
  );
}
