import { LANGUAGES } from '#platform/i18n/languages.ts';
import type { FormState } from '#platform/page.ts';

type Values = FormState['values'];

/** One field as it was typed; '' when it was not sent. */
export function one(values: Values, name: string): string {
  return [values[name] ?? ''].flat()[0] ?? '';
}

/** All the boxes of one name that were ticked. */
export function many(values: Values, name: string): string[] {
  return [values[name] ?? []].flat();
}

/** A text in several languages, from the fields `name.ar`, `name.fr`… */
export function textOf(values: Values, name: string): Record<string, string> {
  return Object.fromEntries(LANGUAGES.map((lang) => [lang, one(values, `${name}.${lang}`)]));
}

/**
 * A date from its three fields, as `YYYY-MM-DD`; '' when all are empty. What cannot be a date comes out as something that no schema of a
 * date accepts, so that the field is told.
 */
export function dateOf(values: Values, name: string): string {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => one(values, `${name}.${part}`).trim());
  if (!day && !month && !year) return '';
  return `${(year ?? '').padStart(4, '0')}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
}
