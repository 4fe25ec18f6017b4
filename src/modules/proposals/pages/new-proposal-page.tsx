import { z } from 'zod';
import { ActingFor, associationsRepresentedBy, type Represented } from '#core/associations/index.ts';
import { one } from '#core/institutions/index.ts';
import { CollectionNotice, collectionNotice, type Notice } from '#core/personal-data/index.ts';
import type { Db } from '#platform/db/database.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { createProposal as mayCreate } from '../access.ts';
import { createProposal } from '../actions/create-proposal.ts';
import { foundAmendment } from '../amendments.ts';
import { proposalProcessing } from '../personal-data.ts';
import { isCallOpen } from '../proposal.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { findCall } from '../target.ts';
import { type CallScene, sceneOf } from './loading.ts';
import { type Known, ProposalFields, proposalOf } from './proposal-fields.tsx';

const query = z.object({
  call: z.string().max(40).catch(''),
  /** The declined amendment whose words make a proposal of their own. */
  amendment: z.string().max(40).catch(''),
});

type Data = CallScene & { notice: Notice; associations: readonly Represented[]; known: Known | undefined };

/** Drafts a proposal for a call. */
export const newProposalPage = definePage<z.infer<typeof query>, Data>({
  name: 'proposals.new-proposal-page',
  path: '/proposals/new',
  on: 'both',
  query,
  access: mayCreate,
  load: async ({ db, page, query: { call, amendment }, offers, around }) => {
    const scene = await sceneOf(db, await findCall({ db, tenant: page.tenant }, call));
    const { actor } = page;
    return {
      ...scene,
      known: await declined(db, scene.call, amendment),
      notice: await collectionNotice({ db, offers, around }, proposalProcessing.kind, scene.body),
      associations: actor.kind === 'person' ? await associationsRepresentedBy(db, actor.id, page.today) : [],
    };
  },
  view: ({ data, form }) => <NewProposal data={data} form={form} />,
  submit: {
    action: createProposal,
    input: (values, { query: { call } }) => ({
      call,
      ...proposalOf(values),
      actingFor: one(values, 'actingFor'),
    }),
    done: ({ reference }: { reference: string }) => `/proposals/${reference}/manage`,
  },
});

/** The words of a declined amendment, about what its proposal is about. */
async function declined(db: Db, call: ProposalCall, id: string): Promise<Known | undefined> {
  const amendment = await foundAmendment(db, id);
  if (amendment?.standing !== 'shown' || amendment.state !== 'declined') return undefined;
  const { proposal, title, body } = amendment;
  return proposal.callId === call.id && proposal.standing === 'shown' ? { ...proposal, title, body } : undefined;
}

function NewProposal({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, today } = page;
  const { call } = data;
  return (
    <Document
      title={ts('proposals.write.new')}
      crumbs={[
        { label: ts('proposals.page.about'), path: call.aboutPath },
        { label: plain(call.title, lang), path: `/proposals?call=${call.id}` },
      ]}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('proposals.write.new')} lead={t('proposals.write.lead')} />
      {!isCallOpen(call, today) ? (
        <Empty title={t('proposals.refusal.call-closed')} />
      ) : !data.notice.state.open ? (
        <CollectionNotice notice={data.notice} />
      ) : (
        <Form action={pathAndQuery(page)} state={form}>
          <ProposalFields call={call} places={data.places} known={data.known} />
          <ActingFor associations={data.associations} />
          <CollectionNotice notice={data.notice} />
          <Button>{t('proposals.write.go-on')}</Button>
          <p class="hint">{t('proposals.write.go-on-note')}</p>
        </Form>
      )}
    </Document>
  );
}
