import type { Text } from '#platform/i18n/text.ts';
import { isCalendarDate } from './timeline.ts';

/** What a commitment is measured by. Performance: what its body does. Impact: what becomes different for people. */
export const INDICATOR_KINDS = ['performance', 'impact'] as const;
export type IndicatorKind = (typeof INDICATOR_KINDS)[number];

/** How often a value is collected. */
export const FREQUENCIES = ['monthly', 'quarterly', 'half-yearly', 'yearly', 'once'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** What is to be reached, and by which day. */
export type IndicatorTarget = { on: string; value: number };

/** A value as it was found on a day, and where it comes from. */
export type IndicatorValue = { on: string; value: number; source: string };

export type IndicatorContent = {
  kind: IndicatorKind;
  name: Text;
  unit: Text | null;
  baseline: number | null;
  baselineOn: string | null;
  targets: IndicatorTarget[];
  method: Text | null;
  frequency: Frequency;
  officeId: string | null;
};

/** The most targets of an indicator, and the most values that are sent at once. */
export const MOST_TARGETS = 40;
export const MOST_VALUES = 500;

/** A number as people write it: `1 250,5`, `1250.5`, `١٢٥٠`. Undefined: it is none. */
export function readNumber(typed: string): number | undefined {
  const plain = typed
    .trim()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\s\u00A0\u202F]/g, '')
    .replace(/[,٫]/, '.');
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined;
}

/** Lines as they are typed or pasted from a spreadsheet: a date, a value, and where it comes from. Undefined: the number of a line that is none. */
export function readValues(text: string): { values: IndicatorValue[]; wrong: number | null } {
  const values: IndicatorValue[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [on = '', typed = '', ...words] = line.split(/[;\t]/).map((part) => part.trim());
    const value = readNumber(typed);
    if (!isCalendarDate(on) || value === undefined) return { values, wrong: index + 1 };
    values.push({ on, value, source: words.join('; ') });
  }
  return { values, wrong: null };
}

/** The way back: what `readValues` reads. */
export function writeValues(values: readonly { on: string; value: number; source?: string }[]): string {
  return values.map(({ on, value, source }) => [on, value, ...(source ? [source] : [])].join('; ')).join('\n');
}

/** How far from the baseline to the target that is due next (or was due last) the latest value is, 0 to 1; null when that cannot be said. */
export function shareReached(
  indicator: Pick<IndicatorContent, 'baseline' | 'targets'>,
  latest: IndicatorValue | undefined,
  today: string,
): number | null {
  const target = targetOn(indicator.targets, today);
  if (!target || !latest || indicator.baseline === null || target.value === indicator.baseline) return null;
  const share = (latest.value - indicator.baseline) / (target.value - indicator.baseline);
  return Math.min(1, Math.max(0, share));
}

/** The target that counts on a day: the next one, or the last when all are over. */
export function targetOn(targets: readonly IndicatorTarget[], today: string): IndicatorTarget | undefined {
  const inOrder = [...targets].sort((a, b) => (a.on < b.on ? -1 : 1));
  return inOrder.find((one) => one.on >= today) ?? inOrder.at(-1);
}
