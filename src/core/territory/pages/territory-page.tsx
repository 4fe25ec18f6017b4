import { NotFound } from '#platform/errors.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Table } from '#platform/html/table.tsx';
import { Code } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readTerritory } from '../access.ts';
import { CENSUS_BANDS, CENSUS_GENDERS, type CensusBand, type CensusFigures } from '../census.ts';
import { provinceMap } from '../map.ts';
import { ancestorsOf, censusFigures, childrenOf, territoryByCode } from '../queries.ts';
import { isTerritoryCode, LEVELS, type Territory } from '../territory.ts';
import { PopulationMap } from './population-map.tsx';
import { Count, Growth, TerritoryTable } from './territory-table.tsx';

type Data = { territory: Territory; above: Territory[]; parts: Territory[]; census: CensusFigures | undefined };

/** One unit: its figures, what it lies in and what it is made of; for a region, the map of its provinces. */
export const territoryPage = definePage<unknown, Data>({
  name: 'territory.territory-page',
  path: '/territories/:code',
  on: 'portal',
  access: readTerritory,
  async load({ db, params: { code = '' } }) {
    const territory = isTerritoryCode(code) ? await territoryByCode(db, code) : undefined;
    if (!territory) throw new NotFound();
    const [above, parts] = await Promise.all([ancestorsOf(db, code), childrenOf(db, code)]);
    return { territory, above, parts, census: (await censusFigures(db, [code])).get(code) };
  },
  cache: () => ['territories'],
  view: ({ data }) => <TerritoryView {...data} />,
});

function TerritoryView({ territory, above, parts, census }: Data) {
  const { t, ts, lang } = usePage();
  const name = plain(territory.name, lang);
  return (
    <Document
      title={`${ts(`territory.type.${territory.type}`)}: ${name}`}
      crumb={name}
      crumbs={[
        { label: ts('territory.page.title'), path: '/territories' },
        ...above.map((unit) => ({ label: plain(unit.name, lang), path: `/territories/${unit.code}` })),
      ]}
    >
      <PageHead
        kicker={
          <>
            {t(`territory.type.${territory.type}`)} · <Code>{territory.code}</Code>
          </>
        }
        title={{ text: territory.name }}
      >
        <TerritoryFigures territory={territory} />
      </PageHead>
      {LEVELS.map((level) => {
        const units = parts.filter((unit) => unit.level === level);
        if (units.length === 0) return null;
        return (
          <Chapter id={level} title={t(`territory.levels.${level}`)}>
            {territory.level === 'region' && (
              <PopulationMap map={provinceMap(territory.code)} name={name} territories={units} />
            )}
            <TerritoryTable caption={`${ts(`territory.levels.${level}`)}: ${name}`} territories={units} />
          </Chapter>
        );
      })}
      {census && <CensusTable census={census} />}
      <p class="law">{t('territory.page.source')}</p>
    </Document>
  );
}

/** Women and men by age, with where the figures come from. */
function CensusTable({ census }: { census: CensusFigures }) {
  const { t, ts } = usePage();
  const of = (band: string, gender: string) =>
    census.groups.find((group) => group.ageBand === band && group.gender === gender)?.population ?? null;
  return (
    <Chapter id="census" title={t('territory.census.title')}>
      <Table
        caption={t('territory.census.caption', { year: String(census.year) })}
        note={<bdi>{census.source}</bdi>}
        phone="plain"
        columns={[
          {
            key: 'band',
            label: ts('territory.census.age'),
            head: true,
            cell: (band: CensusBand) => t(`territory.census.bands.${band}`),
          },
          ...CENSUS_GENDERS.map((gender) => ({
            key: gender,
            label: ts(`territory.census.genders.${gender}`),
            numeric: true,
            cell: (band: CensusBand) => <Count value={of(band, gender)} />,
          })),
        ]}
        rows={CENSUS_BANDS}
      />
    </Chapter>
  );
}

function TerritoryFigures({ territory }: { territory: Territory }) {
  const { t } = usePage();
  return (
    <Figures
      level={2}
      figures={[
        { label: t('territory.page.population-2024'), value: <Count value={territory.population2024} /> },
        { label: t('territory.page.population-2014'), value: <Count value={territory.population2014} /> },
        {
          label: t('territory.page.growth'),
          value: <Growth territory={territory} />,
          note: t('territory.page.growth-note'),
        },
        { label: t('territory.page.households'), value: <Count value={territory.households2024} /> },
      ]}
    />
  );
}
