import { IntlMessageFormat } from 'intl-messageformat';
import { breach, isProduct, isTest, literalOf, roomOf, type SourceFile, type Violation, visit } from '../source.ts';

const LANGUAGES = ['ar', 'fr', 'en', 'zgh'] as const;
type Language = (typeof LANGUAGES)[number];

/** Every language that must be complete, with the plural categories that CLDR gives it for whole numbers. */
const CATEGORIES: Record<Exclude<Language, 'zgh'>, readonly string[]> = {
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
  fr: ['one', 'many', 'other'],
  en: ['one', 'other'],
};

const GLOSSARY = 'data/amazigh-glossary.json';

type Words = { file: SourceFile; messages: Map<string, string> };
type Room = { name: string; folder: string; words: Partial<Record<Language, Words>> };

/** The message files of every room; keys start with the name of the room: `commitments.plan.title`. */
function roomsOf(files: readonly SourceFile[]): Room[] {
  const rooms = new Map<string, Room>();
  for (const file of files) {
    const match = file.path.match(/^(src\/.*)\/messages\/(ar|fr|en|zgh)\.json$/);
    if (!match?.[1]) continue;
    const name = roomOf(file.path)?.name ?? match[1];
    const room = rooms.get(match[1]) ?? { name, folder: match[1], words: {} };
    rooms.set(match[1], room);
    room.words[match[2] as Language] = { file, messages: flatten(JSON.parse(file.text), name) };
  }
  return [...rooms.values()];
}

function flatten(tree: unknown, prefix: string, into = new Map<string, string>()): Map<string, string> {
  for (const [key, value] of Object.entries(tree as object)) {
    if (typeof value === 'string') into.set(`${prefix}.${key}`, value);
    else flatten(value, `${prefix}.${key}`, into);
  }
  return into;
}

function place(words: Words, key: string): number {
  const last = key.split('.').at(-1) ?? '';
  const offset = words.file.text.indexOf(`"${last}":`);
  return words.file.text.slice(0, Math.max(0, offset)).split('\n').length;
}

/** Arabic, French and English say the same things with the same values; in Amazigh stands nothing that Arabic does not have. */
export function checkCompleteness(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const room of roomsOf(files)) {
    const { ar } = room.words;
    for (const lang of LANGUAGES) {
      const words = room.words[lang];
      if (!words) {
        if (lang !== 'zgh')
          violations.push({ path: `${room.folder}/messages/${lang}.json`, line: 0, what: 'is missing' });
        continue;
      }
      for (const [key, message] of words.messages) {
        if (!message.trim()) violations.push(breach(words.file, place(words, key), `${key} is empty`));
        if (ar && !ar.messages.has(key))
          violations.push(breach(words.file, place(words, key), `${key} is not in ar.json`));
      }
      if (lang === 'zgh') continue;
      for (const key of ar?.messages.keys() ?? []) {
        if (!words.messages.has(key)) violations.push(breach(words.file, 0, `${key} is missing`));
      }
    }
  }
  return violations;
}

type Element = {
  type: number;
  value: string;
  options?: Record<string, { value: Element[] }>;
  children?: Element[];
  pluralType?: string;
};
const [ARGUMENT, SELECT, PLURAL, TAG] = [1, 5, 6, 8];

type Parts = {
  values: Set<string>;
  selects: Map<string, Set<string>>;
  plurals: { value: string; type: string; categories: string[] }[];
};

function partsOf(message: string): Parts {
  const parts: Parts = { values: new Set(), selects: new Map(), plurals: [] };
  const walk = (elements: readonly Element[]) => {
    for (const element of elements) {
      if (element.type >= ARGUMENT && element.type <= PLURAL) parts.values.add(element.value);
      if (element.type === TAG) parts.values.add(`<${element.value}>`);
      const options = Object.keys(element.options ?? {});
      if (element.type === SELECT) parts.selects.set(element.value, new Set(options));
      if (element.type === PLURAL)
        parts.plurals.push({ value: element.value, type: element.pluralType ?? 'cardinal', categories: options });
      for (const option of Object.values(element.options ?? {})) walk(option.value);
      if (element.type === TAG) walk(element.children ?? []);
    }
  };
  walk(new IntlMessageFormat(message, 'en').getAst() as unknown as Element[]);
  return parts;
}

/** Every message can be read, has the same placeholders, tags and choices in all languages, and every plural its language's categories. */
export function checkPlaceholders(files: readonly SourceFile[]): Violation[] {
  const violations: Violation[] = [];
  for (const room of roomsOf(files)) {
    const reference = new Map<string, Parts>();
    for (const lang of LANGUAGES) {
      const words = room.words[lang];
      for (const [key, message] of words?.messages ?? []) {
        if (!words) continue;
        const wrong = (what: string) => violations.push(breach(words.file, place(words, key), `${key} ${what}`));
        let parts: Parts;
        try {
          parts = partsOf(message);
        } catch (error) {
          wrong(`cannot be read: ${(error as Error).message.split('\n')[0]}`);
          continue;
        }
        if (lang === 'ar') reference.set(key, parts);
        const expected = reference.get(key);
        if (expected && lang !== 'zgh') for (const difference of differences(expected, parts)) wrong(difference);
        for (const plural of parts.plurals) {
          const missing = lang === 'zgh' ? 'no plural rules exist for zgh' : missingCategories(lang, plural);
          if (missing) wrong(missing);
        }
      }
    }
  }
  return violations;
}

function differences(expected: Parts, parts: Parts): string[] {
  const found: string[] = [];
  for (const value of expected.values) if (!parts.values.has(value)) found.push(`does not use ${value} as Arabic does`);
  for (const value of parts.values)
    if (!expected.values.has(value)) found.push(`uses ${value}, which Arabic does not have`);
  for (const [value, options] of parts.selects) {
    for (const option of expected.selects.get(value) ?? [])
      if (!options.has(option)) found.push(`does not choose ${option} of ${value}`);
  }
  return found;
}

function missingCategories(lang: Exclude<Language, 'zgh'>, plural: Parts['plurals'][number]): string | undefined {
  if (plural.type === 'ordinal') return undefined;
  const has = new Set(plural.categories);
  // `=1` says what `one` would say; in French `one` is also for nought.
  const exact: Record<string, string> = lang === 'fr' ? {} : { zero: '=0', one: '=1', two: '=2' };
  const missing = CATEGORIES[lang].filter((category) => !has.has(category) && !has.has(exact[category] ?? ''));
  return missing.length > 0 ? `lacks the plural ${missing.join(', ')} of ${plural.value}` : undefined;
}

/** In Amazigh stand only words that the glossary gives, letter for letter: no sentence is made by people who cannot judge it. */
export function checkAmazigh(files: readonly SourceFile[]): Violation[] {
  const glossary = files.find((file) => file.path === GLOSSARY);
  const terms = new Set<string>();
  const entries = glossary ? (JSON.parse(glossary.text) as { terms: { zgh: string; plural?: string }[] }).terms : [];
  for (const term of entries) {
    terms.add(term.zgh);
    if (term.plural) terms.add(term.plural);
  }
  const violations: Violation[] = [];
  for (const room of roomsOf(files)) {
    const words = room.words.zgh;
    for (const [key, message] of words?.messages ?? []) {
      const withoutValues = message.replace(/\{[^{}]*\}/g, '').replace(/<[^<>]*>/g, '');
      if (words && /\p{L}/u.test(withoutValues) && !terms.has(message))
        violations.push(breach(words.file, place(words, key), `${key}: “${message}” does not stand in ${GLOSSARY}`));
    }
  }
  // Elsewhere (documents, names of languages and places) every run of Tifinagh is held to the same.
  for (const file of files) {
    if (file.path.startsWith('data/') || file.path.includes('/messages/') || isTest(file.path)) continue;
    for (const found of file.text.matchAll(/[\u2D30-\u2D7F]{2,}(?:[ -]+[\u2D30-\u2D7F]+)*/g)) {
      if (!terms.has(found[0]))
        violations.push(breach(file, { start: found.index }, `“${found[0]}” does not stand in ${GLOSSARY}`));
    }
  }
  return violations;
}

/**
 * Every message is used: its key stands in the source as a string, or a template or a concatenation there begins like it
 * (`commitments.status.${status}`).
 */
export function checkUse(files: readonly SourceFile[]): Violation[] {
  const exact = new Set<string>();
  const patterns: { head: string; tail: string }[] = [];
  for (const file of files) {
    if (!isProduct(file.path)) continue;
    visit(file, (node) => {
      const text = literalOf(node);
      if (text !== undefined) {
        exact.add(text);
        if (/^[a-z-]+\.([a-z0-9-]+\.)*$/.test(text)) patterns.push({ head: text, tail: '' });
      } else if (node.type === 'TemplateLiteral') {
        const head = node.quasis[0]?.value.raw ?? '';
        const tail = node.quasis.at(-1)?.value.raw ?? '';
        if (/^[a-z-]+\.[a-z0-9.-]*$/.test(head) && /^[a-z0-9.-]*$/.test(tail)) patterns.push({ head, tail });
      }
    });
  }
  const violations: Violation[] = [];
  for (const room of roomsOf(files)) {
    const words = room.words.ar;
    for (const key of words?.messages.keys() ?? []) {
      if (!words || exact.has(key)) continue;
      if (patterns.some(({ head, tail }) => key.startsWith(head) && key.endsWith(tail))) continue;
      violations.push(breach(words.file, place(words, key), `nobody uses ${key}`));
    }
  }
  return violations;
}

/**
 * Keys that the compiler cannot check, because they travel as plain strings (refusals, faults, messages of schemas), exist:
 * every string that looks like one, `room.group.key`, is one.
 */
export function checkKeys(files: readonly SourceFile[]): Violation[] {
  const rooms = roomsOf(files);
  const keys = new Set(rooms.flatMap((room) => [...(room.words.ar?.messages.keys() ?? [])]));
  const groups = new Set([...keys].map((key) => key.split('.').slice(0, 2).join('.')));
  const violations: Violation[] = [];
  for (const file of files) {
    if (!isProduct(file.path)) continue;
    visit(file, (node, parents) => {
      const text = literalOf(node);
      if (!text || !/^[a-z-]+(\.[a-z0-9-]+){1,}$/.test(text) || keys.has(text)) return;
      const depth = text.split('.').length;
      const parent = parents.at(-1);
      const isKey = parent?.type === 'Property' && parent.key.type === 'Identifier' && parent.key.name === 'key';
      const group = text.split('.').slice(0, 2).join('.');
      const isOurs = rooms.some((room) => text.startsWith(`${room.name}.`));
      if (isOurs && (isKey || (depth > 2 && groups.has(group))))
        violations.push(breach(file, node, `no message is called ${text}`));
    });
  }
  return violations;
}
