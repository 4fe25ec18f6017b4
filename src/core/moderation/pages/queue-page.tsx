import { z } from 'zod';
import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { readQueue } from '../access.ts';
import { listAppeals, listQueue, type QueuedAppeal, type QueuedItem } from '../queries/items.ts';

const PAGE = 50;

const query = z.object({ after: z.string().max(500).optional() });
type Query = z.infer<typeof query>;

type Data = {
  institutionId: string;
  tabs: Tab[];
  items: QueuedItem[];
  next: string | null;
  appeals: QueuedAppeal[];
};

/** What waits for the moderators of a body, by the day it should be answered. */
export const queuePage = definePage<Query, Data>({
  name: 'moderation.queue-page',
  path: '/desk/moderation',
  on: 'tenant',
  query,
  access: readQueue,
  load: async (request) => {
    const { db, page, query: asked } = request;
    if (!page.tenant) throw new NotFound();
    const institutionId = page.tenant.id;
    const { items, next } = await listQueue(db, institutionId, { paging: { limit: PAGE, after: asked.after } });
    const appeals = await listAppeals(db, institutionId, { limit: PAGE });
    return { institutionId, tabs: deskTabs(request), items, next, appeals };
  },
  view: ({ data }) => <Queue {...data} />,
});

function Queue({ tabs, items, next, appeals }: Data) {
  const page = usePage();
  const { t, ts, href, today } = page;
  return (
    <DeskDocument
      title={ts('moderation.desk.title')}
      lead={t('moderation.desk.lead')}
      tabs={tabs}
      row={
        <>
          <a href={href('/desk/moderation/grounds')}>{t('moderation.grounds.title')}</a>
          <a href={href('/moderation')}>{t('moderation.figures.title')}</a>
        </>
      }
    >
      {items.length === 0 && !page.query.has('after') ? (
        <Empty title={t('moderation.desk.none')}>
          <p>{t('moderation.desk.none-text')}</p>
        </Empty>
      ) : (
        <Table
          caption={t('moderation.desk.waiting')}
          rows={items}
          rowTone={(item) => (item.dueOn < today ? 'late' : undefined)}
          columns={[
            { key: 'due', label: ts('moderation.desk.due'), cell: (item) => <DateText date={item.dueOn} /> },
            {
              key: 'about',
              label: ts('moderation.desk.about'),
              head: true,
              cell: (item) => (
                <a href={href(`/desk/moderation/${item.id}`)}>
                  <Multilingual text={item.about} />
                </a>
              ),
            },
            { key: 'why', label: ts('moderation.desk.why'), cell: (item) => <Why item={item} /> },
          ]}
        />
      )}
      <Pagination next={next} />
      {appeals.length > 0 && <Appeals appeals={appeals} />}
    </DeskDocument>
  );
}

function Why({ item }: { item: QueuedItem }) {
  const { t } = usePage();
  return (
    <>
      {item.held && <p>{t('moderation.desk.held')}</p>}
      {item.reports > 0 && <p>{t('moderation.desk.n-reports', { n: item.reports })}</p>}
      {item.unproven > 0 && <p class="soft">{t('moderation.desk.n-unproven', { n: item.unproven })}</p>}
    </>
  );
}

function Appeals({ appeals }: { appeals: readonly QueuedAppeal[] }) {
  const { t, ts, href, actor, today } = usePage();
  return (
    <Table
      caption={t('moderation.desk.appeals')}
      rows={appeals}
      rowTone={(appeal) => (appeal.dueOn < today ? 'late' : undefined)}
      columns={[
        { key: 'due', label: ts('moderation.desk.due'), cell: (appeal) => <DateText date={appeal.dueOn} /> },
        {
          key: 'about',
          label: ts('moderation.desk.about'),
          head: true,
          cell: (appeal) => (
            <a href={href(`/desk/moderation/${appeal.itemId}`)}>
              <Multilingual text={appeal.about} />
            </a>
          ),
        },
        {
          key: 'who',
          label: ts('moderation.desk.who'),
          cell: (appeal) =>
            actor.kind === 'person' && [appeal.hiddenBy, appeal.appellantId].includes(actor.id)
              ? t('moderation.desk.for-another')
              : t('moderation.desk.for-you'),
        },
      ]}
    />
  );
}
