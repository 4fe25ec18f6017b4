import type { ChartSpec } from '../charts/chart-spec.ts';
import type { DrawnChart } from '../charts/drawn-chart.ts';

/**
 * What the worker thread can do. Each task loads its library when it is first asked for, so that a server which draws no PDF never pays for
 * Typst. Inputs and results cross a thread: plain objects, strings, numbers and `Uint8Array` only.
 */
export const TASKS = {
  'charts.draw': async (spec: ChartSpec): Promise<DrawnChart> =>
    (await import('../charts/draw-chart.ts')).drawChart(spec),
};

export type Tasks = typeof TASKS;
export type TaskName = keyof Tasks;
export type TaskInput<N extends TaskName> = Parameters<Tasks[N]>[0];
export type TaskResult<N extends TaskName> = Awaited<ReturnType<Tasks[N]>>;
