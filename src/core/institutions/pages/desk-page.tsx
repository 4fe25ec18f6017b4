import { z } from 'zod';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select } from '#platform/html/field.tsx';
import { type ActiveFilter, Filters, ListPage } from '#platform/html/filters.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { plain } from '#platform/i18n/text.ts';
import type { DeskItem } from '#platform/module.ts';
import { definePage, type PageRequest } from '#platform/page.ts';
import { seeDesk } from '../access.ts';
import { byDue, DESK_LIMIT } from '../desk-items.ts';
import { type Institution, shortNameOf } from '../institution.ts';
import { institutionsById } from '../queries.ts';
import { DeskDocument, deskTabs } from './desk.tsx';

const query = z.object({
  institution: z.string().max(80).optional().catch(undefined),
  kind: z.string().max(120).optional().catch(undefined),
});
type Query = z.infer<typeof query>;

type Data = {
  tabs: Tab[];
  items: DeskItem[];
  kinds: MessageKey[];
  bodies: Map<string, Institution>;
  /** The bodies in which this person holds a post, for the portal. */
  posts: Institution[];
};

/** What waits for an official, in the order in which the law wants it done. */
export const deskPage = definePage<Query, Data>({
  name: 'institutions.desk-page',
  path: '/desk',
  on: 'both',
  query,
  access: seeDesk,
  load,
  view: ({ data, query: asked }) => <Desk data={data} query={asked} />,
});

async function load(request: PageRequest<Query>): Promise<Data> {
  const { db, page, offers, query: asked } = request;
  const { actor, tenant, today } = page;
  const tabs = deskTabs(request);
  if (actor.kind !== 'person' || !seeDesk.allows(actor, undefined, { tenant, today }))
    return { tabs, items: [], kinds: [], bodies: new Map(), posts: [] };
  const found = await Promise.all(offers.desk.map((source) => source.items(db, actor, today, DESK_LIMIT)));
  const mine = found.flat().filter((item) => tenant === null || item.institutionId === tenant.id);
  const postsIn = actor.powers.flatMap(({ name, institutionId }) =>
    name === 'desk.see' && institutionId !== null ? [institutionId] : [],
  );
  const bodies = await institutionsById(db, [...new Set([...mine.map((item) => item.institutionId), ...postsIn])]);
  const wanted = [...bodies.values()].find((body) => body.slug === asked.institution);
  const items = mine
    .filter((item) => (wanted ? item.institutionId === wanted.id : true))
    .filter((item) => (asked.kind ? item.kind === asked.kind : true))
    .sort(byDue)
    .slice(0, DESK_LIMIT);
  return {
    tabs,
    items,
    kinds: [...new Set(mine.map((item) => item.kind))],
    bodies,
    posts: postsIn.flatMap((id) => bodies.get(id) ?? []),
  };
}

function Desk({ data, query: asked }: { data: Data; query: Query }) {
  const { t, ts, tenant } = usePage();
  const filtered = asked.institution !== undefined || asked.kind !== undefined;
  return (
    <DeskDocument title={ts('institutions.desk.title')} lead={t('institutions.desk.lead')} tabs={data.tabs}>
      {data.items.length === 0 && !filtered ? (
        <Empty title={t('institutions.desk.none')}>
          <p>{t('institutions.desk.none-text')}</p>
        </Empty>
      ) : (
        <Work data={data} query={asked} />
      )}
      {tenant === null && data.posts.length > 0 && <Posts posts={data.posts} />}
    </DeskDocument>
  );
}

function Work({ data, query: asked }: { data: Data; query: Query }) {
  const { t } = usePage();
  const active = useActive(data, asked);
  return (
    <ListPage
      heading={t('institutions.desk.n', { n: data.items.length })}
      active={active}
      filters={<WorkFilters data={data} query={asked} />}
    >
      {data.items.length === 0 ? <Empty title={t('institutions.desk.none-filtered')} /> : <WorkTable data={data} />}
    </ListPage>
  );
}

function useActive(data: Data, { institution, kind }: Query): ActiveFilter[] {
  const page = usePage();
  const body = [...data.bodies.values()].find((one) => one.slug === institution);
  const label = kind && data.kinds.find((one) => one === kind);
  return [
    ...(body ? [{ name: 'institution', label: plain(shortNameOf(body), page.lang) }] : []),
    ...(label ? [{ name: 'kind', label: page.ts(label) }] : []),
  ];
}

function WorkFilters({ data, query: asked }: { data: Data; query: Query }) {
  const { ts, lang, tenant } = usePage();
  return (
    <Filters>
      <Select
        name="kind"
        label={ts('institutions.desk.kind')}
        empty={ts('platform.list.all')}
        value={asked.kind}
        choices={data.kinds.map((kind) => ({ value: kind, label: ts(kind) }))}
      />
      {tenant === null && (
        <Select
          name="institution"
          label={ts('institutions.desk.body')}
          empty={ts('platform.list.all')}
          value={asked.institution}
          choices={[...data.bodies.values()].map((body) => ({
            value: body.slug,
            label: plain(shortNameOf(body), lang),
          }))}
        />
      )}
    </Filters>
  );
}

function WorkTable({ data }: { data: Data }) {
  const page = usePage();
  const { t, ts, today } = page;
  const columns: Column<DeskItem>[] = [
    { key: 'due', label: ts('institutions.desk.due'), cell: (item) => <Due due={item.due} /> },
    {
      key: 'title',
      label: ts('institutions.desk.item'),
      head: true,
      cell: (item) => {
        const body = data.bodies.get(item.institutionId);
        return (
          <a href={page.href(item.path, body ? { tenant: body } : undefined)}>
            <Multilingual text={item.title} />
          </a>
        );
      },
    },
    { key: 'kind', label: ts('institutions.desk.kind'), cell: (item) => t(item.kind) },
  ];
  if (page.tenant === null) {
    columns.push({
      key: 'body',
      label: ts('institutions.desk.body'),
      cell: (item) => {
        const body = data.bodies.get(item.institutionId);
        return body ? <Multilingual text={shortNameOf(body)} /> : null;
      },
    });
  }
  return (
    <Table
      caption={t('institutions.desk.caption')}
      hideCaption
      columns={columns}
      rows={data.items}
      rowTone={(item) => (item.due !== null && item.due < today ? 'late' : undefined)}
    />
  );
}

/** The date, and how far it is in whole days. */
function Due({ due }: { due: string | null }) {
  const { t, today } = usePage();
  if (due === null) return <span class="soft">{t('institutions.desk.no-date')}</span>;
  const days = Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000);
  return (
    <span>
      <b class="nowrap">
        <DateText date={due} />
      </b>
      <br />
      {days < 0 ? (
        <span class="lack">{t('institutions.desk.late', { n: -days })}</span>
      ) : (
        <span class="soft">{t('institutions.desk.in', { n: days })}</span>
      )}
    </span>
  );
}

function Posts({ posts }: { posts: readonly Institution[] }) {
  const { t, href } = usePage();
  return (
    <section class="mt-6 flow" aria-labelledby="posts">
      <h2 id="posts">{t('institutions.desk.posts')}</h2>
      <ul>
        {posts.map((body) => (
          <li>
            <a href={href('/desk', { tenant: body })}>
              <Multilingual text={body.name} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
