import { isLang, type Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';

/** Whether a value is a text in languages: an object that has nothing but languages as keys. */
export function isText(value: unknown): value is Text {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([key, part]) => isLang(key) && typeof part === 'string');
}

/** Every text inside a value, however deep, in order: columns hold passages, lists and records of texts. */
export function* textsIn(value: unknown): Iterable<Text> {
  if (isText(value)) yield value;
  else if (Array.isArray(value)) for (const one of value) yield* textsIn(one);
  else if (value !== null && typeof value === 'object') for (const one of Object.values(value)) yield* textsIn(one);
}

/** The same value with every text in one language only: what is left of it without translations. */
export function inLanguage(value: unknown, lang: Lang): unknown {
  if (isText(value)) return value[lang] ?? null;
  if (Array.isArray(value)) return value.map((one) => inLanguage(one, lang));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inLanguage(one, lang)]));
  return value;
}
