import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateText, DateTimeText } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { managePersonalData } from '../access.ts';
import { requestsTo } from '../queries.ts';
import type { DataRequest } from '../request.ts';
import { useRequestStatus } from './own-requests.tsx';

type Data = { institutionId: string; tabs: Tab[]; open: DataRequest[]; answered: DataRequest[] };

const SHOWN = 200;

/** The requests about personal data that a body has received. What they say is read by whoever takes them. */
export const dataRequestsPage = definePage<unknown, Data>({
  name: 'personal-data.data-requests-page',
  path: '/desk/data-requests',
  on: 'tenant',
  access: managePersonalData,
  async load(request) {
    const institutionId = request.page.tenant?.id ?? '';
    const open = await requestsTo(request.db, institutionId, true, SHOWN);
    const answered = await requestsTo(request.db, institutionId, false, SHOWN);
    return { institutionId, tabs: deskTabs(request), open, answered };
  },
  view: ({ data }) => <DataRequests data={data} />,
});

function DataRequests({ data }: { data: Data }) {
  const { t, ts } = usePage();
  return (
    <DeskDocument title={ts('personal-data.desk.title')} lead={t('personal-data.desk.lead')} tabs={data.tabs}>
      {data.open.length === 0 ? (
        <Empty title={t('personal-data.desk.none')}>
          <p>{t('personal-data.desk.none-text')}</p>
        </Empty>
      ) : (
        <RequestTable caption={ts('personal-data.desk.open')} requests={data.open} />
      )}
      {data.answered.length > 0 && (
        <div class="mt-6">
          <RequestTable caption={ts('personal-data.desk.answered')} requests={data.answered} />
        </div>
      )}
    </DeskDocument>
  );
}

function RequestTable({ caption, requests }: { caption: string; requests: readonly DataRequest[] }) {
  const { t, ts, href, today } = usePage();
  const statusOf = useRequestStatus();
  const columns: Column<DataRequest>[] = [
    {
      key: 'due',
      label: ts('personal-data.request.due'),
      nowrap: true,
      cell: ({ dueOn }) => (dueOn ? <DateText date={dueOn} /> : t('personal-data.desk.without-delay')),
    },
    {
      key: 'kind',
      label: ts('personal-data.desk.request'),
      head: true,
      cell: (request) => (
        <a href={href(`/desk/data-requests/${request.id}`)}>{t(`personal-data.kinds.${request.kind}`)}</a>
      ),
    },
    {
      key: 'received',
      label: ts('personal-data.request.sent'),
      cell: ({ receivedAt }) => <DateTimeText instant={receivedAt} />,
    },
    { key: 'state', label: ts('personal-data.desk.state'), cell: (request) => <StatusTag {...statusOf(request)} /> },
  ];
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={requests}
      rowTone={({ state, dueOn }) => (state === 'open' && dueOn !== null && dueOn < today ? 'late' : undefined)}
    />
  );
}
