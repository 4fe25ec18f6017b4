import { NotFound } from '#platform/errors.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { DateTimeText, Multilingual, Prose } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readProposals } from '../access.ts';
import type { Proposal } from '../queries/proposals.ts';
import { type ProposalVersion, versionsOf } from '../queries/triage.ts';
import { addressedProposal } from './loading.ts';
import { WordsDifference } from './words-difference.tsx';

type Data = Proposal & { versions: ProposalVersion[] };

/** What a proposal said before its author changed it. */
export const historyPage = definePage<unknown, Data>({
  name: 'proposals.history-page',
  path: '/proposals/:reference/history',
  on: 'both',
  access: readProposals,
  load: async (request) => {
    const proposal = await addressedProposal(request);
    if (proposal.standing !== 'shown') throw new NotFound();
    return { ...proposal, versions: await versionsOf(request.db, proposal) };
  },
  cache: ({ reference }) => [`proposal:${reference}`],
  view: ({ data }) => <History data={data} />,
});

function History({ data }: { data: Data }) {
  const { t, ts, lang } = usePage();
  return (
    <Document
      title={ts('proposals.history.title')}
      crumbs={[{ label: plain(data.title, lang), path: `/proposals/${data.reference}` }]}
      noIndex
    >
      <PageHead title={t('proposals.history.title')} lead={t('proposals.history.lead')} />
      {[...data.versions].reverse().map((version) => (
        <Chapter
          id={`v-${version.number}`}
          title={t('proposals.history.version', { number: version.number })}
          intro={<DateTimeText instant={version.writtenAt} />}
        >
          <WordsDifference before={version} after={data.versions[version.number] ?? data} />
          <Details summary={t('proposals.history.whole')}>
            <Multilingual as="h3" text={version.title} />
            <Prose text={version.body} />
          </Details>
        </Chapter>
      ))}
    </Document>
  );
}
