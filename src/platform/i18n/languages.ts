/** The languages of the interface, in the order they are offered. Arabic is the default and the reference. */
export const LANGUAGES = ['ar', 'fr', 'zgh', 'en'] as const;

export type Lang = (typeof LANGUAGES)[number];
export type Dir = 'rtl' | 'ltr';

export const DEFAULT_LANG: Lang = 'ar';

/** The name of each language in itself, as the language switch shows it. */
export const LANGUAGE_NAMES: Record<Lang, string> = {
  ar: 'العربية',
  fr: 'Français',
  zgh: 'ⵜⴰⵎⴰⵣⵉⵖⵜ',
  en: 'English',
};

/** Whether a word from outside names one of the languages. */
export function isLang(value: unknown): value is Lang {
  return typeof value === 'string' && (LANGUAGES as readonly string[]).includes(value);
}

/** The direction a language is written in. Amazigh is written in Tifinagh, left to right. */
export function dirOf(lang: Lang): Dir {
  return lang === 'ar' ? 'rtl' : 'ltr';
}

/** The order in which languages stand in for a missing one. Amazigh falls back to Arabic, openly (see `t` in messages.ts). */
const FALLBACK: Record<Lang, readonly Lang[]> = {
  ar: ['ar', 'fr', 'en', 'zgh'],
  fr: ['fr', 'en', 'ar', 'zgh'],
  zgh: ['zgh', 'ar', 'fr', 'en'],
  en: ['en', 'fr', 'ar', 'zgh'],
};

/** The language itself first, then those that stand in for it. */
export function fallbackOrder(lang: Lang): readonly Lang[] {
  return FALLBACK[lang];
}

/**
 * The language a visitor gets at `/`: the choice kept in a cookie, else the best match of `Accept-Language`, else Arabic.
 */
export function negotiateLang(cookie: string | undefined, acceptLanguage: string | undefined): Lang {
  if (isLang(cookie)) return cookie;
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const q = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='));
      const quality = q === undefined ? 1 : Number(q.slice(2));
      return { tag, quality: Number.isFinite(quality) ? quality : 0 };
    })
    .filter((w) => w.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    const primary = tag.split('-')[0];
    if (primary === 'ber' || primary === 'shi' || primary === 'tzm') return 'zgh';
    if (isLang(primary)) return primary;
  }
  return DEFAULT_LANG;
}
