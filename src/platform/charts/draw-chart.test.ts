import { describe, expect, it } from 'vitest';
import type { BarChartSpec, LineChartSpec } from './chart-spec.ts';
import { drawChart } from './draw-chart.ts';

const line: LineChartSpec = {
  kind: 'line',
  lang: 'fr',
  label: 'De 58 % à 92 %',
  periods: ['2022', '2023', '2024', '2025'],
  numbers: { percent: true },
  series: [{ name: 'Conseil', values: [0.58, null, 0.71, 0.92] }],
};

const rows: BarChartSpec = {
  kind: 'bar',
  along: 'rows',
  lang: 'fr',
  label: 'Trois régions',
  categories: ['Oriental', 'Souss-Massa', 'Drâa-Tafilalet'],
  whole: 1,
  numbers: { percent: true },
  missing: 'Non renseigné',
  series: [{ name: 'Part', values: [0.5, 1, null] }],
};

/** The shapes, circles and words of a drawing, by class. */
function read(svg: string) {
  const shapes = [...svg.matchAll(/<path class="([^"]+)" d="([^"]+)"/g)].map(([, name, d]) => ({ name, d: d ?? '' }));
  const dots = [...svg.matchAll(/<circle class="([^"]+)" cx="([^"]+)%" cy="([^"]+)"/g)].map(([, name, x, y]) => ({
    name,
    x: Number(x),
    y: Number(y),
  }));
  const texts = [...svg.matchAll(/<text class="([^"]+)" x="([^"]+)%" y="([^"]+)"([^>]*)>([^<]*)</g)].map(
    ([, name, x, y, more, text]) => ({ name, x: Number(x), y: Number(y), end: more?.includes('"end"') ?? false, text }),
  );
  return { shapes, dots, texts };
}

/** Left edge and width of each bar of a series, in units of the drawing (640 wide). */
function bars(svg: string, name = 'fill-1') {
  return read(svg)
    .shapes.filter((shape) => shape.name?.split(' ')[0] === name)
    .map(({ d }) => {
      const [, x, width] = /^M([\d.]+) [\d.]+l([\d.-]+) 0/.exec(d) ?? [];
      return { x: Number(x), width: Number(width) };
    });
}

describe('a drawn chart', () => {
  it('carries no style, script hook or foreign colour', async () => {
    for (const spec of [line, rows, { ...rows, along: 'columns' } as const]) {
      const { svg } = await drawChart(spec);
      expect(svg).not.toMatch(/style|ecmeta|zr\d|#[0-9a-f]{3,6}|\brgb|font-family|clip-path|xlink/i);
      expect(svg.startsWith(`<svg class="plot" direction="ltr" width="100%"`)).toBe(true);
      expect(svg).toContain(`role="img" aria-label="${spec.label.replace(/&/g, '&amp;')}"`);
    }
  });

  it('is the same bytes each time, and its ids differ from those of another chart', async () => {
    const two: BarChartSpec = {
      ...rows,
      series: [rows.series[0], rows.series[0]].map((one) => ({ name: 'x', values: one?.values ?? [] })),
    };
    const [one, again, other] = await Promise.all([drawChart(two), drawChart(two), drawChart({ ...two, label: 'y' })]);
    expect(one).toEqual(again);
    const ids = (svg: string) => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids(one.svg)).toHaveLength(1);
    expect(ids(one.svg)).not.toEqual(ids(other.svg));
    for (const id of ids(one.svg)) expect(one.svg).toContain(`fill="url(#${id})"`);
  });

  it('lets no text become markup', async () => {
    const evil = '<script>alert(1)</script>"\'&';
    const { svg } = await drawChart({
      ...rows,
      label: evil,
      categories: [evil, 'b', 'c'],
      missing: evil,
      series: [{ name: evil, values: [1, 2, null] }],
      target: { value: 1, label: evil },
    });
    expect(svg).not.toContain('<script');
    expect(svg.match(/<(?!\/?(svg|path|g|circle|text|defs|pattern)\b)/)).toBeNull();
    expect(svg).toContain('&lt;script&gt;');
  });
});

describe('a line chart', () => {
  it('breaks where a value is missing and puts a dot on each value that is known', async () => {
    const { svg } = await drawChart(line);
    const { dots, shapes } = read(svg);
    expect(dots.map((dot) => dot.name)).toEqual(['dot-1', 'dot-1', 'dot-1']);
    expect(shapes.filter((shape) => shape.name === 'line-1').map((shape) => shape.d.match(/M/g)?.length)).toEqual([2]);
    const [first, second, third] = dots;
    expect(first?.y).toBeGreaterThan(second?.y ?? 0);
    expect(second?.y).toBeGreaterThan(third?.y ?? 0);
  });

  it('runs from left to right in Arabic too, and says its first and last value', async () => {
    const { svg } = await drawChart({ ...line, lang: 'ar' });
    const { dots, texts } = read(svg);
    expect(dots.map((dot) => dot.x)).toEqual([...dots.map((dot) => dot.x)].sort((a, b) => a - b));
    expect(texts.filter((text) => text.name === 'strong').map((text) => text.text)).toEqual(['58%', '92%']);
  });

  it('names several lines at their ends, no name on another, numbers in their own direction', async () => {
    const series = ['العيون', 'سوس', 'الشرق'].map((name, index) => ({
      name,
      values: [0.2, 0.3, 0.4, 0.7 + index / 1000],
    }));
    const { texts } = read((await drawChart({ ...line, lang: 'ar', series })).svg);
    const names = texts.filter((text) => text.name?.startsWith('of-'));
    expect(names.map((text) => text.text)).toEqual(
      ['العيون', 'سوس', 'الشرق'].map((name) => `\u2067${name} \u206670%\u2069\u2069`),
    );
    const heights = names.map((text) => text.y).sort((a, b) => a - b);
    for (const [index, y] of heights.slice(1).entries()) expect(y - (heights[index] ?? 0)).toBeGreaterThanOrEqual(19);
  });

  it('reaches its target', async () => {
    const { svg } = await drawChart({ ...line, target: { value: 2, label: 'Objectif' } });
    const { shapes, texts } = read(svg);
    const y = Number(/^M[\d.]+ ([\d.]+)/.exec(shapes.find((shape) => shape.name === 'goal')?.d ?? '')?.[1]);
    expect(y).toBeGreaterThan(20);
    expect(y).toBeLessThan(100);
    expect(texts.find((text) => text.name === 'goal-label')?.text).toBe('Objectif');
  });
});

describe('bars', () => {
  it('start at zero and are as long as their values', async () => {
    const [half, whole] = bars((await drawChart(rows)).svg);
    expect(half?.x).toBe(0);
    expect((whole?.width ?? 0) / (half?.width ?? 1)).toBeCloseTo(2, 1);
  });

  it('frame a value nobody reported, with the word, instead of drawing zero', async () => {
    const { shapes, texts } = read((await drawChart(rows)).svg);
    expect(shapes.filter((shape) => shape.name === 'span')).toHaveLength(1);
    expect(texts.map((text) => text.text)).toContain('Non renseigné');
  });

  it('run in the direction of reading when they lie', async () => {
    const french = read((await drawChart(rows)).svg);
    const arabic = read(
      (await drawChart({ ...rows, lang: 'ar', categories: ['الشرق', 'سوس ماسة', 'درعة تافيلالت'] })).svg,
    );
    const name = (drawing: typeof french) => drawing.texts.find((text) => text.name === 'strong');
    expect(name(french)).toMatchObject({ x: 0, end: false });
    expect(name(arabic)).toMatchObject({ x: 100, end: true });
    expect((await drawChart({ ...rows, lang: 'ar' })).svg).toContain('matrix(-1 0 0 1 640 0)');
    expect((await drawChart({ ...rows, lang: 'ar', along: 'columns' })).svg).not.toContain('matrix(');
  });

  it('stack to their sum, and say in a key what each part is', async () => {
    const series = [
      { name: 'terminés', values: [1, 2, 3] },
      { name: 'en cours', values: [3, 2, 1] },
    ];
    const { svg, key } = await drawChart({ ...rows, whole: undefined, numbers: undefined, stacked: true, series });
    const [first, second] = [bars(svg, 'fill-1'), bars(svg, 'fill-2')];
    for (const at of [0, 1, 2]) {
      expect(second[at]?.x).toBeCloseTo(first[at]?.width ?? 0, 0);
      expect((first[at]?.width ?? 0) + (second[at]?.width ?? 0)).toBeCloseTo(640, -1);
    }
    expect(key.map(({ name }) => name)).toEqual(['terminés', 'en cours']);
  });
});

describe('a chart that cannot be drawn honestly', () => {
  it.each([
    ['too many series', { ...line, series: Array(5).fill(line.series[0]) }],
    ['values without places', { ...line, periods: ['2022'] }],
    ['no word for what is missing', { ...rows, missing: undefined }],
    ['a negative part of a whole', { ...rows, stacked: true, series: [{ name: 'x', values: [1, -1, 1] }] }],
    ['not a number', { ...line, series: [{ name: 'x', values: [1, Number.NaN, 1, 1] }] }],
  ])('is refused: %s', async (_, spec) => {
    await expect(drawChart(spec)).rejects.toThrow(RangeError);
  });
});
