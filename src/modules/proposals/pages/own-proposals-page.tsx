import { signedIn } from '#platform/access.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage } from '#platform/page.ts';
import { type Author, authorsOfAll } from '../authors.ts';
import { isPublic } from '../proposal.ts';
import { type Proposal, proposalsBy } from '../queries/proposals.ts';
import { ProposalItems } from './proposal-items.tsx';

type Data = { proposals: Proposal[]; authors: Map<string, Author>; me: string };

/** What somebody proposed, with what the body answered: drafts too. */
export const ownProposalsPage = definePage<unknown, Data>({
  name: 'proposals.own-proposals-page',
  path: '/me/proposals',
  on: 'both',
  access: signedIn,
  load: async ({ db, page: { actor } }) => {
    const me = actor.kind === 'person' ? actor.id : '';
    const proposals = actor.kind === 'person' ? await proposalsBy(db, me) : [];
    return { proposals, authors: await authorsOfAll(db, proposals), me };
  },
  view: ({ data }) => <OwnProposals data={data} />,
});

function OwnProposals({ data: { proposals, authors, me } }: { data: Data }) {
  const { t, ts } = usePage();
  const shown = proposals.filter((one) => one.authorId === me || isPublic(one.standing));
  return (
    <Document
      title={ts('proposals.own.title')}
      crumbs={[{ label: ts('accounts.account.me'), path: '/me' }]}
      canonical={null}
      noIndex
    >
      <PageHead title={t('proposals.own.title')} lead={t('proposals.own.lead')} />
      {shown.length === 0 ? (
        <Empty title={t('proposals.own.none')} />
      ) : (
        <ProposalItems
          proposals={shown}
          authors={authors}
          path={(one) => `/proposals/${one.reference}${one.authorId === me ? '/manage' : ''}`}
        />
      )}
    </Document>
  );
}
