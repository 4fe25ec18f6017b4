import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { across } from '#platform/db/database.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { DateRange } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { studyProposals } from '../access.ts';
import { callsOf, type ProposalCall, unansweredIn } from '../queries/calls.ts';
import type { Proposal } from '../queries/proposals.ts';

type Forwarded = Pick<Proposal, 'reference' | 'title'>;
type Data = {
  institutionId: string;
  tabs: Tab[];
  calls: (ProposalCall & { unanswered: number })[];
  forwarded: Forwarded[];
};

/** The calls of a body on its desk, with what waits in each; and what other bodies forwarded to this one. */
export const deskProposalsPage = definePage<unknown, Data>({
  name: 'proposals.desk-proposals-page',
  path: '/desk/proposals',
  on: 'tenant',
  access: studyProposals,
  async load(request) {
    const { db, page } = request;
    const institutionId = page.tenant?.id ?? '';
    const calls = await callsOf(db, institutionId);
    const forwarded = await across(db)
      .selectFrom('proposal_answer')
      .innerJoin('proposal', (join) =>
        join
          .onRef('proposal.institution_id', '=', 'proposal_answer.institution_id')
          .onRef('proposal.id', '=', 'proposal_answer.proposal_id'),
      )
      .select(['proposal.reference', 'proposal.title'])
      .where('proposal_answer.forwarded_to', '=', institutionId)
      .where('proposal_answer.undone_at', 'is', null)
      .orderBy('proposal_answer.answered_at', 'desc')
      .limit(100)
      .execute();
    return {
      institutionId,
      tabs: deskTabs(request),
      calls: await Promise.all(
        calls.map(async (call) => ({ ...call, unanswered: (await unansweredIn(db, call)).unanswered })),
      ),
      forwarded,
    };
  },
  view: ({ data }) => <DeskProposals data={data} />,
});

function DeskProposals({ data }: { data: Data }) {
  const { t, ts } = usePage();
  return (
    <DeskDocument title={ts('proposals.desk.title')} lead={t('proposals.desk.lead')} tabs={data.tabs}>
      {data.calls.length === 0 ? (
        <Empty title={t('proposals.desk.none')} />
      ) : (
        <Items sided>
          {data.calls.map((call) => (
            <Item
              title={{ text: call.title }}
              level={2}
              path={`/desk/proposals/calls/${call.id}`}
              facts={[
                {
                  label: ts('proposals.desk.dates'),
                  value: <DateRange start={call.opensOn} end={call.closesOn} />,
                  hideLabel: true,
                },
              ]}
              side={t('proposals.desk.unanswered', { n: call.unanswered })}
            />
          ))}
        </Items>
      )}
      {data.forwarded.length > 0 && (
        <section class="flow mt-6">
          <h2>{t('proposals.desk.forwarded')}</h2>
          <Items>
            {data.forwarded.map((one) => (
              <Item title={{ text: one.title }} href={`/proposals/${one.reference}`} />
            ))}
          </Items>
        </section>
      )}
    </DeskDocument>
  );
}
