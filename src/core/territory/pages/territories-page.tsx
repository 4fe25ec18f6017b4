import { z } from 'zod';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { SearchForm } from '#platform/html/search-form.tsx';
import { definePage } from '#platform/page.ts';
import { readTerritory } from '../access.ts';
import { regionMap } from '../map.ts';
import { regions, searchTerritories } from '../queries.ts';
import type { Territory } from '../territory.ts';
import { PopulationMap } from './population-map.tsx';
import { TerritoryTable } from './territory-table.tsx';

const query = z.object({ q: z.string().trim().max(200).optional().catch(undefined) });
type Query = z.infer<typeof query>;

type Data = { regions: Territory[]; found: Territory[] };

/** The twelve regions on a map and in a table, and the search for any unit below them. */
export const territoriesPage = definePage<Query, Data>({
  name: 'territory.territories-page',
  path: '/territories',
  on: 'portal',
  query,
  access: readTerritory,
  async load({ db, query: { q } }) {
    return { regions: await regions(db), found: q ? await searchTerritories(db, q, 50) : [] };
  },
  cache: () => ['territories'],
  view: ({ data, query }) => <Territories {...data} q={query.q} />,
});

function Territories({ regions, found, q }: Data & Query) {
  const { t, ts } = usePage();
  return (
    <Document title={ts('territory.page.title')} description={ts('territory.page.lead')} crumbs={[]}>
      <PageHead title={t('territory.page.title')} lead={t('territory.page.lead')}>
        <SearchForm action="/territories" label={ts('territory.page.search')} value={q} />
      </PageHead>
      {q && (
        <Chapter id="results" title={t('territory.page.results', { q: <bdi>{q}</bdi> })}>
          {found.length === 0 ? (
            <Empty title={t('territory.page.none')}>
              <p>{t('territory.page.none-text')}</p>
            </Empty>
          ) : (
            <TerritoryTable caption={ts('territory.page.results', { q })} territories={found} />
          )}
        </Chapter>
      )}
      <Chapter id="regions" title={t('territory.levels.region')} intro={<Downloads />}>
        <PopulationMap map={regionMap()} name={ts('territory.country')} territories={regions} />
        <TerritoryTable caption={ts('territory.levels.region')} territories={regions} />
      </Chapter>
    </Document>
  );
}

function Downloads() {
  const { t } = usePage();
  const links = (
    <>
      <a href="/api/v1/territories.csv" dir="ltr">
        CSV
      </a>
      {' · '}
      <a href="/api/v1/territories" dir="ltr">
        JSON
      </a>
      {' · '}
      <a href="/territories/regions.geojson" dir="ltr">
        GeoJSON
      </a>
    </>
  );
  return <>{t('platform.list.download', { links })}</>;
}
