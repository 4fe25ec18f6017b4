import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { verifyAssociation } from '../access.ts';
import type { Association } from '../association.ts';
import { decidedBy, type Seat, seatsOf, waitingFor } from '../queries.ts';
import { SeatText, useAssociationStatus } from './words.tsx';

type Data = {
  institutionId: string;
  tabs: Tab[];
  waiting: Association[];
  decided: Association[];
  seats: Map<string, Seat>;
};

const SHOWN = 200;

/** The associations of a body's territory that wait to be verified, and those it has decided on. */
export const deskAssociationsPage = definePage<unknown, Data>({
  name: 'associations.desk-associations-page',
  path: '/desk/associations',
  on: 'tenant',
  access: verifyAssociation,
  async load(request) {
    const { db, page } = request;
    const institutionId = page.tenant?.id ?? '';
    const waiting = await waitingFor(db, [institutionId], SHOWN);
    const decided = await decidedBy(db, institutionId, SHOWN);
    const seats = await seatsOf(
      db,
      [...waiting, ...decided].map((one) => one.proposed?.seat ?? one.seat),
    );
    return { institutionId, tabs: deskTabs(request), waiting, decided, seats };
  },
  view: ({ data }) => <DeskAssociations data={data} />,
});

function DeskAssociations({ data }: { data: Data }) {
  const { t, ts } = usePage();
  return (
    <DeskDocument title={ts('associations.desk.title')} lead={t('associations.desk.lead')} tabs={data.tabs}>
      {data.waiting.length === 0 ? (
        <Empty title={t('associations.desk.none')}>
          <p>{t('associations.desk.none-text')}</p>
        </Empty>
      ) : (
        <AssociationTable caption={ts('associations.desk.waiting')} rows={data.waiting} seats={data.seats} linked />
      )}
      {data.decided.length > 0 && (
        <div class="mt-6">
          <AssociationTable caption={ts('associations.desk.decided')} rows={data.decided} seats={data.seats} />
        </div>
      )}
    </DeskDocument>
  );
}

type TableProps = { caption: string; rows: readonly Association[]; seats: Map<string, Seat>; linked?: boolean };

function AssociationTable({ caption, rows, seats, linked = false }: TableProps) {
  const { ts, href } = usePage();
  const statusOf = useAssociationStatus();
  const columns: Column<Association>[] = [
    {
      key: 'date',
      label: ts(linked ? 'associations.desk.sent' : 'associations.desk.decided-on'),
      nowrap: true,
      cell: ({ declaredAt, decidedAt }) => (
        <DateText date={calendarDate(linked || !decidedAt ? declaredAt : decidedAt)} />
      ),
    },
    {
      key: 'name',
      label: ts('associations.field.name'),
      head: true,
      cell: (one) => {
        const name = <Multilingual text={one.proposed?.name ?? one.name} as="bdi" />;
        if (linked) return <a href={href(`/desk/associations/${one.id}`)}>{name}</a>;
        return one.verifiedAt ? <a href={href(`/associations/${one.id}`)}>{name}</a> : name;
      },
    },
    {
      key: 'seat',
      label: ts('associations.field.seat'),
      cell: (one) => <SeatText seat={seats.get(one.proposed?.seat ?? one.seat)} />,
    },
    { key: 'state', label: ts('associations.desk.state'), cell: (one) => <StatusTag {...statusOf(one)} /> },
  ];
  return <Table caption={caption} columns={columns} rows={rows} />;
}
