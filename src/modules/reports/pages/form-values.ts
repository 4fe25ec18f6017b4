import type { FormState } from '#platform/page.ts';
import { NARRATIVE_PARTS, type Narrative, REPORT_LANGUAGES } from '../report.ts';

type Values = FormState['values'];

export const one = (values: Values, name: string): string => [values[name] ?? ''].flat()[0] ?? '';

/** A text from its fields, one for each language: `summary.ar`, `summary.fr`. */
export function textOf(values: Values, name: string): Record<string, string> {
  return Object.fromEntries(REPORT_LANGUAGES.map((lang) => [lang, one(values, `${name}.${lang}`)]));
}

/** The narrative as the fields of its form. */
export function formOfDraft(draft: Narrative): Values {
  return Object.fromEntries(
    NARRATIVE_PARTS.flatMap((part) => REPORT_LANGUAGES.map((lang) => [`${part}.${lang}`, draft[part][lang] ?? ''])),
  );
}

/** A date from its three fields, as it was typed: what is no date is refused where it is read. */
export function dateOf(values: Values, name: string): string {
  const part = (of: string) => one(values, `${name}.${of}`).trim();
  return `${part('year').padStart(4, '0')}-${part('month').padStart(2, '0')}-${part('day').padStart(2, '0')}`;
}
