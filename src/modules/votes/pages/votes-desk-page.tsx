import { z } from 'zod';
import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import type { Slice } from '#platform/db/paging.ts';
import { NotFound } from '#platform/errors.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, DateTimeText } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { holdsPower } from '#platform/tenant.ts';
import { POWERS, seeVotesDesk } from '../access.ts';
import { listVotes, type Vote } from '../queries/votes.ts';
import { voteDeskPath } from './desk-vote.ts';
import { statusOf } from './words.tsx';

const query = z.object({ after: z.string().max(2_000).optional() });
type Data = Slice<Vote> & { tabs: Tab[]; institutionId: string; manages: boolean };

/** The votes of a body, drafts too. */
export const votesDeskPage = definePage<z.infer<typeof query>, Data>({
  name: 'votes.votes-desk-page',
  path: '/desk/votes',
  on: 'tenant',
  query,
  access: seeVotesDesk,
  load: async (request) => {
    const { tenant, actor, now } = request.page;
    if (!tenant) throw new NotFound();
    const manages = holdsPower(actor, POWERS.manage, tenant.id);
    const filter = { institutionId: tenant.id, drafts: manages };
    const { items, next } = await listVotes(request.db, filter, { limit: 50, after: request.query.after, now });
    return { items, next, tabs: deskTabs(request), institutionId: tenant.id, manages };
  },
  view: ({ data }) => <VotesDesk data={data} />,
});

function VotesDesk({ data: { items, next, tabs, manages } }: { data: Data }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <DeskDocument
      title={ts('votes.desk.title')}
      lead={t('votes.desk.lead')}
      tabs={tabs}
      row={manages && <ButtonLink path="/desk/votes/new">{t('votes.desk.new')}</ButtonLink>}
    >
      {items.length === 0 ? (
        <Empty title={t('votes.page.none')}>
          <p>{t('votes.desk.none-text')}</p>
        </Empty>
      ) : (
        <Items>
          {items.map((vote) => (
            <Item
              title={{ text: vote.title }}
              path={voteDeskPath(vote.reference)}
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
    </DeskDocument>
  );
}
