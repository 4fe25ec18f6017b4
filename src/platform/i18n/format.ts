import type { Lang } from './languages.ts';

/**
 * Locales of the formatters. Numbers follow French habit in Arabic too (Latin digits, a space between thousands, as the
 * Haut-Commissariat au Plan prints them): `ar-MA` would print 451.028. `zgh` has number and date formats in CLDR but no
 * plural rules and no collator, so those two are never asked for it.
 */
const NUMBER_LOCALE: Record<Lang, string> = { ar: 'fr', fr: 'fr', zgh: 'fr', en: 'en' };
const DATE_LOCALE: Record<Lang, string> = { ar: 'ar-MA-u-nu-latn', fr: 'fr', zgh: 'zgh-u-nu-latn', en: 'en-GB' };
const COLLATION: Record<Lang, string> = { ar: 'ar', fr: 'fr', zgh: 'fr', en: 'en' };
const LIST_LOCALE: Record<Lang, string> = { ar: 'ar', fr: 'fr', zgh: 'fr', en: 'en' };

/** How precisely a source gives a date. */
export type DatePrecision = 'day' | 'month' | 'year';

export type Format = {
  /** A whole or decimal number with Latin digits. */
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** A share between 0 and 1 as a percentage without decimals. */
  percent(share: number): string;
  /** A calendar date `YYYY-MM-DD`, written out: 21 نونبر 2026; by month: نونبر 2026. */
  date(date: string, precision?: DatePrecision): string;
  /** An instant as date and time of Morocco. */
  dateTime(instant: Date): string;
  /** "a, b and c" in the language. */
  list(items: readonly string[]): string;
  /** The language's alphabetical order. */
  compare(a: string, b: string): number;
};

const made = new Map<Lang, Format>();
const numberFormats = new Map<string, Intl.NumberFormat>();

/** Numbers as a language writes them, for `number` and for those inside messages; made once for each set of options. */
export function numberFormatOf(lang: Lang, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = `${lang} ${JSON.stringify(options)}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(NUMBER_LOCALE[lang], options);
    numberFormats.set(key, format);
  }
  return format;
}

/** The formatters of a language, made once: making Intl objects per call would dominate the page. */
export function formatOf(lang: Lang): Format {
  const known = made.get(lang);
  if (known) return known;
  const format = makeFormat(lang);
  made.set(lang, format);
  return format;
}

function makeFormat(lang: Lang): Format {
  const utc = { timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' } as const;
  const dates: Record<DatePrecision, Intl.DateTimeFormat> = {
    day: new Intl.DateTimeFormat(DATE_LOCALE[lang], { ...utc, day: 'numeric', month: 'long', year: 'numeric' }),
    month: new Intl.DateTimeFormat(DATE_LOCALE[lang], { ...utc, month: 'long', year: 'numeric' }),
    year: new Intl.DateTimeFormat(DATE_LOCALE[lang], { ...utc, year: 'numeric' }),
  };
  const dateTimes = new Intl.DateTimeFormat(DATE_LOCALE[lang], {
    ...utc,
    timeZone: 'Africa/Casablanca',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const lists = new Intl.ListFormat(LIST_LOCALE[lang], { type: 'conjunction' });
  const collator = new Intl.Collator(COLLATION[lang], { numeric: true, sensitivity: 'base' });
  const percents = numberFormatOf(lang, { style: 'percent', maximumFractionDigits: 0 });
  return {
    number: (value, options) => numberFormatOf(lang, options).format(value),
    // Arabic sets the sign without a space after Latin digits (look.md); the caller isolates it as left to right.
    percent: (share) =>
      lang === 'ar' ? `${numberFormatOf(lang).format(Math.round(share * 100))}%` : percents.format(share),
    date: (date, precision = 'day') => {
      const instant = new Date(`${date}T00:00:00Z`);
      // The 30th of February would quietly become the 2nd of March.
      if (Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(`${date}T`))
        throw new RangeError(`not a calendar date: ${date}`);
      const written = dates[precision].format(instant);
      // French writes the first of the month as an ordinal.
      return lang === 'fr' && precision === 'day' ? written.replace(/^1 /, '1er ') : written;
    },
    dateTime: (instant) => dateTimes.format(instant),
    list: (items) => (lang === 'zgh' ? items.join(', ') : lists.format(items)),
    compare: (a, b) => collator.compare(a, b),
  };
}
