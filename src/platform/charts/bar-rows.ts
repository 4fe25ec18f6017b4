import { topsOf } from './bar-columns.ts';
import type { BarChartSpec } from './chart-spec.ts';
import type { ChartPlan } from './draw-chart.ts';
import { textWidth, wrapText } from './text-width.ts';
import { fontSizeOf, MARK, NARROW, numberWriter, seriesMark } from './theme.ts';

const GAP = 8;
const BETWEEN = 14;

/**
 * Lying bars, each under the name of its thing, so that long names fit on a phone. The value stands at the end of the bar; there is no axis
 * to read, so they run in the direction of reading.
 */
export function rowsOption(spec: BarChartSpec): ChartPlan {
  const { series, categories, stacked = false, target, whole, missing = '' } = spec;
  const fontSize = fontSizeOf(spec.lang);
  const write = numberWriter(spec.lang, spec.numbers);
  const names = categories.map((name) => wrapText(name, NARROW, fontSize, 2));
  const lineHeight = Math.round(fontSize * 1.35);
  const thick = stacked || series.length === 1 ? 18 : 15;
  const bars = stacked || series.length === 1 ? thick : series.length * thick + (series.length - 1) * 4;
  const above = Math.max(...names.map((lines) => lines.length)) * lineHeight + GAP;
  const row = bars + above + BETWEEN;
  // Bars lie in the middle of their band; the band above the first and below the last is cut away.
  const spare = (row - bars) / 2;
  const top = above - spare + (target ? lineHeight + GAP : 0);

  const reach = Math.max(whole ?? 0, target?.value ?? 0, ...topsOf(spec)) || 1;
  const low = Math.min(0, ...series.flatMap((one) => one.values.map((value) => value ?? 0)));
  const widest = Math.max(
    0,
    ...series.flatMap((one) => one.values.map((value) => textWidth(value === null ? '' : write(value), fontSize))),
  );
  // Values outside the bars need room at the end even on a phone.
  const outside = stacked ? 0 : Math.min(0.4, (widest + 12) / NARROW);
  const most = reach / (1 - outside);
  const least = low < 0 ? low / (1 - outside) : 0;

  const labelOf = (value: number | null) => {
    if (value === null) return { show: true, formatter: () => missing, color: MARK.dim, position: 'insideLeft' };
    const said = () => write(value);
    if (!stacked) return { show: true, formatter: said, color: MARK.strong, position: value < 0 ? 'left' : 'right' };
    const fits = (value / (most - least)) * NARROW > textWidth(write(value), fontSize) + 8;
    return { show: fits, formatter: said, color: MARK.onFill, position: 'inside' };
  };

  const height = Math.ceil(top + categories.length * row - spare + 4);
  return {
    height,
    option: {
      grid: { left: 0, right: 0, top, height: categories.length * row, outerBoundsMode: 'none' },
      xAxis: { type: 'value', show: false, min: least, max: most },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names.map((lines) => lines.join('\n')),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: {
          color: MARK.strong,
          interval: 0,
          inside: true,
          margin: 0,
          align: 'left',
          verticalAlign: 'bottom',
          lineHeight,
          padding: [0, 0, bars / 2 + GAP, 0],
        },
      },
      series: series.map((one, index) => ({
        type: 'bar',
        name: one.name,
        silent: true,
        ...(stacked ? { stack: 'all' } : {}),
        barWidth: thick,
        barGap: `${Math.round((4 / thick) * 100)}%`,
        itemStyle: { color: seriesMark(index), ...(stacked ? { borderColor: MARK.edge } : {}) },
        data: one.values.map((value) => ({
          value: value ?? (stacked ? 0 : reach),
          label: labelOf(value),
          ...(value === null ? { itemStyle: { color: MARK.missing } } : {}),
        })),
        ...(index === 0 && target ? { markLine: targetStroke(target, lineHeight, height) } : {}),
      })),
    },
  };
}

/** A stroke through all bars, from its words at the top down. */
function targetStroke({ value, label }: { value: number; label: string }, from: number, to: number) {
  return {
    silent: true,
    symbol: 'none',
    data: [
      [
        { xAxis: value, y: from },
        { xAxis: value, y: to },
      ],
    ],
    lineStyle: { color: MARK.goal, width: 2, type: 'dashed' },
    label: { formatter: () => label, color: MARK.goal, position: 'start', distance: 4 },
  };
}
