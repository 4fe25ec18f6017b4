import { usePage } from '#platform/html/context.tsx';
import { FigureBox } from '#platform/html/figures.tsx';
import { type MapShape, RegionMap } from '#platform/html/map.tsx';
import { plain } from '#platform/i18n/text.ts';
import { type AreaMap, MAP_ATTRIBUTION } from '../map.ts';
import type { Territory } from '../territory.ts';
import { Count } from './territory-table.tsx';

type Tone = 1 | 2 | 3 | 4 | 5;

/** Five classes with as many areas in each as can be, from the fewest inhabitants to the most. Exported for its test. */
export function classesOf(territories: readonly Territory[]): Map<string, Tone> {
  const ranked = [...territories].sort((a, b) => a.population2024 - b.population2024);
  return new Map(
    ranked.map((territory, rank) => [territory.code, (1 + Math.floor((rank * 5) / ranked.length)) as Tone]),
  );
}

type PopulationMapProps = { map: AreaMap; name: string; territories: readonly Territory[] };

/** Where people live: one shade for each fifth of the areas. The table beside it has the same figures. */
export function PopulationMap({ map, name, territories }: PopulationMapProps) {
  const { t, ts, href, format, lang } = usePage();
  const tones = classesOf(territories);
  const byCode = new Map(territories.map((territory) => [territory.code, territory]));
  const shapes = map.areas.flatMap(({ code, path }): MapShape[] => {
    const territory = byCode.get(code);
    if (!territory) return [];
    return [
      {
        key: code,
        d: path,
        tone: tones.get(code) ?? 'off',
        title: `${plain(territory.name, lang)}: ${format.number(territory.population2024)}`,
        href: href(`/territories/${code}`),
      },
    ];
  });
  return (
    <FigureBox id="map" title={t('territory.page.map')} note={t('territory.page.map-note')}>
      <RegionMap
        viewBox={map.viewBox}
        summary={ts('territory.page.map-summary', { name })}
        shapes={shapes}
        legend={legendOf(territories, tones)}
        attribution={MAP_ATTRIBUTION}
      />
    </FigureBox>
  );

  function legendOf(all: readonly Territory[], classes: Map<string, Tone>) {
    return ([1, 2, 3, 4, 5] as const).flatMap((tone) => {
      const counts = all.filter(({ code }) => classes.get(code) === tone).map((one) => one.population2024);
      if (counts.length === 0) return [];
      const [least, most] = [Math.min(...counts), Math.max(...counts)];
      const range = t('platform.range', { start: <Count value={least} />, end: <Count value={most} /> });
      return [{ tone, label: least === most ? <Count value={least} /> : range }];
    });
  }
}
