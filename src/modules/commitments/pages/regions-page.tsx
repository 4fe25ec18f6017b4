import { anyone } from '#platform/access.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Table } from '#platform/html/table.tsx';
import { Multilingual, Percent } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { type RegionProgress, regionProgress } from '../queries/overview.ts';
import { RegionsMap } from './region-map.tsx';

/** The regions of the country side by side: map, list and table. */
export const regionsPage = definePage<unknown, RegionProgress[]>({
  name: 'commitments.regions-page',
  path: '/commitments/regions',
  on: 'portal',
  access: anyone,
  load: ({ db, page }) => regionProgress(db, page.today),
  cache: () => ['commitments', 'territories'],
  view: ({ data }) => <Regions regions={data} />,
});

function Regions({ regions }: { regions: RegionProgress[] }) {
  const { t, ts, href, format } = usePage();
  return (
    <Document
      title={ts('commitments.page.regions')}
      crumbs={[{ label: ts('commitments.page.commitments'), path: '/commitments' }]}
    >
      <PageHead title={t('commitments.page.regions')} lead={t('commitments.page.regions-lead')} />
      <Chapter id="map" title={t('commitments.map.title')}>
        <RegionsMap regions={regions} />
      </Chapter>
      <Chapter id="table" title={t('commitments.page.regions-table')}>
        <Table
          caption={ts('commitments.page.regions-table')}
          hideCaption
          rows={regions}
          columns={[
            {
              key: 'region',
              label: ts('commitments.field.region'),
              head: true,
              cell: (region) => (
                <a href={href(`/commitments/regions/${region.code}`)}>
                  <Multilingual text={region.name} />
                </a>
              ),
            },
            {
              key: 'plans',
              label: ts('commitments.page.plans'),
              numeric: true,
              cell: (region) => format.number(region.plans.length),
            },
            {
              key: 'commitments',
              label: ts('commitments.page.commitments'),
              numeric: true,
              cell: (region) => format.number(region.commitmentCount),
            },
            {
              key: 'milestones',
              label: ts('commitments.page.figure-milestones'),
              numeric: true,
              cell: (region) => format.number(region.progress.total),
            },
            {
              key: 'late',
              label: ts('commitments.page.figure-late'),
              numeric: true,
              cell: (region) => format.number(region.lateCount),
            },
            {
              key: 'progress',
              label: ts('commitments.page.figure-progress'),
              numeric: true,
              cell: (region) =>
                region.progress.share === null ? (
                  <span class="soft">
                    {t(region.progress.total > 0 ? 'commitments.status.not-reported' : 'commitments.page.nothing-yet')}
                  </span>
                ) : (
                  <Percent share={region.progress.share} />
                ),
            },
          ]}
        />
      </Chapter>
    </Document>
  );
}
