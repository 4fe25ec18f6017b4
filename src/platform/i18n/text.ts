import { fallbackOrder, type Lang } from './languages.ts';

/** A text that people wrote in one or several languages: only the languages that exist are present. Stored as `jsonb`. */
export type Text = Partial<Record<Lang, string>>;

export type Picked = { lang: Lang; value: string };

/** The text in `lang`, else in the language that stands in for it; `undefined` when there is no text at all. */
export function pick(text: Text | null | undefined, lang: Lang): Picked | undefined {
  if (!text) return undefined;
  for (const candidate of fallbackOrder(lang)) {
    const value = text[candidate];
    if (value) return { lang: candidate, value };
  }
  return undefined;
}

/** Like `pick`, as a plain string ('' when there is no text), for places that cannot carry a language: titles, CSV, sorting. */
export function plain(text: Text | null | undefined, lang: Lang): string {
  return pick(text, lang)?.value ?? '';
}
