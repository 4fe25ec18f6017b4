import { z } from 'zod';
import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { holdsPower } from '#platform/tenant.ts';
import { listDocuments } from '../access.ts';
import { attachmentPath, nameOf, typeLabel } from '../attachment.ts';
import { type Attachment, listAttachments } from '../queries.ts';
import { findSubject } from '../target.ts';
import { TypeAndSize } from './document-facts.tsx';

const PAGE = 50;

const query = z.object({ after: z.string().max(500).optional() });
type Query = z.infer<typeof query>;

type Row = Attachment & { about: Awaited<ReturnType<typeof findSubject>> };
type Data = { institutionId: string; tabs: Tab[]; rows: Row[]; next: string | null };

/** The public documents of a body, the newest first: what is in sight, what could not be read, what was removed and why. */
export const documentsPage = definePage<Query, Data>({
  name: 'attachments.documents-page',
  path: '/desk/documents',
  on: 'tenant',
  query,
  access: listDocuments,
  load: async (request) => {
    const { db, page, offers, query: asked } = request;
    if (!page.tenant) throw new NotFound();
    const institutionId = page.tenant.id;
    const { items, next } = await listAttachments(db, { institutionId }, { limit: PAGE, after: asked.after });
    const names = [...new Set(items.map((item) => nameOf(item.subject)))];
    const found = await Promise.all(names.map(async (name) => [name, await findSubject(db, offers, name)] as const));
    const subjects = new Map(found);
    const rows = items.map((item) => ({ ...item, about: subjects.get(nameOf(item.subject)) }));
    return { institutionId, tabs: deskTabs(request), rows, next };
  },
  view: ({ data }) => <Documents {...data} />,
});

function Documents({ tabs, rows, next }: Data) {
  const page = usePage();
  const { t, ts, href } = page;
  return (
    <DeskDocument title={ts('attachments.desk.title')} lead={t('attachments.desk.lead')} tabs={tabs}>
      {rows.length === 0 ? (
        <Empty title={t('attachments.desk.none')}>
          <p>{t('attachments.desk.none-text')}</p>
        </Empty>
      ) : (
        <Table
          caption={t('attachments.chapter.title')}
          rows={rows}
          columns={[
            { key: 'title', label: ts('attachments.field.title'), head: true, cell: (row) => <Title row={row} /> },
            {
              key: 'about',
              label: ts('attachments.field.about'),
              cell: (row) =>
                row.about && (
                  <a href={href(row.about.found.path)}>
                    <Multilingual text={row.about.found.title} />
                  </a>
                ),
            },
            { key: 'type', label: ts('attachments.field.type'), cell: (row) => <TypeAndSize document={row} /> },
            {
              key: 'attached',
              label: ts('attachments.field.attached'),
              cell: (row) => <DateText date={calendarDate(row.attachedAt)} />,
            },
            { key: 'state', label: ts('attachments.field.state'), cell: (row) => <State row={row} /> },
          ]}
        />
      )}
      <Pagination next={next} />
    </DeskDocument>
  );
}

function Title({ row }: { row: Row }) {
  const { t, href } = usePage();
  return (
    <a href={href(attachmentPath(row.id))}>
      {row.state === 'removed' ? (
        t('attachments.desk.removed', { type: typeLabel(row.type) })
      ) : (
        <Multilingual text={row.title} />
      )}
    </a>
  );
}

function State({ row }: { row: Row }) {
  const { t, href, actor } = usePage();
  if (row.state === 'removed') return <Multilingual as="span" text={row.removedReason} />;
  const mayEdit = actor.kind === 'person' && row.about && holdsPower(actor, row.about.power, row.institutionId);
  return (
    <>
      <p>{t(`attachments.words.${row.wordsState}`)}</p>
      {mayEdit && <a href={href(`${attachmentPath(row.id)}/edit`)}>{t('attachments.page.edit')}</a>}
    </>
  );
}
