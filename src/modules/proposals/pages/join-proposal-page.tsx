import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { Prose } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { createProposal } from '../access.ts';
import { joinProposal } from '../actions/join-proposal.ts';
import { isJoinKey } from '../join.ts';
import { isPublic } from '../proposal.ts';
import type { Proposal } from '../queries/proposals.ts';
import { addressedProposal } from './loading.ts';

const query = z.object({ key: z.string().max(100).catch('') });

/** The page of an author's invitation: whoever has its address may write with them. */
export const joinProposalPage = definePage<z.infer<typeof query>, Proposal>({
  name: 'proposals.join-proposal-page',
  path: '/proposals/:reference/join',
  on: 'both',
  query,
  access: createProposal,
  load: async (request) => {
    const proposal = await addressedProposal(request);
    if (!isJoinKey(request.around.keys, proposal.id, request.query.key)) throw new NotFound();
    return proposal;
  },
  view: ({ data, form }) => <JoinView proposal={data} form={form} />,
  submit: {
    action: joinProposal,
    input: (_values, { params, query: { key } }) => ({ proposal: params.reference, key }),
    done: (_result, { params, page }) =>
      page.actor.kind === 'person' ? '/me/proposals' : `/proposals/${params.reference}`,
  },
});

function JoinView({ proposal, form }: { proposal: Proposal; form: FormState }) {
  const page = usePage();
  const { t, ts, lang } = page;
  return (
    <Document
      title={ts('proposals.join.page')}
      crumbs={
        isPublic(proposal.standing)
          ? [{ label: plain(proposal.title, lang), path: `/proposals/${proposal.reference}` }]
          : []
      }
      canonical={null}
      noIndex
    >
      <ErrorSummary state={form} />
      <PageHead kicker={t('proposals.join.page')} title={{ text: proposal.title }} lead={t('proposals.join.lead')} />
      <Prose text={proposal.body} />
      <Form action={pathAndQuery(page)}>
        <Button>{t('proposals.join.button')}</Button>
      </Form>
    </Document>
  );
}
