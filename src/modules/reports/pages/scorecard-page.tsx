import { planByReference } from '#modules/commitments/index.ts';
import { anyone } from '#platform/access.ts';
import { NotFound } from '#platform/errors.ts';
import { More } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Table } from '#platform/html/table.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { FIGURES, figureExplained, figureLabel } from '../figures.ts';
import { type PublishedReport, publishedReports } from '../queries/reports.ts';
import { type ScoredPlan, scoredPlan } from '../queries/scorecards.ts';
import { ReportItems } from './report-items.tsx';
import { FigureValue, figureColumns } from './scorecard-table.tsx';

type Data = { plan: ScoredPlan; reports: PublishedReport[] };

/** The scorecard of one plan: its figures, each with how it is computed, month by month, and the reports on it. */
export const scorecardPage = definePage<unknown, Data>({
  name: 'reports.scorecard-page',
  path: '/action-plans/:reference/scorecard',
  on: 'both',
  access: anyone,
  async load({ db, page, params }) {
    const reference = params.reference ?? '';
    const [shown, plan, reports] = await Promise.all([
      planByReference(db, reference, page.today, page.tenant?.id),
      scoredPlan(db, reference, page.today),
      publishedReports(db, { plan: reference }, { limit: 50 }),
    ]);
    if (!shown || !plan) throw new NotFound();
    return { plan, reports: reports.items };
  },
  cache: ({ plan }) => [
    'comments',
    'scorecards',
    'reports',
    ...[plan.reference, ...plan.parts].map((reference) => `plan:${reference}`),
  ],
  view: ({ data }) => <PlanScorecard {...data} />,
});

function PlanScorecard({ plan, reports }: Data) {
  const page = usePage();
  const { t, ts, format } = page;
  const path = `/action-plans/${plan.reference}`;
  return (
    <Document
      title={`${ts('reports.page.scorecard')} – ${plan.reference}`}
      crumbs={[
        { label: ts('reports.page.plans'), path: '/action-plans' },
        { label: plan.reference, path },
      ]}
      crumb={ts('reports.page.scorecard')}
      canonical={`${path}/scorecard`}
    >
      <PageHead
        kicker={<Multilingual text={plan.title} />}
        title={t('reports.page.scorecard')}
        lead={t('reports.page.as-of', { date: <DateText date={page.today} /> })}
      />
      <Chapter
        id="figures"
        title={t('reports.page.figures')}
        intro={plan.parts.length > 0 ? t('reports.page.of-parts', { n: plan.parts.length }) : undefined}
      >
        <Table
          caption={ts('reports.page.figures')}
          hideCaption
          rows={FIGURES}
          columns={[
            { key: 'figure', label: ts('reports.page.figure'), head: true, cell: (name) => figureLabel(page, name) },
            {
              key: 'value',
              label: ts('reports.page.value'),
              cell: (name) => (
                <b>
                  <FigureValue card={plan.card} name={name} />
                </b>
              ),
            },
            {
              key: 'how',
              label: ts('reports.page.how'),
              wide: true,
              cell: (name) => <span class="soft">{figureExplained(page, name)}</span>,
            },
          ]}
        />
      </Chapter>
      <Chapter id="history" title={t('reports.page.history')} intro={t('reports.page.history-text')}>
        {plan.history.length === 0 ? (
          <Empty title={t('reports.page.no-history')} />
        ) : (
          <Table
            caption={ts('reports.page.history')}
            hideCaption
            phone="scroll"
            rows={plan.history}
            columns={[
              {
                key: 'month',
                label: ts('reports.page.month'),
                head: true,
                cell: ({ month }) => format.date(`${month}-01`, 'month'),
              },
              ...figureColumns<ScoredPlan['history'][number]>(page, ({ card }) => card, [
                'progress',
                'reported',
                'late',
                'onTime',
                'evidence',
                'replies',
              ]),
            ]}
          />
        )}
        <p>
          <More href={page.href('/scorecards', { tenant: null })}>{t('reports.page.side-by-side')}</More>
        </p>
      </Chapter>
      <Chapter id="reports" title={t('reports.page.reports')} intro={t('reports.page.reports-text')}>
        <ReportItems reports={reports} />
      </Chapter>
    </Document>
  );
}
