import { signedIn } from '#platform/access.ts';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage } from '#platform/page.ts';

/** A person's own space. */
export const mePage = definePage({
  name: 'accounts.me-page',
  path: '/me',
  on: 'both',
  access: signedIn,
  load: async () => null,
  view: () => <Me />,
});

function Me() {
  const { t, ts, href } = usePage();
  const title = ts('accounts.me.title');
  return (
    <Document title={title} crumbs={[]} canonical={null} noIndex>
      <PageHead title={title} lead={t('accounts.me.lead')} />
      <p>
        <a href={href('/sign-out')}>{t('accounts.sign-out.title')}</a>
      </p>
    </Document>
  );
}
