import { anyone } from '#platform/access.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Tasks } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { SearchForm } from '#platform/html/search-form.tsx';
import type { TaskOffer } from '#platform/module.ts';
import { definePage } from '#platform/page.ts';
import { Blocks, type Filled, fillBlocks, tagsOf } from '../home.tsx';

type Data = { filled: Filled; tasks: readonly TaskOffer[] };

/** The portal over all public bodies. */
export const homePage = definePage<unknown, Data>({
  name: 'site.home-page',
  path: '/',
  on: 'portal',
  access: anyone,
  load: async (request) => ({
    filled: await fillBlocks(request),
    tasks: request.offers.tasks.filter((task) => task.on !== 'tenant'),
  }),
  cache: ({ filled }) => tagsOf(filled),
  view: ({ data }) => <Home {...data} />,
});

function Home({ filled, tasks }: Data) {
  const { t, ts } = usePage();
  return (
    <Document title={ts('platform.name')} description={ts('site.home.lead')} canonical="/">
      <PageHead
        title={t('site.home.title')}
        lead={t('site.home.lead')}
        beside={<Blocks filled={filled} place="hero" />}
      >
        <SearchForm label={ts('site.search.label')} placeholder={ts('site.search.placeholder')} />
      </PageHead>
      {tasks.length > 0 && (
        <Chapter id="tasks" title={t('site.home.tasks')}>
          <Tasks tasks={tasks.map((task) => ({ label: t(task.label), path: task.path, note: t(task.hint) }))} />
        </Chapter>
      )}
      <Blocks filled={filled} place="main" />
    </Document>
  );
}
