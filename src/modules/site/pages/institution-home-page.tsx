import { anyone } from '#platform/access.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Tasks } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { SearchForm } from '#platform/html/search-form.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { TaskOffer } from '#platform/module.ts';
import { definePage } from '#platform/page.ts';
import { Blocks, type Filled, fillBlocks, tagsOf } from '../home.tsx';

type Data = { filled: Filled; tasks: readonly TaskOffer[] };

/** The home of one public body's site. */
export const institutionHomePage = definePage<unknown, Data>({
  name: 'site.institution-home-page',
  path: '/',
  on: 'tenant',
  access: anyone,
  load: async (request) => ({
    filled: await fillBlocks(request),
    tasks: request.offers.tasks.filter((task) => task.on !== 'portal'),
  }),
  cache: ({ filled }) => tagsOf(filled),
  view: ({ data }) => <InstitutionHome {...data} />,
});

function InstitutionHome({ filled, tasks }: Data) {
  const { t, ts, tenant, lang } = usePage();
  const name = plain(tenant?.name, lang);
  return (
    <Document title={name} description={ts('site.institution.lead')} canonical="/">
      <PageHead
        kicker={name}
        title={t('site.institution.title')}
        lead={t('site.institution.lead')}
        beside={<Blocks filled={filled} place="hero" />}
      >
        <SearchForm label={ts('site.search.label-here')} placeholder={ts('site.search.placeholder')} />
      </PageHead>
      <Blocks filled={filled} place="main" />
      {tasks.length > 0 && (
        <Chapter id="tasks" title={t('site.home.tasks')}>
          <Tasks tasks={tasks.map((task) => ({ label: t(task.label), path: task.path, note: t(task.hint) }))} />
        </Chapter>
      )}
    </Document>
  );
}
