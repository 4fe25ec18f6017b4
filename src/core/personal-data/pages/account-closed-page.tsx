import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage } from '#platform/page.ts';
import { readAboutClosing } from '../access.ts';

/** The page after the last one: the account is closed. It knows nothing of whose it was. */
export const accountClosedPage = definePage<unknown, null>({
  name: 'personal-data.account-closed-page',
  path: '/account-closed',
  on: 'both',
  access: readAboutClosing,
  load: async () => null,
  cache: () => ['personal-data'],
  view: () => <Closed />,
});

function Closed() {
  const { t, ts, href } = usePage();
  return (
    <Document title={ts('personal-data.close.done')} crumbs={[]} noIndex canonical={null}>
      <PageHead title={t('personal-data.close.done')} lead={t('personal-data.close.done-text')} />
      <p>
        <a href={href('/')}>{t('personal-data.close.home')}</a>
      </p>
    </Document>
  );
}
