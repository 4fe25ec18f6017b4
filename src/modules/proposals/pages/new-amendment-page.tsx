import { one, textOf } from '#core/institutions/index.ts';
import { CollectionNotice, collectionNotice, type Notice } from '#core/personal-data/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { proposeAmendment as mayPropose } from '../access.ts';
import { proposeAmendment } from '../actions/propose-amendment.ts';
import { isAmendable, REASONS_MAX } from '../amendment.ts';
import { amendmentPath } from '../amendments.ts';
import { proposalProcessing } from '../personal-data.ts';
import type { ProposalCall } from '../queries/calls.ts';
import type { Proposal } from '../queries/proposals.ts';
import { addressedProposal, sceneOfProposal } from './loading.ts';
import { WordsFields, WRITTEN } from './proposal-fields.tsx';

type Data = Proposal & { call: ProposalCall; notice: Notice };

/** Proposes other words for a proposal: its own stand in the fields. */
export const newAmendmentPage = definePage<unknown, Data>({
  name: 'proposals.new-amendment-page',
  path: '/proposals/:reference/amend',
  on: 'both',
  access: mayPropose,
  load: async (request) => {
    const { db, offers, around } = request;
    const proposal = await addressedProposal(request);
    if (proposal.standing !== 'shown') throw new NotFound();
    const { call, body } = await sceneOfProposal(db, proposal);
    return {
      ...proposal,
      call,
      notice: await collectionNotice({ db, offers, around }, proposalProcessing.kind, body),
    };
  },
  view: ({ data, form }) => <NewAmendment data={data} form={form} />,
  submit: {
    action: proposeAmendment,
    input: (values, { params }) => ({
      proposal: params.reference,
      title: textOf(values, 'title'),
      body: textOf(values, 'body'),
      reasons: one(values, 'reasons'),
    }),
    done: ({ id, reference }: { id: string; reference: string }) => amendmentPath({ proposal: { reference }, id }),
  },
});

function NewAmendment({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang, today } = usePage();
  const written = WRITTEN.filter((each) => data.title[each] || data.body[each]);
  // In the language of the page first.
  const ordered = [...written.filter((each) => each === lang), ...written.filter((each) => each !== lang)];
  return (
    <Document
      title={ts('proposals.amendment.propose')}
      crumbs={[{ label: plain(data.title, lang), path: `/proposals/${data.reference}` }]}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('proposals.amendment.propose')} lead={t('proposals.amendment.lead')} />
      {!isAmendable(data, data.call, today) ? (
        <Empty title={t('proposals.refusal.no-amendments')} />
      ) : !data.notice.state.open ? (
        <CollectionNotice notice={data.notice} />
      ) : (
        <Form state={form}>
          {ordered.map((each) => (
            <WordsFields lang={each} named={ordered.length > 1 || each !== lang} rows={8} known={data} />
          ))}
          <TextArea
            name="reasons"
            label={t('proposals.amendment.reasons')}
            hint={t('proposals.amendment.reasons-hint')}
            rows={4}
            maxlength={REASONS_MAX}
          />
          <CollectionNotice notice={data.notice} />
          <Button>{t('proposals.amendment.send')}</Button>
        </Form>
      )}
    </Document>
  );
}
