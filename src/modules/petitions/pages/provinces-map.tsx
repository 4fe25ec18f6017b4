import { MAP_ATTRIBUTION, provinceMap } from '#core/territory/index.ts';
import { usePage } from '#platform/html/context.tsx';
import { FigureBox } from '#platform/html/figures.tsx';
import { RegionMap } from '#platform/html/map.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import type { Counts } from '../queries/petitions.ts';

type MapProps = {
  region: string;
  counts: Counts;
  provinces: readonly { code: string; name: Text }[];
  minimum: number;
};

/** The provinces of a region: below the floor of the law, or at it. The same numbers stand in the table beside it. */
export function ProvincesMap({ region, counts, provinces, minimum }: MapProps) {
  const { t, ts, lang, format } = usePage();
  const map = provinceMap(region);
  if (map.areas.length === 0) return null;
  const of = (code: string) => counts.byProvince.get(code) ?? 0;
  return (
    <FigureBox id="provinces-map" title={t('petitions.provinces.map-title')}>
      <RegionMap
        viewBox={map.viewBox}
        summary={ts('petitions.provinces.map')}
        shapes={map.areas.map(({ code, path }) => {
          const name = provinces.find((one) => one.code === code)?.name;
          return {
            key: code,
            d: path,
            tone: name === undefined ? 'off' : of(code) < minimum ? 'short' : 4,
            ...(name ? { title: `${plain(name, lang)}: ${format.number(of(code))}` } : {}),
          };
        })}
        legend={[
          { tone: 'short', label: t('petitions.provinces.below') },
          { tone: 4, label: t('petitions.provinces.reached') },
        ]}
        attribution={MAP_ATTRIBUTION}
      />
    </FigureBox>
  );
}
