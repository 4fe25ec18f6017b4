import { formatOf } from '../i18n/format.ts';
import { dirOf, type Lang } from '../i18n/languages.ts';
import type { ChartNumbers } from './chart-spec.ts';

/** The width that ECharts draws for; `elasticSvg` then lets it stretch. */
export const WIDTH = 640;
/** The width of a figure on the smallest phone: whatever must fit, fits there. */
export const NARROW = 290;

/**
 * ECharts knows colours, the style sheet knows roles. So it draws in these marks, which no screen ever sees, and `elasticSvg` turns each
 * into the class of its role.
 */
export const MARK = {
  series: ['#000001', '#000002', '#000003', '#000004'],
  dot: ['#000011', '#000012', '#000013', '#000014'],
  grid: '#000021',
  axis: '#000022',
  dim: '#000023',
  strong: '#000024',
  onFill: '#000025',
  goal: '#000026',
  missing: '#000027',
  edge: '#000028',
  nothing: '#000029',
} as const;

/** The mark of the series at that place. */
export function seriesMark(index: number): string {
  return MARK.series[index] ?? MARK.series[0];
}

/** Arabic letters are read at sizes a little larger; the style sheet sets the same sizes. */
export function fontSizeOf(lang: Lang): number {
  return dirOf(lang) === 'rtl' ? 16 : 14;
}

/** How this chart writes its values. */
export function numberWriter(lang: Lang, { percent = false, decimals }: ChartNumbers = {}): (value: number) => string {
  const format = formatOf(lang);
  if (percent) {
    const signs = decimals === undefined ? { maximumFractionDigits: 0 } : decimalsOf(decimals);
    if (lang === 'ar') return (value) => `${format.number(value * 100, signs)}%`;
    return (value) => format.number(value, { style: 'percent', ...signs });
  }
  const signs = decimals === undefined ? { maximumFractionDigits: 1 } : decimalsOf(decimals);
  return (value) => format.number(value, signs);
}

function decimalsOf(decimals: number) {
  return { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
}
