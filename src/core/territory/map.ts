import { geoMercator, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { readShipped } from '#platform/shipped-files.ts';

/** What must stand beside every map: the outlines are OpenStreetMap's. */
export const MAP_ATTRIBUTION = '© OpenStreetMap contributors, ODbL';

/** One area of a map: `path` and `labelAt` are in the coordinates of the map's `viewBox`. */
export type AreaShape = {
  /** The code of the territory. */
  code: string;
  /** The `d` of an SVG path. */
  path: string;
  /** A point inside the area where its name or value may stand, `[x, y]`. */
  labelAt: [number, number];
};

/** The areas of a map, north at the top; a map is never mirrored, whatever the direction of the page. */
export type AreaMap = { viewBox: string; width: number; height: number; areas: readonly AreaShape[] };

const WIDTH = 360;

/** What an arc may lose: corners that span less than this many square units of a map 360 wide. A map of all regions is then about 6 KB. */
const SMALLEST_CORNER = 1.2;
/** Islands smaller than this many square units are left out, unless an area consists of nothing else. */
const SMALLEST_ISLAND = 1.5;

type Point = [number, number];

/** As GeoJSON writes it: longitude, latitude. */
type Position = number[];

type Facts = { code: string; region: string; center: Point };
type Outlines = Topology<Record<'regions' | 'provinces', GeometryCollection<Facts>>>;

const made = new Map<string, AreaMap>();

/** The twelve regions. Drawn from the outlines at first use, then kept. */
export function regionMap(): AreaMap {
  return kept('regions', () => draw('regions'));
}

/** The prefectures and provinces: of one region by its code, else of the whole country. A code that is no region's has no areas. */
export function provinceMap(region?: string): AreaMap {
  if (region === undefined) return kept('provinces', () => draw('provinces'));
  if (!regionShapes().some((area) => area.code === region)) return { ...regionMap(), areas: [] };
  return kept(region, () => draw('provinces', region));
}

/** The areas of `regionMap`. */
export function regionShapes(): readonly AreaShape[] {
  return regionMap().areas;
}

/** The areas of `provinceMap`. */
export function provinceShapes(region?: string): readonly AreaShape[] {
  return provinceMap(region).areas;
}

function kept(name: string, make: () => AreaMap): AreaMap {
  let map = made.get(name);
  if (!map) {
    map = make();
    made.set(name, map);
  }
  return map;
}

function draw(level: 'regions' | 'provinces', region?: string): AreaMap {
  const outlines = readShipped('territories.topo.json') as Outlines;
  const geometries = outlines.objects[level].geometries.filter(
    (one) => region === undefined || (one.properties as Facts | undefined)?.region === region,
  );
  const collection: GeometryCollection<Facts> = { type: 'GeometryCollection', geometries };
  const onEarth = feature(outlines, collection);
  const projection = geoMercator().fitWidth(WIDTH, onEarth);
  const project = (point: Position): Point => projection([point[0] ?? 0, point[1] ?? 0]) ?? [0, 0];
  const height = Math.ceil(geoPath(projection).bounds(onEarth)[1][1]);
  // Arcs are shared by neighbours: thinned before they are joined to areas, borders still meet.
  const arcs = absoluteArcs(outlines).map((arc) => thinned(arc.map(project)));
  const onPaper = feature<Facts>({ type: 'Topology', objects: {}, arcs }, collection);
  const areas = onPaper.features.map(({ geometry, properties: { code, center } }): AreaShape => {
    const [x, y] = project(center);
    return { code, path: pathOf(ringsOf(geometry)), labelAt: [tenths(x) / 10, tenths(y) / 10] };
  });
  return { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, areas };
}

/** The arcs of a quantised topology in degrees (TopoJSON, 2.1.4). */
function absoluteArcs({ arcs, transform }: Outlines): Position[][] {
  if (!transform) return arcs;
  const { scale, translate } = transform;
  return arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx = 0, dy = 0]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

/** A line without its smallest corners (Visvalingam). Its ends stay, because other lines begin there. */
function thinned(line: readonly Point[]): Point[] {
  const kept = [...line];
  // A line that closes on itself keeps enough corners to remain an area.
  const fewest = line.length > 3 && same(line[0], line.at(-1)) ? 4 : 2;
  while (kept.length > fewest) {
    let least = Number.POSITIVE_INFINITY;
    let where = 0;
    for (let index = 1; index < kept.length - 1; index++) {
      const corner = triangle(kept[index - 1] as Point, kept[index] as Point, kept[index + 1] as Point);
      if (corner < least) [least, where] = [corner, index];
    }
    if (least >= SMALLEST_CORNER) break;
    kept.splice(where, 1);
  }
  return kept;
}

function same(a: Point | undefined, b: Point | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}

function triangle(a: Point, b: Point, c: Point): number {
  return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
}

function ringsOf(geometry: { type: string; coordinates?: unknown }): Point[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates as Point[][];
  return geometry.type === 'MultiPolygon' ? (geometry.coordinates as Point[][][]).flat() : [];
}

/** The rings as one path: each begins where it is, and goes on in steps of a tenth of a unit. */
function pathOf(rings: readonly Point[][]): string {
  const sized = rings.map((ring) => ({ ring, size: sizeOf(ring) })).sort((a, b) => b.size - a.size);
  return sized
    .filter(({ size }, index) => index === 0 || size >= SMALLEST_ISLAND)
    .map(({ ring }) => ringPath(ring))
    .join('');
}

function sizeOf(ring: readonly Point[]): number {
  let twice = 0;
  for (const [index, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(index + 1) % ring.length] as Point;
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice) / 2;
}

function ringPath(ring: readonly Point[]): string {
  let at: Point = [0, 0];
  let path = '';
  for (const [index, [x, y]] of ring.slice(0, -1).entries()) {
    const next: Point = [tenths(x), tenths(y)];
    const [dx, dy] = [next[0] - at[0], next[1] - at[1]];
    at = next;
    if (index > 0 && dx === 0 && dy === 0) continue;
    const step = `${dx / 10}${dy < 0 ? '' : ' '}${dy / 10}`;
    path += index === 0 ? `M${step}` : `l${step}`;
  }
  return `${path}z`;
}

function tenths(value: number): number {
  return Math.round(value * 10);
}
