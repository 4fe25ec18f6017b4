import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, DateRange } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { writeReport } from '../access.ts';
import { type ReportSummary, reportsOfBody } from '../queries/reports.ts';

type Data = { institutionId: string; tabs: Tab[]; reports: ReportSummary[] };

/** The reports of a body on its desk, drafts among them. */
export const deskReportsPage = definePage<unknown, Data>({
  name: 'reports.desk-reports-page',
  path: '/desk/reports',
  on: 'tenant',
  access: writeReport,
  async load(request) {
    const institutionId = request.page.tenant?.id ?? '';
    return { institutionId, tabs: deskTabs(request), reports: await reportsOfBody(request.db, institutionId) };
  },
  view: ({ data }) => <DeskReports data={data} />,
});

function DeskReports({ data }: { data: Data }) {
  const { t, ts, href } = usePage();
  return (
    <DeskDocument title={ts('reports.page.reports')} lead={t('reports.desk.lead')} tabs={data.tabs}>
      <p>
        <ButtonLink path="/desk/reports/new">{t('reports.desk.create')}</ButtonLink>
      </p>
      {data.reports.length === 0 ? (
        <Empty title={t('reports.desk.none')} />
      ) : (
        <Table
          caption={ts('reports.page.reports')}
          hideCaption
          rows={data.reports}
          columns={[
            {
              key: 'report',
              label: ts('reports.desk.report'),
              head: true,
              cell: ({ reference, kind }) => (
                <>
                  <a href={href(`/desk/reports/${reference}`)}>{t(`reports.kind.${kind}`)}</a>
                  <span class="meta">
                    <Code>{reference}</Code>
                  </span>
                </>
              ),
            },
            {
              key: 'period',
              label: ts('reports.page.period'),
              cell: ({ start, end }) => <DateRange start={start} end={end} />,
            },
            {
              key: 'state',
              label: ts('reports.desk.state'),
              cell: ({ version }) => (version === 0 ? t('reports.doc.draft') : t('reports.page.version', { version })),
            },
          ]}
        />
      )}
    </DeskDocument>
  );
}
