import type { Db } from '#platform/db/database.ts';
import type { PageContext } from '#platform/html/context.tsx';
import { isLang } from '#platform/i18n/languages.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { plain, type Text } from '#platform/i18n/text.ts';
import type { PersonalDataSource } from '#platform/module.ts';

/** What one source knows about a person. */
export type KnownPart = { name: MessageKey; known: object };

/** Everything that is known about a person, source by source, in the order of the capabilities. */
export async function everythingKnown(
  db: Db,
  sources: readonly PersonalDataSource[],
  personId: string,
): Promise<KnownPart[]> {
  const parts: KnownPart[] = [];
  // One after another: this is asked for rarely, and must not take every connection of the pool.
  for (const { name, export: read } of sources) parts.push({ name, known: await read(db, personId) });
  return parts;
}

/** The same as a file for programs: each part under the name of its source. */
export function knownAsJson(parts: readonly KnownPart[], at: Date): string {
  const named = parts.map(({ name, known }) => [name.split('.').slice(0, -1).join('.'), known]);
  return `${JSON.stringify({ exportedAt: at.toISOString(), parts: Object.fromEntries(named) }, null, 2)}\n`;
}

/** A label with its value, as words. */
export type KnownRow = { label: string; value: string };

/** What is shown of one part: its facts, and lists of things with facts of their own. */
export type ShownPart = { title: string; rows: KnownRow[]; lists: { title: string; items: KnownRow[][] }[] };

type Words = Pick<PageContext, 'ts' | 'maybe' | 'format' | 'lang'>;

/** A part in the words of a language. What has no word of its own keeps the name it has in the file for programs. */
export function shownPart(words: Words, { name, known }: KnownPart): ShownPart {
  const part: ShownPart = { title: words.ts(name), rows: [], lists: [] };
  for (const [key, value] of Object.entries(known)) {
    if (Array.isArray(value) && value.some(isRecord)) {
      const items = value.filter(isRecord).map((item) => rowsOf(words, item));
      part.lists.push({ title: labelOf(words, key), items });
    } else part.rows.push(...rowsOf(words, { [key]: value }));
  }
  return part;
}

function rowsOf(words: Words, record: Record<string, unknown>, above = ''): KnownRow[] {
  return Object.entries(record).flatMap(([key, value]) => {
    const label = above ? `${above} › ${labelOf(words, key)}` : labelOf(words, key);
    if (isRecord(value)) return rowsOf(words, value, label);
    if (Array.isArray(value) && value.some(isRecord))
      return value.filter(isRecord).flatMap((item) => rowsOf(words, item, label));
    const said = saidOf(words, value);
    return said === undefined ? [] : [{ label, value: said }];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return isObject(value) && !isText(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A text in several languages is one value: it is shown in the reader's. */
function isText(value: unknown): value is Text {
  return isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every(isLang);
}

function labelOf({ maybe }: Words, key: string): string {
  return maybe(`personal-data.fields.${key}`) ?? key;
}

function saidOf(words: Words, value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (value instanceof Date) return words.format.dateTime(value);
  if (typeof value === 'boolean') return words.ts(value ? 'personal-data.own.yes' : 'personal-data.own.no');
  if (typeof value === 'number') return words.format.number(value);
  if (Array.isArray(value)) {
    const said = value.flatMap((each) => saidOf(words, each) ?? []);
    return said.length > 0 ? said.join(', ') : undefined;
  }
  if (isText(value)) return plain(value, words.lang);
  const text = String(value);
  const word = /^[a-z]+(-[a-z]+)*$/.test(text) ? words.maybe(`personal-data.values.${text}`) : undefined;
  if (word !== undefined) return word;
  // Words of the platform, such as what an official looked at, stand there as their key.
  if (/^[a-z-]+(\.[a-z0-9-]+)+$/.test(text)) return words.maybe(text) ?? text;
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? words.format.date(text) : text;
}
