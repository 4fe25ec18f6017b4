import { signedIn } from '#platform/access.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Code } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { amendmentPath, type FoundAmendment, isReadable } from '../amendments.ts';
import { type Author, authorsOfAll } from '../authors.ts';
import { isPublic } from '../proposal.ts';
import { amendmentsBy } from '../queries/amendments.ts';
import { type Proposal, proposalsBy, proposalsById } from '../queries/proposals.ts';
import { amendmentStatus } from './amendments-chapter.tsx';
import { ProposalItems } from './proposal-items.tsx';

type Data = { proposals: Proposal[]; authors: Map<string, Author>; amendments: FoundAmendment[]; me: string };

/** What somebody proposed, with what the body answered: drafts too. */
export const ownProposalsPage = definePage<unknown, Data>({
  name: 'proposals.own-proposals-page',
  path: '/me/proposals',
  on: 'both',
  access: signedIn,
  load: async ({ db, page: { actor } }) => {
    const me = actor.kind === 'person' ? actor.id : '';
    const proposals = actor.kind === 'person' ? await proposalsBy(db, me) : [];
    const written = actor.kind === 'person' ? await amendmentsBy(db, me) : [];
    const about = await proposalsById(
      db,
      written.map(({ proposalId }) => proposalId),
    );
    const amendments = written.flatMap((one) => {
      const proposal = about.get(one.proposalId);
      return proposal && isReadable({ ...one, proposal }) ? [{ ...one, proposal }] : [];
    });
    return { proposals, authors: await authorsOfAll(db, proposals), amendments, me };
  },
  view: ({ data }) => <OwnProposals data={data} />,
});

function OwnProposals({ data: { proposals, authors, amendments, me } }: { data: Data }) {
  const page = usePage();
  const { t, ts } = page;
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
      {amendments.length > 0 && (
        <Chapter id="amendments" title={t('proposals.amendment.title')}>
          <Items>
            {amendments.map((one) => (
              <Item
                title={{ text: one.title }}
                path={amendmentPath(one)}
                tags={[amendmentStatus(page, one)]}
                facts={[
                  {
                    label: ts('proposals.field.reference'),
                    value: <Code>{one.proposal.reference}</Code>,
                    hideLabel: true,
                  },
                ]}
              />
            ))}
          </Items>
        </Chapter>
      )}
    </Document>
  );
}
