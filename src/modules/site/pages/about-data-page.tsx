import { anyone } from '#platform/access.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Table } from '#platform/html/table.tsx';
import { Ltr } from '#platform/html/text.tsx';
import type { DataSource } from '#platform/module.ts';
import { definePage } from '#platform/page.ts';

/** Where the data comes from, under which licence, and how a program reads it. */
export const aboutDataPage = definePage<unknown, readonly DataSource[]>({
  name: 'site.about-data-page',
  path: '/about-data',
  on: 'both',
  access: anyone,
  load: async ({ offers }) => offers.dataSources,
  cache: () => ['site'],
  view: ({ data }) => <AboutData sources={data} />,
});

function AboutData({ sources }: { sources: readonly DataSource[] }) {
  const { t, ts } = usePage();
  return (
    <Document title={ts('site.about-data.title')} crumbs={[]}>
      <PageHead title={t('site.about-data.title')} lead={t('site.about-data.lead')} />
      <Chapter id="sources" title={t('site.about-data.sources')}>
        <Table
          caption={ts('site.about-data.sources')}
          hideCaption
          rows={sources}
          columns={[
            { key: 'name', label: ts('site.about-data.name'), head: true, cell: (source) => t(source.name) },
            {
              key: 'origin',
              label: ts('site.about-data.origin'),
              wide: true,
              cell: (source) => <Ltr>{source.origin}</Ltr>,
            },
            {
              key: 'licence',
              label: ts('site.about-data.licence'),
              cell: ({ licence, licenceUrl }) => (
                <Ltr>
                  {licenceUrl ? (
                    <a href={licenceUrl} rel="license">
                      {licence}
                    </a>
                  ) : (
                    licence
                  )}
                </Ltr>
              ),
            },
            {
              key: 'note',
              label: ts('site.about-data.note'),
              wide: true,
              cell: (source) => (source.note ? t(source.note) : ''),
            },
          ]}
        />
      </Chapter>
      <Chapter id="reuse" title={t('site.about-data.reuse')}>
        <p>{t('site.about-data.reuse-text')}</p>
        <p>
          <a href="/api">{t('site.about-data.api')}</a>
        </p>
      </Chapter>
      <Chapter id="translations" title={t('site.about-data.translations')}>
        <p>{t('site.about-data.translations-text')}</p>
      </Chapter>
      <Chapter id="source-code" title={t('site.about-data.source-code')}>
        <p>{t('site.about-data.source-code-text')}</p>
      </Chapter>
    </Document>
  );
}
