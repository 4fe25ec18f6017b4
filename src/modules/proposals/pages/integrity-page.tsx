import { DeskDocument, deskTabs, one, textOf, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, DateTimeText, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { triageProposals } from '../access.ts';
import { refuseSupports } from '../actions/refuse-supports.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { type Burst, integrityOf, type Twin } from '../queries/integrity.ts';
import { addressedCall } from './loading.ts';
import { ReasonFields } from './selected-page.tsx';

type Data = ProposalCall & { tabs: Tab[]; bursts: Burst[]; twins: Twin[] };

/** What in a call may be no honest taking part: bursts of supports, the same words twice; and what was taken out of the count. */
export const integrityPage = definePage<unknown, Data>({
  name: 'proposals.integrity-page',
  path: '/desk/proposals/calls/:call/integrity',
  on: 'tenant',
  access: triageProposals,
  async load(request) {
    const call = await addressedCall(request);
    return { ...call, tabs: deskTabs(request), ...(await integrityOf(request.db, call)) };
  },
  view: ({ data, form }) => <Integrity data={data} form={form} />,
  submits: {
    refuse: {
      action: refuseSupports,
      input: (values) => {
        const [proposal = '', hour = ''] = one(values, 'burst').split(' ');
        return { proposal, hour, reasons: textOf(values, 'reasons') };
      },
      done: (_result, { params }) => withDone(`/desk/proposals/calls/${params.call}/integrity`),
    },
  },
});

function Integrity({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang, format } = usePage();
  const suspects = data.bursts.filter((burst) => burst.fresh > 0 && burst.excluded < burst.fresh);
  return (
    <DeskDocument
      title={ts('proposals.integrity.title')}
      lead={t('proposals.integrity.lead')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('proposals.desk.title'), path: '/desk/proposals' },
        { label: plain(data.title, lang), path: `/desk/proposals/calls/${data.id}` },
      ]}
    >
      <ErrorSummary state={form} />
      <Chapter id="bursts" title={t('proposals.integrity.bursts')} intro={t('proposals.integrity.bursts-intro')}>
        {data.bursts.length === 0 ? (
          <Empty title={t('proposals.integrity.no-bursts')} />
        ) : (
          <Table
            caption={t('proposals.integrity.bursts')}
            rows={data.bursts}
            columns={[
              {
                key: 'proposal',
                label: ts('proposals.field.proposal'),
                head: true,
                cell: (burst) => <Multilingual text={burst.title} as="bdi" />,
              },
              {
                key: 'hour',
                label: ts('proposals.integrity.hour'),
                cell: (burst) => <DateTimeText instant={burst.hour} />,
              },
              {
                key: 'supports',
                label: ts('proposals.field.supports'),
                numeric: true,
                cell: (burst) => format.number(burst.supports),
              },
              {
                key: 'fresh',
                label: ts('proposals.integrity.fresh'),
                numeric: true,
                cell: (burst) => format.number(burst.fresh),
              },
              {
                key: 'excluded',
                label: ts('proposals.integrity.excluded'),
                numeric: true,
                cell: (burst) => format.number(burst.excluded),
              },
            ]}
          />
        )}
        {suspects.length > 0 && (
          <Form state={form} label={ts('proposals.integrity.refuse')}>
            <Hidden name="do" value="refuse" />
            <Radios
              name="burst"
              label={t('proposals.integrity.which')}
              choices={suspects.map((burst) => ({
                value: `${burst.reference} ${burst.hour.toISOString()}`,
                label: `${plain(burst.title, lang)} – ${format.dateTime(burst.hour)}`,
              }))}
            />
            <ReasonFields name="reasons" label={ts('proposals.field.reasons')} />
            <Button kind="alert">{t('proposals.integrity.refuse')}</Button>
          </Form>
        )}
      </Chapter>
      <Chapter id="twins" title={t('proposals.integrity.twins')}>
        {data.twins.length === 0 ? (
          <Empty title={t('proposals.integrity.no-twins')} />
        ) : (
          <ul>
            {data.twins.map(({ first, second }) => (
              <li>
                <Code>{first}</Code> · <Code>{second}</Code>
              </li>
            ))}
          </ul>
        )}
      </Chapter>
    </DeskDocument>
  );
}
