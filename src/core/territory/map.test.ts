import { expect, test } from 'vitest';
import { readShipped } from '#platform/shipped-files.ts';
import { boundaries } from './boundaries.ts';
import { type AreaShape, MAP_ATTRIBUTION, provinceMap, provinceShapes, regionMap, regionShapes } from './map.ts';

const { units } = readShipped('territories.json') as { units: { code: string; level: string; region: string }[] };
const codesOf = (level: string, region?: string) =>
  units.filter((unit) => unit.level === level && (!region || unit.region === region)).map((unit) => unit.code);

/** The corners of a path that is written in relative steps. */
function cornersOf(path: string): [number, number][][] {
  return path
    .split('z')
    .filter(Boolean)
    .map((ring) => {
      let at: [number, number] = [0, 0];
      return [...ring.matchAll(/[Ml](-?[\d.]+)[ ]?(-?[\d.]+)/g)].map(([, dx, dy]) => {
        at = [at[0] + Number(dx), at[1] + Number(dy)];
        return at;
      });
    });
}

function isInside([x, y]: [number, number], rings: [number, number][][]): boolean {
  let inside = false;
  for (const ring of rings) {
    for (const [index, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[(index + 1) % ring.length] as [number, number];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

test('there is a shape for each of the 12 regions and of the 75 prefectures and provinces', () => {
  expect(
    regionShapes()
      .map((area) => area.code)
      .sort(),
  ).toEqual(codesOf('region').sort());
  expect(
    provinceShapes()
      .map((area) => area.code)
      .sort(),
  ).toEqual(codesOf('province').sort());
  expect(provinceShapes()).toHaveLength(75);
  for (const region of codesOf('region'))
    expect(
      provinceShapes(region)
        .map((area) => area.code)
        .sort(),
    ).toEqual(codesOf('province', region).sort());
});

test('every shape lies in the picture and its label inside the shape', () => {
  for (const map of [regionMap(), provinceMap(), ...codesOf('region').map((region) => provinceMap(region))]) {
    expect(map.viewBox).toBe(`0 0 360 ${map.height}`);
    for (const area of map.areas) {
      expect(area.path).toMatch(/^(M-?[\d.]+[ -][\d.]+(l-?[\d.]+[ -][\d.]+)+z)+$/);
      const rings = cornersOf(area.path);
      for (const [x, y] of rings.flat()) {
        expect(x).toBeGreaterThanOrEqual(-0.2);
        expect(x).toBeLessThanOrEqual(360.2);
        expect(y).toBeGreaterThanOrEqual(-0.2);
        expect(y).toBeLessThanOrEqual(map.height + 0.2);
      }
    }
  }
  for (const area of regionShapes()) expect(isInside(area.labelAt, cornersOf(area.path)), area.code).toBe(true);
});

test('neighbours keep their common border when it is thinned', () => {
  const steps = (area: AreaShape) =>
    new Set(
      cornersOf(area.path)
        .flat()
        .map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`),
    );
  const [south, north] = ['12', '11'].map((code) =>
    steps(regionShapes().find((area) => area.code === code) as AreaShape),
  );
  expect([...(south as Set<string>)].filter((corner) => north?.has(corner)).length).toBeGreaterThan(3);
});

test('north is at the top and east on the right: a map is never mirrored', () => {
  const at = Object.fromEntries(regionShapes().map((area) => [area.code, area.labelAt])) as Record<
    string,
    [number, number]
  >;
  expect(at['01']?.[1]).toBeLessThan(at['12']?.[1] as number);
  expect(at['02']?.[0]).toBeGreaterThan(at['06']?.[0] as number);
});

test('the map of the regions is light enough for a home page', () => {
  expect(
    regionShapes()
      .map((area) => area.path)
      .join('').length,
  ).toBeLessThan(8_000);
});

test('a region that does not exist has no provinces, and is not remembered', () => {
  expect(provinceMap('99').areas).toEqual([]);
  expect(provinceMap('provinces').areas).toEqual([]);
});

test('outlines as a file carry their licence and the codes of the census', () => {
  expect(MAP_ATTRIBUTION).toContain('OpenStreetMap');
  for (const [level, count] of [
    ['regions', 12],
    ['provinces', 75],
  ] as const) {
    const file = boundaries(level);
    expect(file.features).toHaveLength(count);
    expect(file.attribution).toBe('© OpenStreetMap contributors');
    expect(file.license).toContain('ODbL-1.0');
    for (const { id, properties } of file.features) expect(properties).toMatchObject({ code: id });
  }
  const [first] = boundaries('regions').features;
  expect(JSON.stringify(first?.geometry)).not.toMatch(/\d\.\d{4,}/);
});
