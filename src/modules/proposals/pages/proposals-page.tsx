import { z } from 'zod';
import { type Institution, institutionsById } from '#core/institutions/index.ts';
import type { Total as Counted, Slice } from '#platform/db/paging.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { type ActiveFilter, Filters, ListPage } from '#platform/html/filters.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { DateRange } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readProposals } from '../access.ts';
import { type Author, authorsOfAll } from '../authors.ts';
import { type PlaceChoice, placesOf } from '../places.ts';
import { isCallOpen, PROPOSAL_STATES } from '../proposal.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { countsByPlace, listProposals, type Proposal, placesTag, SORTS } from '../queries/proposals.ts';
import { findCall } from '../target.ts';
import { PlacesMap } from './places-map.tsx';
import { ProposalItems } from './proposal-items.tsx';

const query = z.object({
  call: z.string().max(40).optional(),
  theme: z.string().max(60).optional(),
  state: z.enum(PROPOSAL_STATES).optional().catch(undefined),
  territory: z.string().max(20).optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(SORTS).catch('new'),
  after: z.string().max(2_000).optional(),
});

type Query = z.infer<typeof query>;
type Data = Slice<Proposal> &
  Counted & {
    call: ProposalCall | undefined;
    body: Institution | undefined;
    authors: Map<string, Author>;
    places: PlaceChoice[];
    counts: ReadonlyMap<string, number>;
  };

/** The proposals of a call, or of everywhere, with search, filters and two orders. */
export const proposalsPage = definePage<Query, Data>({
  name: 'proposals.proposals-page',
  path: '/proposals',
  on: 'both',
  query,
  access: readProposals,
  load: async ({ db, remember, page: { tenant }, query: { call: id, sort, after, ...filter } }) => {
    const call = id ? await findCall({ db, tenant }, id) : undefined;
    const institutionId = call?.institutionId ?? tenant?.id;
    const listed = await listProposals(
      db,
      // The order by support stands on the index of one call.
      { ...filter, institutionId, callId: call?.id, sort: call ? sort : 'new' },
      { limit: 20, after },
    );
    const body = institutionId ? (await institutionsById(db, [institutionId])).get(institutionId) : undefined;
    return {
      ...listed,
      call,
      body,
      counts: call
        ? await remember(`proposals.places ${call.id}`, [placesTag(call.id)], () => countsByPlace(db, call))
        : new Map(),
      authors: await authorsOfAll(db, listed.items),
      places: body ? await placesOf(db, body) : [],
    };
  },
  cache: ({ call }) => [call ? `proposal-call:${call.id}` : 'proposals', 'institutions'],
  view: ({ data, query: asked }) => <Proposals data={data} asked={asked} />,
});

function Proposals({ data, asked }: { data: Data; asked: Query }) {
  const page = usePage();
  const { t, ts, lang, today, href } = page;
  const { call, items, total } = data;
  const title = call ? plain(call.title, lang) : ts('proposals.page.title');
  const feed = `/proposals/feed.atom${call ? `?call=${call.id}` : ''}`;
  return (
    <Document
      title={title}
      description={ts('proposals.page.lead')}
      crumbs={call ? [{ label: ts('proposals.page.about'), path: call.aboutPath }] : []}
      wide
      feeds={[{ title, path: feed, type: 'application/atom+xml' }]}
    >
      <PageHead
        title={call ? { text: call.title } : title}
        kicker={call && t('proposals.page.title')}
        lead={call ? <DateRange start={call.opensOn} end={call.closesOn} /> : t('proposals.page.lead')}
        row={
          call &&
          isCallOpen(call, today) && (
            <ButtonLink path={`/proposals/new?call=${call.id}`}>{t('proposals.write.new')}</ButtonLink>
          )
        }
      />
      <ListPage
        heading={t('proposals.page.n', { n: total })}
        active={activeOf(page, data, asked)}
        downloads={
          <>
            <a href={href(feed)}>{t('proposals.page.feed')}</a>
            {call && (
              <>
                {' · '}
                <a href={`/api/v1/proposals.csv?call=${call.id}&ended=1`}>CSV</a>
                {' · '}
                <a href={`/api/v1/proposals?call=${call.id}&ended=1`}>JSON</a>
              </>
            )}
          </>
        }
        filters={
          <div class="flow">
            <ProposalFilters data={data} asked={asked} />
            {call && data.body && (
              <PlacesMap
                body={data.body}
                callId={call.id}
                counts={data.counts}
                places={data.places}
                chosen={asked.territory}
              />
            )}
          </div>
        }
      >
        {items.length === 0 ? (
          <Empty title={t('proposals.page.none')}>
            <p>{t('proposals.page.none-text')}</p>
          </Empty>
        ) : (
          <ProposalItems proposals={items} authors={data.authors} path={(one) => `/proposals/${one.reference}`} />
        )}
        <Pagination next={data.next} />
      </ListPage>
    </Document>
  );
}

function activeOf({ ts, lang }: PageContext, { call, places }: Data, asked: Query): ActiveFilter[] {
  const theme = call?.themes.find(({ key }) => key === asked.theme);
  const place = places.find(({ code }) => code === asked.territory);
  return [
    ...(asked.q ? [{ name: 'q', label: asked.q }] : []),
    ...(theme ? [{ name: 'theme', label: plain(theme.name, lang) }] : []),
    ...(asked.state ? [{ name: 'state', label: ts(`proposals.state.${asked.state}`) }] : []),
    ...(place ? [{ name: 'territory', label: plain(place.name, lang) }] : []),
  ];
}

function ProposalFilters({ data: { call, places }, asked }: { data: Data; asked: Query }) {
  const { t, ts, lang } = usePage();
  return (
    <Filters keep={call ? ['call'] : []}>
      <TextInput name="q" type="search" label={t('proposals.filter.words')} value={asked.q} maxlength={200} />
      {call && call.themes.length > 0 && (
        <Select
          name="theme"
          label={t('proposals.field.theme')}
          empty={ts('proposals.filter.all')}
          value={asked.theme}
          choices={call.themes.map(({ key, name }) => ({ value: key, label: plain(name, lang) }))}
        />
      )}
      <Select
        name="state"
        label={t('proposals.field.state')}
        empty={ts('proposals.filter.all')}
        value={asked.state}
        choices={PROPOSAL_STATES.map((state) => ({ value: state, label: ts(`proposals.state.${state}`) }))}
      />
      {places.length > 0 && (
        <Select
          name="territory"
          label={t('proposals.field.territory')}
          empty={ts('proposals.filter.all')}
          value={asked.territory}
          choices={places.map(({ code, name, within }) => ({
            value: code,
            label: plain(name, lang),
            group: plain(within, lang),
          }))}
        />
      )}
      {call && (
        <Select
          name="sort"
          label={t('proposals.filter.sort')}
          value={asked.sort}
          choices={SORTS.map((sort) => ({ value: sort, label: ts(`proposals.filter.sort-${sort}`) }))}
        />
      )}
    </Filters>
  );
}
