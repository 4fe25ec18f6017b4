import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { DateRange } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { recordProposals, triageProposals, workOnProposals } from '../access.ts';
import { callsOf, type ProposalCall, unansweredIn } from '../queries/calls.ts';
import { listForwarded } from '../queries/forwarded.ts';
import { askedOf } from '../queries/triage.ts';

type Data = {
  institutionId: string;
  tabs: Tab[];
  calls: (ProposalCall & { unanswered: number })[];
  asked: Awaited<ReturnType<typeof askedOf>>;
  forwarded: Awaited<ReturnType<typeof listForwarded>>;
  triages: boolean;
  records: boolean;
};

/** The calls of a body on its desk, with what waits in each; and what other bodies forwarded to this one. */
export const deskProposalsPage = definePage<unknown, Data>({
  name: 'proposals.desk-proposals-page',
  path: '/desk/proposals',
  on: 'tenant',
  access: workOnProposals,
  async load(request) {
    const { db, page } = request;
    const institutionId = page.tenant?.id ?? '';
    const calls = await callsOf(db, institutionId);
    const target = { institutionId };
    const triages = triageProposals.allows(page.actor, target, page);
    const forwarded = triages ? await listForwarded(db, [institutionId], { limit: 100 }) : [];
    return {
      institutionId,
      tabs: deskTabs(request),
      calls: await Promise.all(
        calls.map(async (call) => ({ ...call, unanswered: (await unansweredIn(db, call)).unanswered })),
      ),
      asked: page.actor.kind === 'person' ? await askedOf(db, page.actor.id, [institutionId], MOST_ASKED) : [],
      forwarded,
      triages,
      records: recordProposals.allows(page.actor, target, page),
    };
  },
  view: ({ data }) => <DeskProposals data={data} />,
});

const MOST_ASKED = 50;

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
              path={
                data.triages
                  ? `/desk/proposals/calls/${call.id}`
                  : data.records
                    ? `/desk/proposals/calls/${call.id}/record`
                    : `/proposals?call=${call.id}`
              }
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
      {data.asked.length > 0 && (
        <section class="flow mt-6">
          <h2>{t('proposals.queue.title')}</h2>
          <Items>
            {data.asked.map((one) => (
              <Item title={{ text: one.title }} path={`/desk/proposals/${one.reference}`} />
            ))}
          </Items>
        </section>
      )}
      {data.forwarded.length > 0 && (
        <section class="flow mt-6">
          <h2>{t('proposals.desk.forwarded')}</h2>
          <Items>
            {data.forwarded.map((one) => (
              <Item
                title={{ text: one.title }}
                path={`/desk/proposals/forwarded/${one.reference}`}
                side={t(one.replied ? `proposals.state.${one.replied}` : 'proposals.desk.to-reply')}
              />
            ))}
          </Items>
        </section>
      )}
    </DeskDocument>
  );
}
