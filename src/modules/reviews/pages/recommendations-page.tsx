import { z } from 'zod';
import { type PlanDetail, planByReference } from '#modules/commitments/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select } from '#platform/html/field.tsx';
import { type ActiveFilter, Filters, ListPage } from '#platform/html/filters.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readFollowUp } from '../access.ts';
import { followUpTag } from '../plan.ts';
import { type MatrixComment, matrixCommentsOf, resolutionsOf } from '../queries/resolutions.ts';
import { ANSWERS, awaitsAnswer, RESOLUTION_KINDS, type Resolution } from '../resolution.ts';
import { AnswerFiguresView } from './answer-figures.tsx';
import { DataLinks } from './data-links.tsx';
import { MatrixComments } from './matrix-comments.tsx';
import { followUpPath, publicPlanCrumbs } from './public-plan.ts';
import { ResolutionItems } from './resolution-items.tsx';

const SHOWN = ['unanswered', ...ANSWERS] as const;

const query = z.object({
  kind: z.enum(RESOLUTION_KINDS).optional().catch(undefined),
  answer: z.enum(SHOWN).optional().catch(undefined),
});
type Query = z.infer<typeof query>;
type Data = { plan: PlanDetail; resolutions: Resolution[]; comments: MatrixComment[] };

/** Decisions and recommendations of a plan with their answers; what is not answered says so. */
export const recommendationsPage = definePage<Query, Data>({
  name: 'reviews.recommendations-page',
  path: '/action-plans/:plan/follow-up/recommendations',
  on: 'both',
  query,
  access: readFollowUp,
  async load({ db, page, params }) {
    const plan = await planByReference(db, params.plan ?? '', page.today, page.tenant?.id);
    if (!plan) throw new NotFound();
    const of = { institutionId: plan.institution.id, reference: plan.reference };
    const [resolutions, comments] = await Promise.all([resolutionsOf(db, of), matrixCommentsOf(db, of)]);
    return { plan, resolutions: resolutions.filter((one) => one.state === 'adopted'), comments };
  },
  cache: ({ plan }) => [followUpTag(plan.reference), `plan:${plan.reference}`],
  view: ({ data, query: asked }) => <Recommendations data={data} query={asked} />,
});

function Recommendations({ data, query: { kind, answer } }: { data: Data; query: Query }) {
  const page = usePage();
  const { t, ts, lang, today } = page;
  const { plan, resolutions, comments } = data;
  const shown = resolutions
    .filter((one) => kind === undefined || one.kind === kind)
    .filter(
      (one) => answer === undefined || (answer === 'unanswered' ? awaitsAnswer(one) : one.answer?.outcome === answer),
    );
  const answerLabel = (value: (typeof SHOWN)[number]) =>
    value === 'unanswered' ? ts('reviews.answer.unanswered') : ts(`reviews.answer.outcomes.${value}`);
  const active: ActiveFilter[] = [
    ...(kind ? [{ name: 'kind', label: ts(`reviews.resolution.kinds.${kind}`) }] : []),
    ...(answer ? [{ name: 'answer', label: answerLabel(answer) }] : []),
  ];
  const path = `${followUpPath(plan.reference)}/recommendations`;
  return (
    <Document
      title={`${ts('reviews.resolution.title')} · ${plain(plan.title, lang)}`}
      crumbs={publicPlanCrumbs(page, plan, true)}
      crumb={ts('reviews.resolution.title')}
      canonical={path}
    >
      <PageHead
        kicker={<Multilingual text={plan.title} />}
        title={ts('reviews.resolution.title')}
        lead={t('reviews.resolution.lead')}
      />
      {resolutions.some((one) => one.kind === 'recommendation') && (
        <Chapter id="figures" title={t('reviews.figures.title')}>
          <AnswerFiguresView resolutions={resolutions} today={today} />
        </Chapter>
      )}
      <ListPage
        heading={t('reviews.resolution.count', { n: shown.length })}
        active={active}
        downloads={<DataLinks path="/resolutions" plan={plan.reference} />}
        filters={
          <Filters>
            <Select
              name="kind"
              label={ts('reviews.resolution.kind')}
              empty={ts('platform.list.all')}
              value={kind}
              choices={RESOLUTION_KINDS.map((value) => ({ value, label: ts(`reviews.resolution.kinds.${value}`) }))}
            />
            <Select
              name="answer"
              label={ts('reviews.answer.outcome')}
              empty={ts('platform.list.all')}
              value={answer}
              choices={SHOWN.map((value) => ({ value, label: answerLabel(value) }))}
            />
          </Filters>
        }
      >
        {shown.length === 0 ? <Empty title={t('reviews.resolution.none')} /> : <ResolutionItems resolutions={shown} />}
      </ListPage>
      {comments.length > 0 && (
        <Chapter id="comments" title={t('reviews.comment.public-title')} intro={t('reviews.comment.public-intro')}>
          <MatrixComments comments={comments} />
          <p class="small">
            <DataLinks path="/matrix-comments" plan={plan.reference} />
          </p>
        </Chapter>
      )}
    </Document>
  );
}
