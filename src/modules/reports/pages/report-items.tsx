import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Code, DateRange, DateTimeText, Multilingual } from '#platform/html/text.tsx';
import type { PublishedReport } from '../queries/reports.ts';

/** Published reports in a list, each at its own page. */
export function ReportItems({ reports }: { reports: readonly PublishedReport[] }) {
  const { t, ts, href } = usePage();
  if (reports.length === 0) return <Empty title={t('reports.page.no-reports')} />;
  return (
    <Items>
      {reports.map((report) => (
        <Item
          title={ts(`reports.kind.${report.kind}`)}
          href={href(`/reports/${report.reference}`, { tenant: { slug: report.institutionSlug, host: report.host } })}
          facts={[
            { label: ts('reports.doc.reference'), value: <Code>{report.reference}</Code>, hideLabel: true },
            {
              label: ts('reports.page.period'),
              value: <DateRange start={report.start} end={report.end} />,
              hideLabel: true,
            },
            { label: ts('reports.page.published-at'), value: <DateTimeText instant={report.publishedAt} /> },
          ]}
        >
          <Multilingual as="p" text={report.title} />
        </Item>
      ))}
    </Items>
  );
}
