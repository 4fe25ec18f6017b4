import type { FormState } from '#platform/page.ts';

/** The one value of a field, without the spaces around it. */
export function one(values: FormState['values'], name: string): string {
  return ([values[name] ?? ''].flat()[0] ?? '').trim();
}

/** A date that was typed in three parts, `YYYY-MM-DD` where they are numbers; the action refuses what is none. */
export function dateOf(values: FormState['values'], name: string): string {
  const [day, month, year] = (['day', 'month', 'year'] as const).map((part) => one(values, `${name}.${part}`));
  return `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
}
