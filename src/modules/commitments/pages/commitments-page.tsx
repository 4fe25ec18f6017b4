import { institutionBySlug } from '#core/institutions/index.ts';
import { anyone } from '#platform/access.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { type ActiveFilter, Filters, ListPage } from '#platform/html/filters.tsx';
import { Document } from '#platform/html/layout.tsx';
import { hrefWith, queryWith } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { MILESTONE_STATUSES } from '../commitment.ts';
import { COMMITMENT_SORTS, countCommitments, listCommitments } from '../queries/commitments.ts';
import { commitmentFacets, type FacetOption, type Facets } from '../queries/facets.ts';
import type { CommitmentSummary } from '../queries/shapes.ts';
import { TIMELINESS } from '../timeline.ts';
import { CommitmentItems } from './commitment-items.tsx';
import { Downloads } from './downloads.tsx';
import { filtersOf, type ListQuery, listQuery } from './filters.ts';
import { statusLabel, timelinessLabel } from './words.tsx';

type Data = { list: Slice<CommitmentSummary> & Total; facets: Facets };

const PER_PAGE = 20;

/** All commitments, or those that a body has to do with, by filter, words and order. */
export const commitmentsPage = definePage<ListQuery, Data>({
  name: 'commitments.commitments-page',
  path: '/commitments',
  on: 'both',
  query: listQuery,
  access: anyone,
  load: async ({ db, page, query, remember }) => {
    const body =
      page.tenant?.id ?? (query.institution ? (await institutionBySlug(db, query.institution))?.id : undefined);
    const filters = filtersOf(query, body);
    const key = JSON.stringify(filters);
    const [slice, total, facets] = await Promise.all([
      listCommitments(db, {
        filters,
        sort: query.sort,
        paging: { limit: PER_PAGE, after: query.after },
        today: page.today,
      }),
      remember(`commitments.total ${key}`, ['commitments'], () => countCommitments(db, filters, page.today)),
      remember(`commitments.facets ${key}`, ['commitments', 'institutions'], () =>
        commitmentFacets(db, filters, page.today),
      ),
    ]);
    return { list: { ...slice, ...total }, facets };
  },
  cache: () => ['commitments'],
  view: ({ data, query }) => <Commitments {...data} query={query} />,
});

function Commitments({ list, facets, query }: Data & { query: ListQuery }) {
  const page = usePage();
  const { t, ts, tenant } = page;
  const api = apiFilters(query, tenant?.slug);
  const feed = `/commitments/feed.atom`;
  return (
    <Document
      title={ts('commitments.page.commitments')}
      description={ts('commitments.page.commitments-lead')}
      crumbs={[]}
      canonical={`/commitments${queryWith(page, { after: null, sort: null })}`}
      noIndex={page.query.size > 1}
      feeds={[{ title: ts('commitments.page.feed'), path: feed, type: 'application/atom+xml' }]}
    >
      <PageHead title={t('commitments.page.commitments')} lead={t('commitments.page.commitments-lead')} />
      <ListPage
        heading={t(list.totalIsAtLeast ? 'commitments.page.count-at-least' : 'commitments.page.count', {
          n: list.total,
        })}
        active={activeFilters(page, query, facets)}
        filters={<ListFilters query={query} facets={facets} />}
      >
        <Downloads resource="commitments" filters={api} feed={feed} calendar="/commitments/calendar.ics" />
        <Sorting query={query} />
        {list.items.length === 0 ? (
          <Empty title={t('commitments.page.none')}>
            <p>{t('commitments.page.none-text')}</p>
            <p>
              <a href={page.href('/commitments')}>{t('platform.list.clear')}</a>
            </p>
          </Empty>
        ) : (
          <CommitmentItems commitments={list.items} />
        )}
        <Pagination next={list.next} />
      </ListPage>
    </Document>
  );
}

function Sorting({ query }: { query: ListQuery }) {
  const page = usePage();
  const current = query.sort ?? 'latest';
  return (
    <p class="row small no-print">
      <span class="soft">{page.t('commitments.page.sort')}</span>
      {COMMITMENT_SORTS.map((sort) =>
        sort === current ? (
          <b aria-current="true">{page.t(`commitments.vocabulary.sort.${sort}` as MessageKey)}</b>
        ) : (
          <a href={hrefWith(page, { sort: sort === 'latest' ? null : sort })}>
            {page.t(`commitments.vocabulary.sort.${sort}` as MessageKey)}
          </a>
        ),
      )}
    </p>
  );
}

const VOCABULARIES = [
  { name: 'region', facet: 'region' },
  { name: 'area', facet: 'policyArea' },
  { name: 'sector', facet: 'sector' },
  { name: 'value', facet: 'value' },
  { name: 'theme', facet: 'theme' },
] as const;

function ListFilters({ query, facets }: { query: ListQuery; facets: Facets }) {
  const page = usePage();
  const { t, ts, tenant } = page;
  const counted = (label: string, option: FacetOption | undefined) =>
    option
      ? ts('commitments.page.option', { label, count: option.count, more: option.countIsAtLeast ? 'yes' : 'no' })
      : label;
  const status = (key: string) => facets.status.find((option) => option.key === key);
  return (
    <Filters keep={['sort']}>
      <TextInput name="q" type="search" label={t('commitments.page.words')} value={query.q} maxlength={200} />
      {!tenant && (
        <Select
          name="institution"
          label={t('commitments.page.filter-institution')}
          empty={ts('platform.list.all')}
          value={query.institution}
          choices={facets.institution.map((option) => ({
            value: option.key,
            label: counted(plain(option.label, page.lang), option),
          }))}
        />
      )}
      {VOCABULARIES.filter(({ facet }) => facets[facet].length > 0).map(({ name, facet }) => (
        <Select
          name={name}
          label={t(`commitments.page.filter-${name}` as MessageKey)}
          empty={ts('platform.list.all')}
          value={query[name]}
          choices={facets[facet].map((option) => ({
            value: option.key,
            label: counted(plain(option.label, page.lang) || option.key, option),
          }))}
        />
      ))}
      <Select
        name="status"
        label={t('commitments.page.filter-status')}
        empty={ts('platform.list.all')}
        value={query.status}
        choices={MILESTONE_STATUSES.map((key) => ({
          value: key,
          label: counted(statusLabel(page, key), status(key) ?? { key, label: null, count: 0 }),
        }))}
      />
      <Select
        name="timeliness"
        label={t('commitments.page.filter-timeliness')}
        empty={ts('platform.list.all')}
        value={query.timeliness}
        choices={TIMELINESS.map((key) => ({ value: key, label: timelinessLabel(page, key) }))}
      />
      <TextInput
        name="from"
        label={t('commitments.page.filter-from')}
        hint={t('commitments.page.filter-date-hint')}
        value={query.from}
        dir="ltr"
        width={8}
        inputMode="numeric"
      />
      <TextInput
        name="to"
        label={t('commitments.page.filter-to')}
        value={query.to}
        dir="ltr"
        width={8}
        inputMode="numeric"
      />
    </Filters>
  );
}

function activeFilters(page: PageContext, query: ListQuery, facets: Facets): ActiveFilter[] {
  const active: ActiveFilter[] = [];
  const named = (options: readonly FacetOption[], key: string) =>
    plain(options.find((option) => option.key === key)?.label, page.lang) || key;
  if (query.q) active.push({ name: 'q', label: query.q });
  if (query.institution && !page.tenant)
    active.push({ name: 'institution', label: named(facets.institution, query.institution) });
  for (const { name, facet } of VOCABULARIES) {
    const value = query[name];
    if (value) active.push({ name, label: named(facets[facet], value) });
  }
  if (query.plan) active.push({ name: 'plan', label: query.plan });
  if (query.status) active.push({ name: 'status', label: statusLabel(page, query.status) });
  if (query.timeliness) active.push({ name: 'timeliness', label: timelinessLabel(page, query.timeliness) });
  if (query.from)
    active.push({ name: 'from', label: page.ts('platform.since', { start: page.format.date(query.from) }) });
  if (query.to) active.push({ name: 'to', label: page.ts('platform.until', { end: page.format.date(query.to) }) });
  return active;
}

/** The same filters with the names of the API. */
function apiFilters(query: ListQuery, slug: string | undefined): Record<string, string> {
  const names = { area: 'policyArea' } as Record<string, string>;
  const { after: _after, institution, ...rest } = query;
  const entries = Object.entries({ ...rest, institution: slug ?? institution }).filter(
    (entry): entry is [string, string] => !!entry[1],
  );
  return Object.fromEntries(entries.map(([name, value]) => [names[name] ?? name, value]));
}
