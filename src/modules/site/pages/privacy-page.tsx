import { anyone } from '#platform/access.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Law } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';

/** What is known of a visitor, and the rights that law 09-08 gives. */
export const privacyPage = definePage<unknown, null>({
  name: 'site.privacy-page',
  path: '/privacy',
  on: 'both',
  access: anyone,
  load: async () => null,
  cache: () => ['site'],
  view: () => <Privacy />,
});

function Privacy() {
  const { t, ts } = usePage();
  return (
    <Document title={ts('site.privacy.title')} crumbs={[]}>
      <PageHead title={t('site.privacy.title')} lead={t('site.privacy.lead')} />
      <Chapter id="visitors" title={t('site.privacy.visitors')}>
        <ul>
          <li>{t('site.privacy.no-account')}</li>
          <li>{t('site.privacy.no-third-party')}</li>
          <li>{t('site.privacy.address')}</li>
          <li>{t('site.privacy.log')}</li>
        </ul>
      </Chapter>
      <Chapter id="cookies" title={t('site.privacy.cookies')}>
        <ul>
          <li>{t('site.privacy.cookie-language')}</li>
          <li>{t('site.privacy.cookie-form')}</li>
        </ul>
      </Chapter>
      <Chapter id="published" title={t('site.privacy.published')}>
        <p>{t('site.privacy.published-text')}</p>
      </Chapter>
      <Chapter id="rights" title={t('site.privacy.rights')}>
        <p>
          {t('site.privacy.rights-text')} <Law>{t('site.privacy.law')}</Law>
        </p>
      </Chapter>
    </Document>
  );
}
