import { anyone } from '#platform/access.ts';
import { NotFound } from '#platform/errors.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Table } from '#platform/html/table.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { type RegionOfConsortium, regionComparison } from '../queries/overview.ts';
import type { PlanDetail } from '../queries/shapes.ts';
import { CommitmentItems } from './commitment-items.tsx';
import { Texts } from './passages.tsx';
import { PlanItems } from './plan-items.tsx';
import { ProgressText } from './progress-text.tsx';

type Data = { plan: PlanDetail; regions: RegionOfConsortium[] };

/** The members of a joint plan side by side: what each has published, what is late, who leads, who endorsed. */
export const comparisonPage = definePage<unknown, Data>({
  name: 'commitments.comparison-page',
  path: '/action-plans/:reference/regions',
  on: 'both',
  access: anyone,
  load: async ({ db, page, params }) => {
    const found = await regionComparison(db, params.reference ?? '', page.today, page.tenant?.id);
    if (!found) throw new NotFound();
    return found;
  },
  cache: ({ plan }) => ['commitments', `plan:${plan.reference}`],
  view: ({ data }) => <Comparison {...data} />,
});

function Comparison({ plan, regions }: Data) {
  const page = usePage();
  const { t, ts, format, href } = page;
  return (
    <Document
      title={ts('commitments.page.comparison')}
      crumbs={[
        { label: ts('commitments.page.plans'), path: '/action-plans' },
        { label: plan.reference, path: `/action-plans/${plan.reference}` },
      ]}
    >
      <PageHead
        kicker={<Multilingual text={plan.title} />}
        title={t('commitments.page.comparison')}
        lead={t('commitments.page.comparison-lead')}
      />
      <Chapter id="table" title={t('commitments.page.comparison-table')}>
        <Table
          caption={ts('commitments.page.comparison')}
          hideCaption
          rows={regions}
          columns={[
            {
              key: 'region',
              label: ts('commitments.field.region'),
              head: true,
              cell: (region) => (
                <a href={href('/', { tenant: region.body })}>
                  <Multilingual text={region.body.name} />
                </a>
              ),
            },
            {
              key: 'plans',
              label: ts('commitments.page.own-plans'),
              numeric: true,
              cell: (region) => format.number(region.plans.length),
            },
            {
              key: 'commitments',
              label: ts('commitments.page.commitments'),
              numeric: true,
              cell: (region) => format.number(region.commitments.length),
            },
            {
              key: 'milestones',
              label: ts('commitments.page.figure-milestones'),
              numeric: true,
              cell: (region) => format.number(region.progress.total),
            },
            {
              key: 'reported',
              label: ts('commitments.page.figure-reported'),
              numeric: true,
              cell: (region) => format.number(region.progress.reported),
            },
            {
              key: 'late',
              label: ts('commitments.page.figure-late'),
              numeric: true,
              cell: (region) => format.number(region.lateCount),
            },
            {
              key: 'endorsements',
              label: ts('commitments.field.endorsements'),
              numeric: true,
              cell: (region) => format.number(region.endorsements.length),
            },
            {
              key: 'joined',
              label: ts('commitments.field.joinedOgp'),
              cell: (region) => <Joined date={region.joinedOgp} />,
            },
          ]}
        />
        <p class="law">{t('commitments.page.comparison-note')}</p>
      </Chapter>
      {regions.map((region) => (
        <Chapter
          id={`region-${region.code ?? region.body.slug}`}
          title={<Multilingual text={region.body.name} />}
          intro={<ProgressText progress={region.progress} lateMilestones={0} />}
        >
          {region.leads.length > 0 && (
            <Details summary={t('commitments.field.leadInstitutions')}>
              <Texts texts={region.leads} />
            </Details>
          )}
          {region.plans.length === 0 ? (
            <Empty title={t('commitments.page.no-own-plan')}>
              <p>{t('commitments.page.no-own-plan-text')}</p>
            </Empty>
          ) : (
            <PlanItems plans={region.plans} atOwner />
          )}
          {region.commitments.length > 0 && <CommitmentItems commitments={region.commitments} atOwner />}
        </Chapter>
      ))}
    </Document>
  );
}

function Joined({ date }: { date: string | null }) {
  if (!date) return null;
  return date.length === 7 ? <DateText date={`${date}-01`} precision="month" /> : <DateText date={date} />;
}
