import { DeskDocument, deskTabs, one } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { Checkbox, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { recordProposals } from '../access.ts';
import { recordProposal } from '../actions/record-proposal.ts';
import { ASSISTED_CHANNELS } from '../proposal.ts';
import { addressedCall, type CallScene, sceneOf } from './loading.ts';
import { ProposalFields, proposalOf } from './proposal-fields.tsx';

type Data = CallScene & { institutionId: string; tabs: Tab[] };

/** Writes down what somebody brings to a counter, what a meeting agreed on, what came on paper or by SMS. */
export const recordProposalPage = definePage<unknown, Data>({
  name: 'proposals.record-proposal-page',
  path: '/desk/proposals/calls/:call/record',
  on: 'tenant',
  access: recordProposals,
  async load(request) {
    const call = await addressedCall(request);
    const scene = await sceneOf(request.db, call);
    return { ...scene, institutionId: call.institutionId, tabs: deskTabs(request) };
  },
  view: ({ data, form }) => <RecordProposal data={data} form={form} />,
  submit: {
    action: recordProposal,
    input: (values, { params }) => ({
      call: params.call,
      ...proposalOf(values),
      channel: one(values, 'channel'),
      signature: one(values, 'signature'),
      consent: one(values, 'consent') === 'yes',
      paper: one(values, 'paper'),
    }),
    done: ({ reference }: { reference: string }) => `/proposals/${reference}`,
  },
});

function RecordProposal({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang, href } = usePage();
  const { call } = data;
  return (
    <DeskDocument
      title={ts('proposals.record.title')}
      lead={t('proposals.record.lead')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('proposals.desk.title'), path: '/desk/proposals' },
        { label: plain(call.title, lang), path: `/desk/proposals/calls/${call.id}` },
      ]}
    >
      <ErrorSummary state={form} />
      <p>
        <a href={href(`/desk/proposals/calls/${call.id}/import`)}>{t('proposals.import.title')}</a>
      </p>
      <Form state={form}>
        <Radios
          name="channel"
          label={t('proposals.field.channel')}
          look="two"
          choices={ASSISTED_CHANNELS.map((channel) => ({ value: channel, label: ts(`proposals.channel.${channel}`) }))}
        />
        <ProposalFields call={call} places={data.places} />
        <TextInput
          name="signature"
          label={t('proposals.record.signature')}
          hint={t('proposals.record.signature-hint')}
          maxlength={200}
          optional
        />
        <Checkbox name="consent" label={ts('proposals.record.consent')} />
        <TextInput
          name="paper"
          label={t('proposals.field.paper')}
          hint={t('proposals.record.paper-hint')}
          maxlength={200}
          optional
        />
        <Button>{t('proposals.record.button')}</Button>
      </Form>
    </DeskDocument>
  );
}
