import type { CommitmentSummary, PlanDetail } from '#modules/commitments/index.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import type { Assessment, Due } from '../assessment.ts';
import { assessmentDeskPath, assessmentTitle } from './desk-assessment.ts';
import { planDeskPath } from './desk-plan.ts';
import { followUpPath } from './public-plan.ts';

type AssessmentsProps = {
  plan: PlanDetail;
  /** For its authors with the drafts, for everybody else only what is published. */
  assessments: readonly Assessment[];
  due: readonly Due[];
  commitments: readonly CommitmentSummary[];
  assesses: boolean;
  answers: boolean;
};

/** The independent assessment on the desk: what is due, what was begun, what was published and may be replied to. */
export function AssessmentsDeskChapter(props: AssessmentsProps) {
  const page = usePage();
  const { t, ts, href } = page;
  const { plan, assessments, due, commitments, assesses, answers } = props;
  const shown = assessments.filter((one) => assesses || one.version > 0);
  return (
    <Chapter id="assessments" title={t('reviews.assessment.all')} intro={t('reviews.assessment.all-intro')}>
      {due.length > 0 && (
        <ul>
          {due.map((one) => (
            <li>
              {assessmentTitle(page, one)} · {t('reviews.assessment.due', { date: <DateText date={one.dueOn} /> })}
            </li>
          ))}
        </ul>
      )}
      {plan.submissionDate === null && <p class="soft">{t('reviews.assessment.no-submission')}</p>}
      {shown.length === 0 && <Empty title={t('reviews.assessment.none')} />}
      <Items>
        {shown.map((one) => (
          <Item
            title={assessmentTitle(page, one)}
            path={assesses ? assessmentDeskPath(one) : `${followUpPath(plan.reference)}/assessments/${one.id}`}
            facts={[
              {
                label: ts('reviews.assessment.version'),
                hideLabel: true,
                value:
                  one.version === 0
                    ? t('reviews.assessment.unpublished')
                    : t('reviews.assessment.version-n', { n: one.version }),
              },
            ]}
          >
            {answers && one.version > 0 && (
              <p>
                <a href={href(`${assessmentDeskPath(one)}/reply`)}>{t('reviews.assessment.reply')}</a>
              </p>
            )}
          </Item>
        ))}
      </Items>
      {assesses && (
        <p>
          <ButtonLink path={`${planDeskPath(plan.reference)}/assessments/new`}>
            {t('reviews.assessment.new')}
          </ButtonLink>
        </p>
      )}
      {answers && commitments.length > 0 && (
        <Details summary={t('reviews.self.title')}>
          <ul>
            {commitments.map((commitment) => (
              <li>
                <a href={href(`/desk/follow-up/commitments/${commitment.reference}/self-assessment`)}>
                  <Code>{commitment.reference}</Code> <Multilingual text={commitment.title} />
                </a>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Chapter>
  );
}
