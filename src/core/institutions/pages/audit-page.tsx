import { z } from 'zod';
import { type AuditRow, readAuditLog } from '#platform/audit.ts';
import type { Slice } from '#platform/db/paging.ts';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { type ActiveFilter, Filters, ListPage } from '#platform/html/filters.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, DateTimeText } from '#platform/html/text.tsx';
import { definePage, type PageRequest } from '#platform/page.ts';
import { readAudit } from '../access.ts';
import { AUDITED_PER_PAGE, auditActors } from '../audit-log.ts';
import { DeskDocument, deskTabs } from './desk.tsx';

const day = z.iso.date().optional().catch(undefined);
const query = z.object({
  room: z.string().max(40).optional().catch(undefined),
  from: day,
  until: day,
  after: z.string().max(2_000).optional(),
});
type Query = z.infer<typeof query>;

type Data = {
  institutionId: string;
  tabs: Tab[];
  log: Slice<AuditRow>;
  /** The officials among those who acted, by the log's name for them. */
  actors: Map<string, string>;
  rooms: readonly string[];
};

/** What was done in a body, by whom and when, as it was written down with each deed. */
export const auditPage = definePage<Query, Data>({
  name: 'institutions.audit-page',
  path: '/desk/audit',
  on: 'tenant',
  query,
  access: readAudit,
  load,
  view: ({ data, query: asked }) => <Audit data={data} query={asked} />,
});

async function load(request: PageRequest<Query>): Promise<Data> {
  const { db, page, offers } = request;
  const { after, room, from, until } = request.query;
  const institutionId = page.tenant?.id ?? '';
  const log = await readAuditLog(db, institutionId, { room, from, until }, { limit: AUDITED_PER_PAGE, after });
  const actors = await auditActors(db, institutionId, log.items);
  return { institutionId, tabs: deskTabs(request), log, actors, rooms: offers.modules };
}

function Audit({ data, query: asked }: { data: Data; query: Query }) {
  const page = usePage();
  const { t, ts } = page;
  const csv = new URLSearchParams({ institution: page.tenant?.slug ?? '' });
  for (const [name, value] of Object.entries(asked)) if (value && name !== 'after') csv.set(name, value);
  return (
    <DeskDocument title={ts('institutions.audit.title')} lead={t('institutions.audit.lead')} tabs={data.tabs}>
      <ListPage
        heading={t('institutions.audit.rows')}
        downloads={
          <a href={`/api/v1/audit.csv?${csv}`} dir="ltr">
            CSV
          </a>
        }
        active={useActive(asked)}
        filters={<AuditFilters rooms={data.rooms} query={asked} />}
      >
        {data.log.items.length === 0 ? (
          <Empty title={t('institutions.audit.none')} />
        ) : (
          <Table
            caption={t('institutions.audit.rows')}
            hideCaption
            rows={data.log.items}
            columns={[
              { key: 'at', label: ts('institutions.audit.at'), cell: (row) => <DateTimeText instant={row.at} /> },
              { key: 'event', label: ts('institutions.audit.event'), head: true, cell: (row) => <Event row={row} /> },
              { key: 'actor', label: ts('institutions.audit.actor'), cell: (row) => <Actor row={row} data={data} /> },
              {
                key: 'detail',
                label: ts('institutions.audit.detail'),
                wide: true,
                cell: (row) => <Detail row={row} />,
              },
            ]}
          />
        )}
        <Pagination next={data.log.next} />
      </ListPage>
    </DeskDocument>
  );
}

function useActive({ room, from, until }: Query): ActiveFilter[] {
  const page = usePage();
  const { ts, format } = page;
  return [
    ...(room ? [{ name: 'room', label: roomName(page, room) }] : []),
    ...(from ? [{ name: 'from', label: ts('institutions.audit.from-date', { date: format.date(from) }) }] : []),
    ...(until ? [{ name: 'until', label: ts('institutions.audit.until-date', { date: format.date(until) }) }] : []),
  ];
}

/** What a room of the program is about, in words. */
function roomName({ maybe }: PageContext, room: string): string {
  return maybe(`institutions.audit.rooms.${room}`) ?? room;
}

function AuditFilters({ rooms, query: asked }: { rooms: readonly string[]; query: Query }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <Filters>
      <Select
        name="room"
        label={ts('institutions.audit.room')}
        empty={ts('platform.list.all')}
        value={asked.room}
        choices={rooms.map((room) => ({ value: room, label: roomName(page, room) }))}
      />
      <TextInput
        name="from"
        label={ts('institutions.audit.from')}
        hint={t('institutions.audit.date-hint')}
        value={asked.from}
        dir="ltr"
      />
      <TextInput
        name="until"
        label={ts('institutions.audit.until')}
        hint={t('institutions.audit.date-hint')}
        value={asked.until}
        dir="ltr"
      />
    </Filters>
  );
}

function Event({ row }: { row: AuditRow }) {
  const { maybe } = usePage();
  const said = maybe(`institutions.events.${row.event}`);
  return said ? said : <Code>{row.event}</Code>;
}

function Actor({ row, data }: { row: AuditRow; data: Data }) {
  const { t } = usePage();
  const official = data.actors.get(row.actor);
  if (official) return <bdi>{official}</bdi>;
  if (row.actor.startsWith('system:')) return <>{t('institutions.audit.by-program')}</>;
  return <>{t(row.actor === 'nobody' ? 'institutions.audit.by-nobody' : 'institutions.audit.by-person')}</>;
}

function Detail({ row }: { row: AuditRow }) {
  const { t } = usePage();
  const entries = Object.entries(row.detail);
  if (entries.length === 0 && row.subject === null) return null;
  return (
    <Details summary={t('institutions.audit.more')}>
      <ul>
        {row.subject !== null && (
          <li>
            <Code>{row.subject}</Code>
          </li>
        )}
        {entries.map(([name, value]) => (
          <li>
            <Code>
              {name}: {JSON.stringify(value)}
            </Code>
          </li>
        ))}
      </ul>
    </Details>
  );
}
