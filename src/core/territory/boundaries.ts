import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { defineResource, type Resource } from '#platform/page.ts';
import { readShipped } from '#platform/shipped-files.ts';

type Facts = { code: string; iso: string; type: string; region: string; fr: string; ar: string; center: number[] };
type Outlines = Topology<Record<'regions' | 'provinces', GeometryCollection<Facts>>>;

// A hundred metres: finer digits would claim a precision that simplified outlines do not have.
const DIGITS = 3;

type Boundary = { type: 'Feature'; id: string | number | undefined; properties: object; geometry: object };
type Boundaries = { type: 'FeatureCollection'; attribution: string; license: string; features: Boundary[] };

/** The outlines of a level as GeoJSON (RFC 7946), with the licence inside the file, because files travel without their page. */
export function boundaries(level: 'regions' | 'provinces'): Boundaries {
  const outlines = readShipped('territories.topo.json') as Outlines;
  const collection = feature(outlines, outlines.objects[level]);
  return {
    type: 'FeatureCollection',
    attribution: '© OpenStreetMap contributors',
    license: 'ODbL-1.0, https://opendatacommons.org/licenses/odbl/1-0/',
    features: collection.features.map(({ id, geometry, properties: { code, iso, type, region, fr, ar, center } }) => ({
      type: 'Feature',
      id,
      properties: { code, iso3166_2: iso, type, region, name_ar: ar, name_fr: fr, label_at: center },
      geometry: rounded(geometry),
    })),
  };
}

function rounded<T>(value: T): T {
  if (typeof value === 'number') return Number(value.toFixed(DIGITS)) as T;
  if (Array.isArray(value)) return value.map(rounded) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)])) as T;
}

function resource(level: 'regions' | 'provinces'): Resource {
  return defineResource({
    name: `territory.${level}-geojson`,
    path: `/territories/${level}.geojson`,
    on: 'portal',
    root: true,
    async load() {
      return {
        type: 'application/geo+json',
        body: JSON.stringify(boundaries(level)),
        tags: ['territories'],
        download: `${level}.geojson`,
      };
    },
  });
}

export const regionBoundaries = resource('regions');
export const provinceBoundaries = resource('provinces');
