import { DeskDocument, dateOf, deskTabs, one, textOf, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { recordProposals } from '../access.ts';
import { recordSupports } from '../actions/record-supports.ts';
import { refuseSheet } from '../actions/refuse-sheet.ts';
import { ASSISTED_CHANNELS, CHANNELS } from '../proposal.ts';
import type { Proposal } from '../queries/proposals.ts';
import { type ByChannel, type SupportSheet, sheetsOf, supportsByChannel } from '../sheets.ts';
import { addressedProposal } from './loading.ts';
import { ReasonFields } from './selected-page.tsx';

type Data = Proposal & { tabs: Tab[]; sheets: SupportSheet[]; sums: ByChannel | undefined };

const done = (_result: unknown, { params }: { params: Record<string, string> }) =>
  withDone(`/desk/proposals/sheets/${params.reference}`);

/** Supports that were not given online: each paper with its reference and number, and what they add up to. */
export const sheetsPage = definePage<unknown, Data>({
  name: 'proposals.sheets-page',
  path: '/desk/proposals/sheets/:reference',
  on: 'tenant',
  access: recordProposals,
  async load(request) {
    const { db } = request;
    const proposal = await addressedProposal(request);
    return {
      ...proposal,
      tabs: deskTabs(request),
      sheets: await sheetsOf(db, proposal),
      sums: (await supportsByChannel(db, proposal.institutionId, [proposal])).get(proposal.id),
    };
  },
  view: ({ data, form }) => <Sheets data={data} form={form} />,
  submits: {
    record: {
      action: recordSupports,
      input: (values, { params }) => ({
        proposal: params.reference,
        channel: one(values, 'channel'),
        supports: one(values, 'supports'),
        paper: one(values, 'paper'),
        on: dateOf(values, 'on'),
      }),
      done,
    },
    strike: {
      action: refuseSheet,
      input: (values, { params }) => ({
        proposal: params.reference,
        sheet: one(values, 'sheet'),
        reasons: textOf(values, 'reasons'),
      }),
      done,
    },
  },
});

function Sheets({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, format } = page;
  const counting = data.sheets.filter((sheet) => sheet.struckBecause === null);
  return (
    <DeskDocument
      title={ts('proposals.sheets.title')}
      lead={t('proposals.sheets.lead')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('proposals.desk.title'), path: '/desk/proposals' },
        { label: plain(data.title, lang) || data.reference, path: `/proposals/${data.reference}` },
      ]}
    >
      <ErrorSummary state={form} />
      {data.sums && (
        <Table
          caption={t('proposals.sheets.totals')}
          rows={CHANNELS.map((channel) => ({ channel, n: data.sums?.[channel] ?? 0 }))}
          columns={[
            {
              key: 'channel',
              label: ts('proposals.field.channel'),
              head: true,
              cell: ({ channel }) => t(`proposals.channel.${channel}`),
            },
            { key: 'n', label: ts('proposals.field.supports'), numeric: true, cell: ({ n }) => format.number(n) },
          ]}
          foot={[t('proposals.sheets.total'), format.number(data.supports)]}
        />
      )}
      {data.standing === 'shown' && (
        <Chapter id="record" title={t('proposals.sheets.record')} intro={t('proposals.sheets.record-intro')}>
          <Form state={form} label={ts('proposals.sheets.record')}>
            <Hidden name="do" value="record" />
            <Radios
              name="channel"
              label={t('proposals.field.channel')}
              look="two"
              choices={ASSISTED_CHANNELS.map((channel) => ({
                value: channel,
                label: ts(`proposals.channel.${channel}`),
              }))}
            />
            <TextInput
              name="supports"
              label={t('proposals.sheets.supports')}
              type="number"
              inputMode="numeric"
              width={8}
            />
            <TextInput
              name="paper"
              label={t('proposals.sheets.paper')}
              hint={t('proposals.sheets.paper-hint')}
              maxlength={200}
            />
            <DateField name="on" label={t('proposals.sheets.on')} value={page.today} />
            <Button>{t('proposals.sheets.button')}</Button>
          </Form>
        </Chapter>
      )}
      <Chapter id="sheets" title={t('proposals.sheets.list')}>
        {data.sheets.length === 0 ? (
          <Empty title={t('proposals.sheets.none')} />
        ) : (
          <Table
            caption={t('proposals.sheets.list')}
            hideCaption
            rows={data.sheets}
            columns={[
              {
                key: 'paper',
                label: ts('proposals.sheets.paper'),
                head: true,
                cell: (sheet) => <bdi>{sheet.paper}</bdi>,
              },
              {
                key: 'channel',
                label: ts('proposals.field.channel'),
                cell: (sheet) => t(`proposals.channel.${sheet.channel}`),
              },
              { key: 'on', label: ts('proposals.sheets.on'), cell: (sheet) => <DateText date={sheet.takenOn} /> },
              {
                key: 'supports',
                label: ts('proposals.field.supports'),
                numeric: true,
                cell: (sheet) => format.number(sheet.supports),
              },
              {
                key: 'counts',
                label: ts('proposals.sheets.counts'),
                cell: (sheet) =>
                  sheet.struckBecause ? (
                    <>
                      {t('proposals.sheets.struck')} <Multilingual text={sheet.struckBecause} />
                    </>
                  ) : (
                    t('proposals.sheets.counted')
                  ),
              },
            ]}
          />
        )}
      </Chapter>
      {counting.length > 0 && (
        <Chapter id="strike" title={t('proposals.sheets.strike')} intro={t('proposals.sheets.strike-intro')}>
          <Form state={form} label={ts('proposals.sheets.strike')}>
            <Hidden name="do" value="strike" />
            <Radios
              name="sheet"
              label={t('proposals.sheets.which')}
              choices={counting.map((sheet) => ({
                value: sheet.id,
                label: sheet.paper,
                hint: `${ts(`proposals.channel.${sheet.channel}`)} · ${ts('proposals.page.supports', { n: sheet.supports })}`,
              }))}
            />
            <ReasonFields name="reasons" label={ts('proposals.sheets.reasons')} />
            <Button kind="alert">{t('proposals.sheets.strike-button')}</Button>
          </Form>
        </Chapter>
      )}
    </DeskDocument>
  );
}
