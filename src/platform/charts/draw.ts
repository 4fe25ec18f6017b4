import { workshop } from '../workshop/workshop.ts';
import type { BarChartSpec, LineChartSpec } from './chart-spec.ts';
import type { DrawnChart } from './drawn-chart.ts';

/**
 * Draws change over time, in the workshop's process: call it in a page's `load`, hand the result to `<Chart>` in its `view`. The same chart is
 * drawn once and remembered. Refusal: `Unavailable` when too much waits to be drawn.
 */
export function lineChart(spec: Omit<LineChartSpec, 'kind'>): Promise<DrawnChart> {
  return workshop().run('charts.draw', { kind: 'line', ...spec }, { keep: true });
}

/** Draws a comparison; like `lineChart`. */
export function barChart(spec: Omit<BarChartSpec, 'kind'>): Promise<DrawnChart> {
  return workshop().run('charts.draw', { kind: 'bar', ...spec }, { keep: true });
}
