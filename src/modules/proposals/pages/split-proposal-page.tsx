import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { changeProposal } from '../access.ts';
import { splitProposal } from '../actions/split-proposal.ts';
import type { Proposal } from '../queries/proposals.ts';
import { addressedProposal, type CallScene, sceneOfProposal } from './loading.ts';
import { ProposalFields, proposalOf } from './proposal-fields.tsx';

type Data = Proposal & CallScene;

/** Its author makes two proposals of one that asks for two things. */
export const splitProposalPage = definePage<unknown, Data>({
  name: 'proposals.split-proposal-page',
  path: '/proposals/:reference/split',
  on: 'both',
  access: changeProposal,
  load: async (request) => {
    const proposal = await addressedProposal(request);
    return { ...proposal, ...(await sceneOfProposal(request.db, proposal)) };
  },
  view: ({ data, form }) => <SplitProposal data={data} form={form} />,
  submit: {
    action: splitProposal,
    input: (values, { params }) => ({
      proposal: params.reference,
      first: proposalOf(values, 'first.'),
      second: proposalOf(values, 'second.'),
    }),
    done: ({ reference }: { reference: string }) => `/proposals/${reference}`,
  },
});

function SplitProposal({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang } = usePage();
  return (
    <Document
      title={ts('proposals.split.title')}
      crumbs={[{ label: plain(data.title, lang), path: `/proposals/${data.reference}/manage` }]}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('proposals.split.title')} lead={t('proposals.split.lead')} />
      <Form state={form}>
        <h2>{t('proposals.split.first')}</h2>
        <ProposalFields call={data.call} places={data.places} known={data} prefix="first." />
        <h2>{t('proposals.split.second')}</h2>
        <ProposalFields call={data.call} places={data.places} prefix="second." />
        <Button>{t('proposals.split.button')}</Button>
      </Form>
    </Document>
  );
}
