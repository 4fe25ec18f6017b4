import { anyone } from '#platform/access.ts';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage } from '#platform/page.ts';
import { type PublishedReport, publishedReports } from '../queries/reports.ts';
import { ReportItems } from './report-items.tsx';

/** The published reports on action plans: of all bodies on the portal, of one on its site. */
export const reportsPage = definePage<unknown, PublishedReport[]>({
  name: 'reports.reports-page',
  path: '/reports',
  on: 'both',
  access: anyone,
  load: async ({ db, page }) => (await publishedReports(db, { institutionId: page.tenant?.id }, { limit: 200 })).items,
  cache: () => ['reports', 'institutions'],
  view: ({ data }) => <Reports reports={data} />,
});

function Reports({ reports }: { reports: readonly PublishedReport[] }) {
  const { t, ts } = usePage();
  return (
    <Document title={ts('reports.page.reports')} crumbs={[]}>
      <PageHead title={t('reports.page.reports')} lead={t('reports.page.reports-text')} />
      <ReportItems reports={reports} />
    </Document>
  );
}
