import { createHash } from 'node:crypto';
import { dirOf } from '../i18n/languages.ts';
import { columnsOption } from './bar-columns.ts';
import { rowsOption } from './bar-rows.ts';
import type { ChartSpec } from './chart-spec.ts';
import type { DrawnChart } from './drawn-chart.ts';
import { elasticSvg } from './elastic-svg.ts';
import { lineOption } from './line-option.ts';
import { patternsOf, swatch } from './patterns.ts';
import { textWidth } from './text-width.ts';
import { fontSizeOf, WIDTH } from './theme.ts';

/** What ECharts is asked to draw, and how high. */
export type ChartPlan = { height: number; option: Record<string, unknown> };

let loading: ReturnType<typeof loadECharts> | undefined;

// Only the parts in use: half the memory of the whole, and it starts in a third of the time.
async function loadECharts() {
  const [core, { BarChart, LineChart }, { GridComponent, MarkLineComponent }, { SVGRenderer }] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  core.use([BarChart, LineChart, GridComponent, MarkLineComponent, SVGRenderer]);
  core.setPlatformAPI({
    measureText: (text: string, font?: string) => ({
      width: textWidth(text, Number.parseFloat(font?.match(/[\d.]+px/)?.[0] ?? '14')),
    }),
  });
  return core;
}

/** Draws a chart; in the workshop's process. Throws a RangeError for a chart that cannot be drawn honestly. */
export async function drawChart(spec: ChartSpec): Promise<DrawnChart> {
  check(spec);
  loading ??= loadECharts();
  const echarts = await loading;
  const rows = spec.kind === 'bar' && spec.along === 'rows';
  const { height, option } =
    spec.kind === 'line' ? lineOption(spec) : spec.along === 'rows' ? rowsOption(spec) : columnsOption(spec);
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontSize: fontSizeOf(spec.lang) }, ...option });
    const bars = spec.kind === 'bar' && spec.series.length > 1;
    const patterns = patternsOf(bars ? spec.series.length : 0, spec.id ?? prefixOf(spec));
    const frame = { width: WIDTH, height, fontSize: fontSizeOf(spec.lang), label: spec.label, patterns };
    const svg = elasticSvg(chart.renderToSVGString(), { ...frame, mirror: rows && dirOf(spec.lang) === 'rtl' });
    const key = bars ? spec.series.map(({ name }, index) => ({ name, svg: swatch(index, patterns) })) : [];
    return { svg, key };
  } finally {
    chart.dispose();
  }
}

// From the content, so that the same page is the same bytes every time it is made.
function prefixOf(spec: ChartSpec): string {
  return `c${createHash('sha256').update(JSON.stringify(spec)).digest('hex').slice(0, 8)}`;
}

function check(spec: ChartSpec): void {
  const places = spec.kind === 'line' ? spec.periods.length : spec.categories.length;
  if (spec.series.length < 1 || spec.series.length > 4) throw new RangeError('a chart has one to four series');
  if (places < 1 || places > 200) throw new RangeError('a chart has 1 to 200 places on its axis');
  for (const { name, values } of spec.series) {
    if (values.length !== places) throw new RangeError(`${name}: ${values.length} values for ${places} places`);
    for (const value of values) {
      if (value !== null && !Number.isFinite(value)) throw new RangeError(`${name}: ${value} is not a value`);
      if (spec.kind === 'bar' && value === null && !spec.missing)
        throw new RangeError(`${name}: no word for what is missing`);
      if (spec.kind === 'bar' && spec.stacked && (value ?? 0) < 0)
        throw new RangeError(`${name}: ${value} cannot be stacked`);
    }
  }
}
