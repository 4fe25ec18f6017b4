import { quarterEnd, quarterStart } from './matrix-row.ts';
import { addDays } from './timeline.ts';

/** A quarter of a year, as it stands in addresses: `2026-Q3`. The plans announce their follow-up by quarters. */
export type Quarter = string;

/** The quarter in which a day lies. */
export function quarterOf(day: string): Quarter {
  return `${day.slice(0, 4)}-Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}`;
}

/** Its first and last day; undefined when it is no quarter. */
export function quarterDays(quarter: Quarter): { start: string; end: string } | undefined {
  const [, year, number] = /^(20\d{2})-Q([1-4])$/.exec(quarter) ?? [];
  if (year === undefined || number === undefined) return undefined;
  const start = `${year}-${String((Number(number) - 1) * 3 + 1).padStart(2, '0')}-01`;
  return { start, end: quarterEnd(start) };
}

/** The quarters from one day to another, the latest first; at most forty. */
export function quartersBetween(from: string, to: string): Quarter[] {
  const quarters: Quarter[] = [];
  for (
    let day = quarterStart(to);
    day >= quarterStart(from) && quarters.length < 40;
    day = quarterStart(addDays(day, -1))
  )
    quarters.push(quarterOf(day));
  return quarters;
}
