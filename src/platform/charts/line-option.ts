import type { LineChartSpec } from './chart-spec.ts';
import type { ChartPlan } from './draw-chart.ts';
import { textWidth } from './text-width.ts';
import { fontSizeOf, MARK, NARROW, numberWriter, seriesMark, WIDTH } from './theme.ts';

const HEIGHT = 280;

/** A line chart: values on the grid at the left, words at the lines' ends. */
export function lineOption(spec: LineChartSpec): ChartPlan {
  const { series, periods, target, from, lang } = spec;
  const fontSize = fontSizeOf(lang);
  const write = numberWriter(lang, spec.numbers);
  const left = roomForNumbers([...series.flatMap((one) => one.values), target?.value ?? null], write, fontSize);
  const lines = series.map((one, index) => ({
    type: 'line',
    name: one.name,
    silent: true,
    clip: false,
    symbol: 'circle',
    symbolSize: 9,
    showAllSymbol: periods.length <= 16,
    showSymbol: periods.length <= 16,
    itemStyle: { color: MARK.dot[index] },
    lineStyle: { color: seriesMark(index), width: 3 },
    data: one.values.map((value, at) => ({ value: value ?? '-', label: labelOf(one.values, at) })),
    ...(index === 0 && target ? { markLine: targetLine(target.value, target.label) } : {}),
  }));

  function labelOf(values: readonly (number | null)[], at: number) {
    const known = values.flatMap((value, place) => (value === null ? [] : [place]));
    const value = values[at];
    const last = at === known.at(-1);
    const first = at === known[0] && series.length === 1;
    if (value === null || value === undefined || !(last || first)) return { show: false };
    const index = series.findIndex((one) => one.values === values);
    const said = series.length > 1 ? `${series[index]?.name} ${write(value)}` : write(value);
    const color = series.length > 1 ? seriesMark(index) : MARK.strong;
    // The last label ends at its point: longer names run back over the drawing, never out of it.
    return { show: true, formatter: () => said, color, position: 'top', distance: 6, align: last ? 'right' : 'center' };
  }

  return {
    height: HEIGHT,
    option: {
      grid: { left, right: 0, top: 30, bottom: 30, outerBoundsMode: 'none' },
      xAxis: {
        type: 'category',
        boundaryGap: periods.length === 1,
        data: [...periods],
        axisTick: { show: false },
        axisLine: { onZero: false, lineStyle: { color: MARK.axis } },
        axisLabel: { color: MARK.dim, interval: everyFitting(periods, fontSize, left), alignMaxLabel: 'right' },
      },
      yAxis: {
        type: 'value',
        ...(from === undefined ? { scale: true } : { min: from }),
        ...gridWithNumbers(left, write),
      },
      series: target ? [...lines, reach(target.value, periods.length)] : lines,
    },
  };
}

/** Which labels stand under the axis so that they do not touch on a phone; the last always does. `left`: room taken before it. */
export function everyFitting(labels: readonly string[], fontSize: number, left = 0): (index: number) => boolean {
  const widest = Math.max(...labels.map((label) => textWidth(label, fontSize))) + 10;
  const room = NARROW * (1 - left / WIDTH);
  const step = Math.max(1, Math.ceil((widest * labels.length) / room));
  return (index) => (labels.length - 1 - index) % step === 0;
}

/** How much of the width the numbers of the grid need on a phone, in units of the drawing. */
export function roomForNumbers(
  values: readonly (number | null)[],
  write: (value: number) => string,
  fontSize: number,
): number {
  // Ticks are rounder than values, but may have one digit more.
  const widest = Math.max(
    ...values.map((value) => textWidth(write(value ?? 0), fontSize)),
    textWidth(write(0), fontSize),
  );
  return Math.round(Math.min(0.3, (widest + 8) / NARROW) * WIDTH);
}

/** A vertical axis whose numbers stand on the lines of the grid, before the first point: nothing is drawn over them. */
export function gridWithNumbers(left: number, write: (value: number) => string) {
  return {
    splitNumber: 4,
    axisLine: { show: false },
    splitLine: { lineStyle: { color: MARK.grid } },
    // The lines of the grid go on under their numbers.
    axisTick: { show: true, length: left, lineStyle: { color: MARK.grid } },
    axisLabel: {
      color: MARK.dim,
      margin: left,
      align: 'left',
      verticalAlign: 'bottom',
      padding: [0, 0, 3, 0],
      formatter: write,
    },
  };
}

/** A stroke at the target's height with its words. */
export function targetLine(value: number, label: string) {
  return {
    silent: true,
    symbol: 'none',
    data: [{ yAxis: value }],
    lineStyle: { color: MARK.goal, width: 2, type: 'dashed' },
    label: { formatter: () => label, color: MARK.goal, position: 'insideMiddleTop', distance: 5 },
  };
}

/** An unseen line that makes the axis reach the target. */
function reach(value: number, length: number) {
  return {
    type: 'line',
    silent: true,
    showSymbol: false,
    lineStyle: { color: MARK.nothing },
    itemStyle: { color: MARK.nothing },
    data: Array(length).fill(value),
  };
}
