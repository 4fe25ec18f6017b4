import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select } from '#platform/html/field.tsx';
import { type ActiveFilter, Filters, ListPage } from '#platform/html/filters.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination, Total as TotalText } from '#platform/html/pagination.tsx';
import { Table } from '#platform/html/table.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { MILESTONE_STATUSES } from '../commitment.ts';
import { countMilestones, listMilestones } from '../queries/milestones.ts';
import type { MilestoneInList } from '../queries/shapes.ts';
import { TIMELINESS } from '../timeline.ts';
import { Downloads } from './downloads.tsx';
import { statusLabel, tagsOf, timelinessLabel } from './words.tsx';

const query = z.object({
  plan: z.string().trim().max(100).optional().catch(undefined),
  status: z.enum(MILESTONE_STATUSES).optional().catch(undefined),
  timeliness: z.enum(TIMELINESS).optional().catch(undefined),
  after: z.string().max(2_000).optional(),
});

type Query = z.infer<typeof query>;
type Data = Slice<MilestoneInList> & Total;

/** Milestones over many commitments, the earliest end first. */
export const milestonesPage = definePage<Query, Data>({
  name: 'commitments.milestones-page',
  path: '/milestones',
  on: 'both',
  query,
  access: anyone,
  load: async ({ db, page, query: { after, ...chosen }, remember }) => {
    const filters = {
      institutionId: page.tenant?.id,
      plan: chosen.plan || undefined,
      status: chosen.status,
      timeliness: chosen.timeliness,
    };
    const [slice, total] = await Promise.all([
      listMilestones(db, { filters, sort: 'end', paging: { limit: 50, after }, today: page.today }),
      remember(`milestones.total ${JSON.stringify(filters)}`, ['commitments'], () =>
        countMilestones(db, filters, page.today),
      ),
    ]);
    return { ...slice, ...total };
  },
  cache: () => ['commitments'],
  view: ({ data, query: chosen }) => <Milestones list={data} query={chosen} />,
});

function Milestones({ list, query: chosen }: { list: Data; query: Query }) {
  const page = usePage();
  const { t, ts, tenant } = page;
  const filters = Object.fromEntries(
    Object.entries({
      plan: chosen.plan,
      status: chosen.status,
      timeliness: chosen.timeliness,
      institution: tenant?.slug,
    }).filter((entry): entry is [string, string] => !!entry[1]),
  );
  return (
    <Document
      title={ts('commitments.page.all-milestones')}
      crumbs={[{ label: ts('commitments.page.commitments'), path: '/commitments' }]}
      canonical="/milestones"
    >
      <PageHead title={t('commitments.page.all-milestones')} lead={t('commitments.page.all-milestones-lead')} />
      <ListPage
        heading={<TotalText total={list.total} atLeast={list.totalIsAtLeast} />}
        active={active(page, chosen)}
        filters={
          <Filters keep={['plan']}>
            <Select
              name="status"
              label={t('commitments.page.filter-status')}
              empty={ts('platform.list.all')}
              value={chosen.status}
              choices={MILESTONE_STATUSES.map((key) => ({ value: key, label: statusLabel(page, key) }))}
            />
            <Select
              name="timeliness"
              label={t('commitments.page.filter-timeliness')}
              empty={ts('platform.list.all')}
              value={chosen.timeliness}
              choices={TIMELINESS.map((key) => ({ value: key, label: timelinessLabel(page, key) }))}
            />
          </Filters>
        }
      >
        <Downloads resource="milestones" filters={filters} />
        {list.items.length === 0 ? (
          <Empty title={t('commitments.page.no-milestones-found')}>
            <p>
              <a href={page.href('/milestones')}>{t('platform.list.clear')}</a>
            </p>
          </Empty>
        ) : (
          <Table
            caption={ts('commitments.page.all-milestones')}
            hideCaption
            rows={list.items}
            rowTone={(milestone) => (milestone.timeliness === 'late' ? 'late' : undefined)}
            columns={[
              {
                key: 'title',
                label: ts('commitments.field.milestone'),
                head: true,
                cell: (milestone) => <Multilingual text={milestone.title} />,
              },
              {
                key: 'commitment',
                label: ts('commitments.field.commitment'),
                cell: ({ commitment, reference }) => (
                  <a href={page.href(`/commitments/${commitment.reference}#${reference}`)}>
                    <Code>{commitment.reference}</Code>
                  </a>
                ),
              },
              {
                key: 'end',
                label: ts('commitments.field.end'),
                nowrap: true,
                cell: (milestone) =>
                  milestone.end ? (
                    <DateText date={milestone.end} precision={milestone.precision ?? 'day'} />
                  ) : (
                    t('commitments.page.no-date')
                  ),
              },
              {
                key: 'status',
                label: ts('commitments.field.status'),
                cell: (milestone) => tagsOf(page, milestone).map((tag) => <StatusTag {...tag} />),
              },
            ]}
          />
        )}
        <Pagination next={list.next} />
      </ListPage>
    </Document>
  );
}

function active(page: PageContext, chosen: Query): ActiveFilter[] {
  return [
    ...(chosen.plan ? [{ name: 'plan', label: chosen.plan }] : []),
    ...(chosen.status ? [{ name: 'status', label: statusLabel(page, chosen.status) }] : []),
    ...(chosen.timeliness ? [{ name: 'timeliness', label: timelinessLabel(page, chosen.timeliness) }] : []),
  ];
}
