import { Conflict } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { changeProposal } from '../access.ts';
import { editProposal } from '../actions/edit-proposal.ts';
import { mayEditNow } from '../proposal.ts';
import type { Proposal } from '../queries/proposals.ts';
import { addressedProposal, type CallScene, sceneOfProposal } from './loading.ts';
import { ProposalFields, proposalOf } from './proposal-fields.tsx';

type Data = Proposal & CallScene;

/** Its author changes a proposal. */
export const editProposalPage = definePage<unknown, Data>({
  name: 'proposals.edit-proposal-page',
  path: '/proposals/:reference/edit',
  on: 'both',
  access: changeProposal,
  load: async (request) => {
    const proposal = await addressedProposal(request);
    return { ...proposal, ...(await sceneOfProposal(request.db, proposal)) };
  },
  view: ({ data, form }) => <EditProposal data={data} form={form} />,
  submit: {
    action: editProposal,
    input: (values, { params }) => ({ proposal: params.reference, ...proposalOf(values) }),
    done: ({ reference }: { reference: string }) => `/proposals/${reference}/manage`,
  },
});

function EditProposal({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang, now } = usePage();
  if (!mayEditNow(data, now)) throw new Conflict('proposals.refusal.edit-over');
  return (
    <Document
      title={ts('proposals.write.edit')}
      crumbs={[{ label: plain(data.title, lang), path: `/proposals/${data.reference}/manage` }]}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('proposals.write.edit')} />
      <Form state={form}>
        <ProposalFields call={data.call} places={data.places} known={data} />
        <Button>{t('proposals.write.save')}</Button>
      </Form>
    </Document>
  );
}
