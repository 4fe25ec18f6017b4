import { z } from 'zod';
import type { Slice, Total } from '#platform/db/paging.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { definePage } from '#platform/page.ts';
import { readSurveys } from '../access.ts';
import { listSurveys, type Survey } from '../queries/surveys.ts';
import { SurveyItems } from './survey-items.tsx';

const query = z.object({ after: z.string().max(2_000).optional() });
type Data = Slice<Survey> & Total;

/** The surveys of all bodies, or of one: those that are open, those to come, and those whose results can be read. */
export const surveysPage = definePage<z.infer<typeof query>, Data>({
  name: 'surveys.surveys-page',
  path: '/surveys',
  on: 'both',
  query,
  access: readSurveys,
  load: ({ db, page: { tenant }, query: { after } }) =>
    listSurveys(db, { institutionId: tenant?.id }, { limit: 20, after }),
  cache: () => ['surveys'],
  view: ({ data }) => <Surveys {...data} />,
});

function Surveys({ items, next, total }: Data) {
  const { t, ts } = usePage();
  return (
    <Document
      title={ts('surveys.page.surveys')}
      crumbs={[]}
      description={ts('surveys.page.lead')}
      feeds={[{ title: ts('surveys.page.surveys'), path: '/surveys/feed.atom', type: 'application/atom+xml' }]}
    >
      <PageHead title={t('surveys.page.surveys')} lead={t('surveys.page.lead')} />
      <section class="flow" aria-labelledby="results-title">
        <h2 id="results-title">{t('surveys.page.surveys-n', { n: total })}</h2>
        {items.length === 0 ? (
          <Empty title={t('surveys.page.none')}>
            <p>{t('surveys.page.none-text')}</p>
          </Empty>
        ) : (
          <SurveyItems surveys={items} path={({ reference }) => `/surveys/${reference}`} />
        )}
        <Pagination next={next} />
      </section>
      <p class="law">
        {t('platform.list.download', {
          links: (
            <>
              <a href="/api/v1/surveys.csv">CSV</a>
              {' · '}
              <a href="/api/v1/surveys">JSON</a>
            </>
          ),
        })}
      </p>
    </Document>
  );
}
