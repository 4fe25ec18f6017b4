import { MAP_ATTRIBUTION, provinceMap, regionMap, type Territory } from '#core/territory/index.ts';
import { usePage } from '#platform/html/context.tsx';
import { RegionMap } from '#platform/html/map.tsx';
import { plain } from '#platform/i18n/text.ts';

/** Where the place lies that a consultation is about: its region in the country, or its prefecture or province in the region. */
export function PlaceMap({ place }: { place: Pick<Territory, 'code' | 'name'> }) {
  const { ts, lang } = usePage();
  const [region = '', province] = place.code.split('.');
  const map = province === undefined ? regionMap() : provinceMap(region);
  const marked = province === undefined ? region : `${region}.${province}`;
  return (
    <RegionMap
      viewBox={map.viewBox}
      summary={ts('consultations.page.place-map', { place: plain(place.name, lang) })}
      shapes={map.areas.map(({ code, path }) => ({ key: code, d: path, tone: code === marked ? 3 : 'off' }))}
      attribution={MAP_ATTRIBUTION}
    />
  );
}
