import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Code, DateText } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { castBallot } from '../access.ts';
import { type OwnVote, votesOfPerson } from '../queries/own.ts';
import { phaseOf } from '../vote.ts';
import { statusOf } from './words.tsx';

/** The votes that somebody has voted in: where the ballot is changed, taken back or checked. What was voted is not shown without its code. */
export const ownVotesPage = definePage<unknown, OwnVote[]>({
  name: 'votes.own-votes-page',
  path: '/me/votes',
  on: 'both',
  access: castBallot,
  load: async ({ db, page: { actor } }) => (actor.kind === 'person' ? votesOfPerson(db, actor.id) : []),
  view: ({ data }) => <OwnVotes votes={data} />,
});

function OwnVotes({ votes }: { votes: OwnVote[] }) {
  const { t, ts, href } = usePage();
  return (
    <Document
      title={ts('votes.own.title')}
      crumbs={[{ label: ts('accounts.account.me'), path: '/me' }]}
      canonical={null}
      noIndex
    >
      <PageHead title={t('votes.own.title')} lead={t('votes.own.lead')} />
      {votes.length === 0 ? (
        <Empty title={t('votes.own.none')}>
          <p>
            <a href={href('/votes')}>{t('votes.own.none-text')}</a>
          </p>
        </Empty>
      ) : (
        <Items>
          {votes.map((own) => (
            <OwnItem own={own} />
          ))}
        </Items>
      )}
    </Document>
  );
}

function OwnItem({ own: { vote, votedOn, channel, state, reason } }: { own: OwnVote }) {
  const page = usePage();
  const { t, ts, now, tenant } = page;
  const path = `/votes/${vote.reference}`;
  const isOpen = phaseOf(vote, now) === 'open';
  // The site of a body has its own votes alone.
  const href = (to: string) => page.href(to, !tenant || tenant.id === vote.institutionId ? {} : { tenant: null });
  return (
    <Item
      title={{ text: vote.title }}
      href={href(path)}
      tags={[statusOf(page, vote)]}
      facts={[
        { label: ts('votes.field.reference'), value: <Code>{vote.reference}</Code>, hideLabel: true },
        { label: ts('votes.own.voted-on'), value: <DateText date={votedOn} /> },
        { label: ts('votes.figures.channel'), value: t(`votes.channel.${channel}`) },
      ]}
    >
      {state === 'invalidated' && (
        <p>
          {t('votes.own.invalidated')} <bdi>{reason}</bdi>
        </p>
      )}
      <p class="row">
        {isOpen && channel === 'online' && state === 'counted' && (
          <a href={href(`${path}/ballot`)}>{t(vote.changeable ? 'votes.own.change' : 'votes.own.receipt')}</a>
        )}
        {vote.state === 'closed' && channel === 'online' && <a href={href(`${path}/check`)}>{t('votes.own.check')}</a>}
      </p>
    </Item>
  );
}
