import type { Institution } from '#core/institutions/index.ts';
import { type AreaShape, MAP_ATTRIBUTION, provinceMap } from '#core/territory/index.ts';
import { usePage } from '#platform/html/context.tsx';
import { FigureBox } from '#platform/html/figures.tsx';
import { type MapShape, RegionMap } from '#platform/html/map.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { PlaceChoice } from '../places.ts';

type MapProps = {
  body: Pick<Institution, 'kind' | 'territory'>;
  callId: string;
  /** How many proposals are about each place, by its code; places of others are counted with the one they lie in. */
  counts: ReadonlyMap<string, number>;
  places: readonly PlaceChoice[];
  /** The place that the list is narrowed to. */
  chosen: string | undefined;
};

/** The place that a map draws, of any place in it: `09.121.01.03` lies in `09.121`. */
const PROVINCE = /^\d+(\.\d+)?/;

/** The smallest and the largest bubble, in units of a map 360 wide. */
const SMALLEST = 11;
const LARGEST = 30;

/**
 * Where the proposals of a call are about: a bubble on each prefecture or province, as large as their number, and the same numbers as a
 * list of links. What is drawn is one shape for each territory, however many proposals there are.
 */
export function PlacesMap({ body, callId, counts, places, chosen }: MapProps) {
  const { t, ts, lang, href, format } = usePage();
  const map =
    body.territory === null ? provinceMap() : body.kind === 'region' ? provinceMap(body.territory) : undefined;
  const sums = sumsOf(counts);
  const of = (code: string) => sums.get(code) ?? 0;
  const nameOf = (code: string) => plain(places.find((place) => place.code === code)?.name, lang) || code;
  const to = (code: string) => href(`/proposals?call=${callId}&territory=${code}`);
  const listed = places.filter(({ code }) => (inside(chosen, code) ? counts.get(code) : of(code) > 0 && isArea(code)));
  const most = Math.max(...[...sums.values()], 1);
  if (listed.length === 0) return null;
  const title = (code: string) => `${nameOf(code)}: ${format.number(of(code))}`;
  const areas = map?.areas ?? [];
  return (
    <FigureBox id="places-map" title={t('proposals.map.title')} note={t('proposals.map.note')}>
      {map && areas.length > 0 && (
        <RegionMap
          viewBox={map.viewBox}
          summary={ts('proposals.map.summary', { n: listed.length })}
          shapes={[
            ...areas.map(
              ({ code, path }): MapShape => ({
                key: code,
                d: path,
                tone: code === chosen ? 3 : of(code) > 0 ? 1 : 'off',
                title: title(code),
                ...(of(code) > 0 ? { href: to(code) } : {}),
              }),
            ),
            ...areas
              .filter(({ code }) => of(code) > 0)
              .map(
                (area): MapShape => ({
                  key: `n-${area.code}`,
                  d: bubble(area, of(area.code) / most),
                  tone: 5,
                  title: title(area.code),
                  href: to(area.code),
                }),
              ),
          ]}
          labels={areas
            .filter(({ code }) => of(code) > 0)
            .map(({ code, labelAt: [x, y] }) => ({ x, y: y + 7, lines: [format.number(of(code))], on: 'high' }))}
          attribution={MAP_ATTRIBUTION}
        />
      )}
      <ul>
        {listed.map(({ code }) => (
          <li>
            <a href={to(code)} aria-current={code === chosen ? 'true' : undefined}>
              {nameOf(code)}
            </a>{' '}
            – {t('proposals.page.n', { n: inside(chosen, code) ? (counts.get(code) ?? 0) : of(code) })}
          </li>
        ))}
      </ul>
    </FigureBox>
  );
}

const isArea = (code: string) => PROVINCE.exec(code)?.[0] === code;

/** Whether a place lies in the one that was chosen: then the list goes down to it. */
const inside = (chosen: string | undefined, code: string) => chosen !== undefined && code.startsWith(`${chosen}.`);

function sumsOf(counts: ReadonlyMap<string, number>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [code, n] of counts) {
    const area = PROVINCE.exec(code)?.[0] ?? code;
    sums.set(area, (sums.get(area) ?? 0) + n);
  }
  return sums;
}

/** A circle whose area grows with the share of the most. */
function bubble({ labelAt: [x, y] }: AreaShape, share: number): string {
  const r = Math.round(SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(share));
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}
