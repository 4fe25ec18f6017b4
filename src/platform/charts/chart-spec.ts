import type { Lang } from '../i18n/languages.ts';

/** How values are written. `percent`: values are shares between 0 and 1. Default: a plain number with at most one decimal. */
export type ChartNumbers = { percent?: boolean; decimals?: number };

/** One line, or one bar of each group. `null` is a value nobody has reported: never drawn as zero. */
export type ChartSeries = { name: string; values: readonly (number | null)[] };

type Common = {
  lang: Lang;
  /** The text summary of the chart: what a person who does not see it is told. */
  label: string;
  /** One to four; with five nobody can tell them apart. As many values as there are periods or categories. */
  series: readonly ChartSeries[];
  numbers?: ChartNumbers;
  /** A threshold or goal: a dashed stroke with its words. */
  target?: { value: number; label: string };
  /** When the same chart stands twice on one page. */
  id?: string;
};

/** Change over time. Time runs from left to right in every language, as on all axes with numbers. */
export type LineChartSpec = Common & {
  kind: 'line';
  /** The labels of the points, already written: years, quarters, months. */
  periods: readonly string[];
  /** Where the vertical axis starts; without it as close to the values as is honest, and the axis shows it. */
  from?: number;
};

/** Comparison. Bars start at zero. */
export type BarChartSpec = Common & {
  kind: 'bar';
  /** `rows` for things with names (each name above its bar, in the direction of reading); `columns` for few, short names or periods. */
  along: 'rows' | 'columns';
  stacked?: boolean;
  categories: readonly string[];
  /** What a full bar stands for, where there is a whole (1 for shares); otherwise the longest bar. */
  whole?: number;
  /** The word for a value nobody has reported; needed when there is a `null`. */
  missing?: string;
};

export type ChartSpec = LineChartSpec | BarChartSpec;
