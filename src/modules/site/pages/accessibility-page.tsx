import { anyone } from '#platform/access.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage } from '#platform/page.ts';

/** What works for whom, what does not yet, and where to say so. */
export const accessibilityPage = definePage<unknown, null>({
  name: 'site.accessibility-page',
  path: '/accessibility',
  on: 'both',
  access: anyone,
  load: async () => null,
  cache: () => ['site'],
  view: () => <Accessibility />,
});

function Accessibility() {
  const { t, ts, tenant } = usePage();
  const email = tenant?.contact.email;
  return (
    <Document title={ts('site.accessibility.title')} crumbs={[]}>
      <PageHead title={t('site.accessibility.title')} lead={t('site.accessibility.lead')} />
      <Chapter id="works" title={t('site.accessibility.works')}>
        <ul>
          <li>{t('site.accessibility.standard')}</li>
          <li>{t('site.accessibility.keyboard')}</li>
          <li>{t('site.accessibility.script')}</li>
          <li>{t('site.accessibility.zoom')}</li>
          <li>{t('site.accessibility.charts')}</li>
          <li>{t('site.accessibility.colours')}</li>
          <li>{t('site.accessibility.weight')}</li>
        </ul>
      </Chapter>
      <Chapter id="limits" title={t('site.accessibility.limits')}>
        <ul>
          <li>{t('site.accessibility.amazigh')}</li>
          <li>{t('site.accessibility.translations')}</li>
          <li>{t('site.accessibility.tested')}</li>
        </ul>
      </Chapter>
      <Chapter id="tell" title={t('site.accessibility.tell')}>
        <p>{t('site.accessibility.tell-how')}</p>
        {email && (
          <p>
            <a href={`mailto:${email}`} dir="ltr">
              {email}
            </a>
          </p>
        )}
      </Chapter>
    </Document>
  );
}
