import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { Code, DateTimeText } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { listVotes, type Vote } from '../queries/votes.ts';
import { statusOf } from './words.tsx';

const query = z.object({ after: z.string().max(2_000).optional() });

type Data = Slice<Vote> & Total;

/** Votes of all bodies, or of one: those to come, those that are open, and how the others ended. */
export const votesPage = definePage<z.infer<typeof query>, Data>({
  name: 'votes.votes-page',
  path: '/votes',
  on: 'both',
  query,
  access: anyone,
  load: async ({ db, page: { tenant, now }, query: { after } }) =>
    listVotes(db, { institutionId: tenant?.id }, { limit: 20, after, now }),
  view: ({ data }) => <Votes {...data} />,
});

function Votes({ items, next, total }: Data) {
  const page = usePage();
  const { t, ts, href, tenant } = page;
  const filter = tenant ? `?institution=${tenant.slug}` : '';
  return (
    <Document
      title={ts('votes.page.votes')}
      crumbs={[]}
      description={ts('votes.page.lead')}
      feeds={[{ title: ts('votes.page.votes'), path: '/votes/feed.atom', type: 'application/atom+xml' }]}
    >
      <PageHead title={t('votes.page.votes')} lead={t('votes.page.lead')} />
      <section class="flow" aria-labelledby="results-title">
        <h2 id="results-title">{t('votes.page.votes-n', { n: total })}</h2>
        {items.length === 0 ? (
          <Empty title={t('votes.page.none')}>
            <p>{t('votes.page.none-text')}</p>
          </Empty>
        ) : (
          <Items>
            {items.map((vote) => (
              <Item
                title={{ text: vote.title }}
                path={`/votes/${vote.reference}`}
                tags={[statusOf(page, vote)]}
                facts={[
                  { label: ts('votes.field.reference'), value: <Code>{vote.reference}</Code>, hideLabel: true },
                  { label: ts('votes.field.opens-at'), value: <DateTimeText instant={vote.opensAt} /> },
                  { label: ts('votes.field.closes-at'), value: <DateTimeText instant={vote.closesAt} /> },
                ]}
              />
            ))}
          </Items>
        )}
        <Pagination next={next} />
        <p class="law">
          {t('platform.list.download', {
            links: (
              <>
                <a href={`/api/v1/votes.csv${filter}`} dir="ltr">
                  CSV
                </a>
                {' · '}
                <a href={`/api/v1/votes${filter}`} dir="ltr">
                  JSON
                </a>
                {' · '}
                <a href={href('/votes/feed.atom')} type="application/atom+xml">
                  {t('votes.page.feed')}
                </a>
              </>
            ),
          })}
        </p>
      </section>
    </Document>
  );
}
