import { within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { supportProposals } from '../access.ts';
import { supportProposal } from '../actions/support-proposal.ts';
import { withdrawSupport } from '../actions/withdraw-support.ts';
import { isCallOpen } from '../proposal.ts';
import type { ProposalCall } from '../queries/calls.ts';
import type { Proposal } from '../queries/proposals.ts';
import { supporterOf } from '../supports.ts';
import { addressedProposal, sceneOfProposal } from './loading.ts';

type Data = Proposal & { call: ProposalCall; mine: boolean };

const named = {
  input: (_values: unknown, { params }: { params: Record<string, string> }) => ({ proposal: params.reference }),
};
const back = (_result: unknown, { params }: { params: Record<string, string> }) =>
  `/proposals/${params.reference}/support`;

/** Supports a proposal, or takes the support back. */
export const supportProposalPage = definePage<unknown, Data>({
  name: 'proposals.support-proposal-page',
  path: '/proposals/:reference/support',
  on: 'both',
  access: supportProposals,
  load: async (request) => {
    const { db, page, around } = request;
    const proposal = await addressedProposal(request);
    if (proposal.standing !== 'shown') throw new NotFound();
    const { call } = await sceneOfProposal(db, proposal);
    const { actor } = page;
    const mine =
      actor.kind === 'person' &&
      (await within(db, proposal.institutionId)
        .selectFrom('proposal_support')
        .select('proposal_id')
        .where('proposal_id', '=', proposal.id)
        .where('supporter', '=', supporterOf(around.keys, call.id, actor.id))
        .executeTakeFirst()) !== undefined;
    return { ...proposal, call, mine };
  },
  view: ({ data, form }) => <SupportView data={data} form={form} />,
  submits: {
    support: { action: supportProposal, ...named, done: back },
    withdraw: { action: withdrawSupport, ...named, done: back },
  },
});

function SupportView({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang, today } = usePage();
  const deed = data.mine ? 'withdraw' : 'support';
  return (
    <Document
      title={ts('proposals.support.title')}
      crumbs={[{ label: plain(data.title, lang), path: `/proposals/${data.reference}` }]}
      canonical={null}
      noIndex
    >
      <ErrorSummary state={form} />
      <PageHead
        kicker={t('proposals.support.title')}
        title={{ text: data.title }}
        lead={t(data.mine ? 'proposals.support.mine' : 'proposals.support.lead', { n: data.supports })}
      />
      {isCallOpen(data.call, today) ? (
        <Form>
          <Hidden name="do" value={deed} />
          <Button kind={data.mine ? 'quiet' : 'main'}>{t(`proposals.support.${deed}`)}</Button>
        </Form>
      ) : (
        <p>{t('proposals.refusal.call-closed')}</p>
      )}
      <p>
        <ButtonLink kind="quiet" path={`/proposals/${data.reference}`}>
          {t('proposals.support.back')}
        </ButtonLink>
      </p>
    </Document>
  );
}
