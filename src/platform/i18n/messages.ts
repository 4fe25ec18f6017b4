import { type Formatters, IntlMessageFormat } from 'intl-messageformat';
import { type ComponentChildren, h } from 'preact';
import { numberFormatOf } from './format.ts';
import { dirOf, fallbackOrder, type Lang } from './languages.ts';

/**
 * The words of every room, by room name. A room adds its own by augmentation, so that keys are checked against its Arabic file:
 * `declare module '#platform/i18n/messages.ts' { interface Messages { commitments: typeof ar } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by augmentation in each room
export interface Messages {}

type Paths<T> = T extends string
  ? never
  : { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string];

/** `room.group.key`, known to the compiler from the JSON itself. */
export type MessageKey = Paths<Messages>;

/** What a room hands in: complete Arabic, French and English; Amazigh only where the words have evidence. */
export type MessageFiles = { ar: MessageTree; fr: MessageTree; en: MessageTree; zgh?: MessageTree };
export type MessageTree = { [key: string]: string | MessageTree };

export type MessageValues = Record<string, unknown>;

export type Translator = {
  /**
   * The message as page content. Values may be elements (`<Code>…</Code>`) or functions for tags (`<b>…</b>` in the message).
   * In Amazigh a missing message is the Arabic one inside `<span lang="ar" dir="rtl">`: the fallback is open.
   */
  t(key: MessageKey, values?: MessageValues): ComponentChildren;
  /** The message as a plain string: attributes, titles, CSV, feeds, letters. */
  ts(key: MessageKey, values?: MessageValues): string;
  /** For keys made from data (`commitments.status.${status}`): the string, or undefined when there is no such message. */
  maybe(key: string, values?: MessageValues): string | undefined;
};

export type Catalog = {
  translator(lang: Lang): Translator;
  keys(lang: Lang): string[];
  raw(lang: Lang, key: string): string | undefined;
};

/** For plural rules and dates; numbers are those of `format.ts`. `zgh` has no plural rules, its messages use none. */
const MESSAGE_LOCALE: Record<Lang, string> = { ar: 'ar-MA-u-nu-latn', fr: 'fr', zgh: 'fr', en: 'en' };

const formatters = new Map<Lang, Formatters>();

/** Numbers inside a message are written like those beside it, and all messages of a language share their formatters. */
function formattersOf(lang: Lang): Formatters {
  const known = formatters.get(lang);
  if (known) return known;
  const plurals = new Map<string, Intl.PluralRules>();
  const made: Formatters = {
    getNumberFormat: (_locale, options) => numberFormatOf(lang, options as Intl.NumberFormatOptions),
    getDateTimeFormat: (...args) => new Intl.DateTimeFormat(...args),
    getPluralRules: (locale, options) => {
      const type = options?.type ?? 'cardinal';
      const rules = plurals.get(type) ?? new Intl.PluralRules(locale, options);
      plurals.set(type, rules);
      return rules;
    },
  };
  formatters.set(lang, made);
  return made;
}

/** Collects the words of all rooms; a message is compiled the first time it is used. */
export function makeCatalog(rooms: Record<string, MessageFiles>): Catalog {
  const flat: Record<Lang, Map<string, string>> = { ar: new Map(), fr: new Map(), zgh: new Map(), en: new Map() };
  for (const [room, files] of Object.entries(rooms)) {
    for (const [lang, tree] of Object.entries(files) as [Lang, MessageTree][]) flatten(tree, room, flat[lang]);
  }
  const translators = new Map<Lang, Translator>();
  return {
    translator(lang) {
      let translator = translators.get(lang);
      if (!translator) {
        translator = makeTranslator(lang, flat);
        translators.set(lang, translator);
      }
      return translator;
    },
    keys: (lang) => [...flat[lang].keys()],
    raw: (lang, key) => flat[lang].get(key),
  };
}

function flatten(tree: MessageTree, prefix: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') into.set(`${prefix}.${key}`, value);
    else flatten(value, `${prefix}.${key}`, into);
  }
}

function makeTranslator(lang: Lang, flat: Record<Lang, Map<string, string>>): Translator {
  const compiled = new Map<string, { format: IntlMessageFormat | string; lang: Lang } | null>();
  const find = (key: string) => {
    const known = compiled.get(key);
    if (known !== undefined) return known;
    let found: { format: IntlMessageFormat | string; lang: Lang } | null = null;
    for (const candidate of fallbackOrder(lang)) {
      const message = flat[candidate].get(key);
      if (message === undefined) continue;
      const simple = !/[{<']/.test(message);
      const options = { formatters: formattersOf(candidate) };
      found = {
        format: simple ? message : new IntlMessageFormat(message, MESSAGE_LOCALE[candidate], undefined, options),
        lang: candidate,
      };
      break;
    }
    compiled.set(key, found);
    return found;
  };
  const need = (key: string) => {
    const found = find(key);
    if (!found) throw new Error(`no message: ${key}`);
    return found;
  };
  return {
    t(key, values) {
      const { format, lang: spoken } = need(key);
      const content = (typeof format === 'string' ? format : format.format(values as never)) as ComponentChildren;
      return spoken === lang ? content : h('span', { lang: spoken, dir: dirOf(spoken) }, content);
    },
    ts(key, values) {
      const { format } = need(key);
      return asString(format, values);
    },
    maybe(key, values) {
      const found = find(key);
      return found ? asString(found.format, values) : undefined;
    },
  };
}

function asString(format: IntlMessageFormat | string, values: MessageValues | undefined): string {
  if (typeof format === 'string') return format;
  const result = format.format(values as never) as unknown;
  return Array.isArray(result) ? result.join('') : String(result);
}
