import type { BarChartSpec } from './chart-spec.ts';
import type { ChartPlan } from './draw-chart.ts';
import { everyFitting, gridWithNumbers, roomForNumbers, targetLine } from './line-option.ts';
import { textWidth } from './text-width.ts';
import { fontSizeOf, MARK, NARROW, numberWriter, seriesMark } from './theme.ts';

const HEIGHT = 280;
const TOP = 30;
const BOTTOM = 30;

/** Upright bars over short names or periods. Values stand on the bars where they fit; otherwise the grid carries numbers. */
export function columnsOption(spec: BarChartSpec): ChartPlan {
  const { series, categories, stacked = false, target, whole, missing = '' } = spec;
  const fontSize = fontSizeOf(spec.lang);
  const write = numberWriter(spec.lang, spec.numbers);
  const high = Math.max(whole ?? 0, target?.value ?? 0, ...topsOf(spec));
  const low = Math.min(0, ...series.flatMap((one) => one.values.map((value) => value ?? 0)));
  const room = (NARROW / categories.length) * 0.8;
  const widest = Math.max(
    ...series.flatMap((one) => one.values.map((value) => textWidth(value === null ? '' : write(value), fontSize))),
  );
  const direct = widest <= room / (stacked ? 1 : series.length);
  const left = direct ? 0 : roomForNumbers([high, low], write, fontSize);
  const tall = (value: number) => (value / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);

  const labelOf = (value: number | null) => {
    if (value === null) {
      return {
        show: textWidth(missing, fontSize) <= room / series.length,
        formatter: () => missing,
        color: MARK.dim,
        position: 'inside',
      };
    }
    if (!stacked)
      return {
        show: direct,
        formatter: () => write(value),
        color: MARK.strong,
        position: value < 0 ? 'bottom' : 'top',
      };
    return {
      show: direct && tall(value) > fontSize * 1.3,
      formatter: () => write(value),
      color: MARK.onFill,
      position: 'inside',
    };
  };

  return {
    height: HEIGHT,
    option: {
      grid: { left, right: 0, top: TOP, bottom: BOTTOM, outerBoundsMode: 'none' },
      xAxis: {
        type: 'category',
        data: [...categories],
        axisTick: { show: false },
        axisLine: { lineStyle: { color: MARK.axis } },
        axisLabel: { color: MARK.dim, interval: everyFitting(categories, fontSize, left) },
      },
      yAxis: {
        type: 'value',
        // With numbers on the bars the scale ends at the highest; with numbers on the grid it ends at a round one.
        ...(direct
          ? { min: low, max: high || 1, show: false, splitLine: { show: false } }
          : gridWithNumbers(left, write)),
      },
      series: series.map((one, index) => ({
        type: 'bar',
        name: one.name,
        silent: true,
        ...(stacked ? { stack: 'all' } : {}),
        barMaxWidth: 72,
        barCategoryGap: '30%',
        barGap: '10%',
        itemStyle: { color: seriesMark(index), ...(stacked ? { borderColor: MARK.edge } : {}) },
        data: one.values.map((value) => ({
          value: value ?? (stacked ? 0 : high),
          label: labelOf(value),
          ...(value === null ? { itemStyle: { color: MARK.missing } } : {}),
        })),
        ...(index === 0 && target ? { markLine: targetLine(target.value, target.label) } : {}),
      })),
    },
  };
}

/** How far each bar reaches: the sum of a stack, or each value. */
export function topsOf({ series, categories, stacked }: BarChartSpec): number[] {
  if (!stacked) return series.flatMap((one) => one.values.map((value) => value ?? 0));
  return categories.map((_, at) => series.reduce((sum, one) => sum + (one.values[at] ?? 0), 0));
}
