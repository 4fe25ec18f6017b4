import { NotFound } from '#platform/errors.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Code } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readTerritory } from '../access.ts';
import { provinceMap } from '../map.ts';
import { ancestorsOf, childrenOf, territoryByCode } from '../queries.ts';
import { isTerritoryCode, LEVELS, type Territory } from '../territory.ts';
import { PopulationMap } from './population-map.tsx';
import { Count, Growth, TerritoryTable } from './territory-table.tsx';

type Data = { territory: Territory; above: Territory[]; parts: Territory[] };

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
    return { territory, above, parts };
  },
  cache: () => ['territories'],
  view: ({ data }) => <TerritoryView {...data} />,
});

function TerritoryView({ territory, above, parts }: Data) {
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
      <p class="law">{t('territory.page.source')}</p>
    </Document>
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
