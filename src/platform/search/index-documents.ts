import { sql } from 'kysely';
import { across, type Db } from '../db/database.ts';
import { LANGUAGES, type Lang } from '../i18n/languages.ts';
import { newId } from '../ids.ts';
import { arabicForms, isArabic, withoutPreposition } from './arabic.ts';
import type { SearchDocument, SearchKind } from './kinds.ts';
import { foldWord, wordsOf } from './normalise.ts';
import { CODE_PLACE, placeOf } from './places.ts';
import { isLatin, type Stems, stemsOf } from './stems.ts';
import './tables.ts';

const AT_ONCE = 50;

// A tsvector holds 1 MB: this many lexemes fit, whatever the script. What a longer text says last is not found.
const MOST_LEXEMES = 30_000;
const MOST_PLACES = 255;

/** Words of these lengths can be put right when somebody mistypes them. */
export const SPELLED = { least: 4, most: 30 };

/**
 * Puts documents into the index, in the caller's transaction; what stood there under the same institution, kind and id is replaced.
 * Only what everybody may see belongs into it: search asks nobody who they are.
 */
export async function indexDocuments(tx: Db, documents: readonly SearchDocument[]): Promise<void> {
  const byKey = new Map(documents.map((document) => [keyOf(document), document]));
  const distinct = [...byKey.values()];
  for (let from = 0; from < distinct.length; from += AT_ONCE) await indexSome(tx, distinct.slice(from, from + AT_ONCE));
}

/** Takes documents of one kind out of the index: those named, or all of the institution's. */
export async function removeDocuments(
  tx: Db,
  from: { institutionId: string; kind: string; ids?: readonly string[] },
): Promise<void> {
  let query = across(tx)
    .deleteFrom('search_document')
    .where('institution_id', '=', from.institutionId)
    .where('kind', '=', from.kind);
  if (from.ids) query = query.where('id', 'in', from.ids.length > 0 ? from.ids : ['']);
  await query.execute();
}

/**
 * Takes documents out of the index that must leave no trace in it: the words that only they had are no longer offered as corrections
 * either. Dearer than `removeDocuments`: every word of theirs is looked for in all other documents.
 */
export async function forgetDocuments(
  tx: Db,
  from: { institutionId: string; kind: string; ids: readonly string[] },
): Promise<void> {
  const { rows } = await sql<{ word: string }>`
    select distinct lexeme as word
    from search_document, unnest(tsvector_to_array(words)) as lexeme
    where institution_id = ${from.institutionId} and kind = ${from.kind} and id = any (${[...from.ids]}::text[])
      and length(lexeme) between ${SPELLED.least} and ${SPELLED.most}`.execute(tx);
  await removeDocuments(tx, from);
  const gone: string[] = [];
  // One by one, because PostgreSQL knows how rare a word is only when it sees the word.
  for (const { word } of rows) {
    const { rows: others } = await sql`
      select 1 from search_document where words @@ ${`'${word}'`}::tsquery limit 1`.execute(tx);
    if (others.length === 0) gone.push(word);
  }
  if (gone.length > 0) await tx.deleteFrom('search_word').where('word', 'in', gone).execute();
}

/** Reads everything again and indexes it, while the site goes on; what no longer exists leaves. Returns how many documents there are. */
export async function reindex(db: Db, kinds: readonly SearchKind[]): Promise<number> {
  let count = 0;
  for (const kind of kinds) {
    const known = await across(db)
      .selectFrom('search_document')
      .select(['institution_id', 'id'])
      .where('kind', '=', kind.kind)
      .execute();
    const seen = new Set<string>();
    for await (const documents of kind.documents(db)) {
      await db.transaction().execute((tx) => indexDocuments(tx, documents));
      for (const document of documents) seen.add(`${document.institutionId} ${document.id}`);
    }
    count += seen.size;
    const gone = known.filter((one) => !seen.has(`${one.institution_id} ${one.id}`));
    for (const one of gone) {
      await removeDocuments(db, { institutionId: one.institution_id, kind: kind.kind, ids: [one.id] });
    }
  }
  return count;
}

function keyOf(document: SearchDocument): string {
  return JSON.stringify([document.institutionId, document.kind, document.id]);
}

type Reading = {
  document: SearchDocument;
  words: { lang: Lang; part: 'title' | 'body'; text: string; folded: string; place: number | undefined }[];
};

async function indexSome(tx: Db, documents: readonly SearchDocument[]): Promise<void> {
  const readings = documents.map(read);
  const latin = new Set<string>();
  for (const { words } of readings) {
    for (const { lang, folded } of words) if ((lang === 'fr' || lang === 'en') && isLatin(folded)) latin.add(folded);
  }
  const stems = await stemsOf(tx, [...latin]);
  const rows = readings.map(({ document, words }) => ({
    institution_id: document.institutionId,
    kind: document.kind,
    id: document.id,
    path: document.path,
    tenant_slug: document.tenantSlug,
    title: document.title,
    body: document.body,
    codes: document.codes.map(compactCode).filter(Boolean),
    ...vectorsOf(document, words, stems),
  }));
  await sql`
    insert into search_document (institution_id, kind, id, path, tenant_slug, title, body, codes, words,
      title_words)
    select institution_id, kind, id, path, tenant_slug, title, body, codes, words::tsvector, title_words::tsvector
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as document (institution_id uuid, kind text, id text,
      path text, tenant_slug text, title jsonb, body jsonb, codes text[], words text, title_words text)
    on conflict (institution_id, kind, id) do update set path = excluded.path, tenant_slug = excluded.tenant_slug,
      title = excluded.title, body = excluded.body, codes = excluded.codes, words = excluded.words,
      title_words = excluded.title_words`.execute(tx);
  await learnWords(tx, readings);
}

function read(document: SearchDocument): Reading {
  const words: Reading['words'] = [];
  for (const lang of LANGUAGES) {
    let titleWords = 0;
    for (const part of ['title', 'body'] as const) {
      let index = 0;
      for (const { text } of wordsOf(document[part][lang] ?? '')) {
        words.push({ lang, part, text, folded: foldWord(text), place: placeOf(lang, titleWords, part, index) });
        index += 1;
      }
      titleWords = index;
    }
  }
  return { document, words };
}

/** A code or reference as people may type it: without case and without what parts it. */
export function compactCode(code: string): string {
  return [...wordsOf(code)].map((word) => foldWord(word.text)).join('');
}

function vectorsOf(
  document: SearchDocument,
  words: Reading['words'],
  stems: Map<string, Stems>,
): { words: string; title_words: string } {
  const lexemes = new Map<string, string[]>();
  const titles = new Map<string, string[]>();
  const add = (into: Map<string, string[]>, lexeme: string, place: string | undefined) => {
    const places = into.get(lexeme);
    if (places) {
      if (place && places.length < MOST_PLACES && places.at(-1) !== place) places.push(place);
    } else if (into.size < MOST_LEXEMES) into.set(lexeme, place ? [place] : []);
  };
  const addEach = (found: Iterable<string>, place: number | undefined, inTitle: boolean) => {
    const at = place === undefined ? undefined : `${place}${inTitle ? 'A' : ''}`;
    for (const lexeme of found) {
      add(lexemes, lexeme, at);
      if (inTitle) add(titles, lexeme, at);
    }
  };
  for (const code of document.codes) addEach(codeLexemes(code), CODE_PLACE, true);
  const known = new Map<string, string[]>();
  for (const { lang, part, text, folded, place } of words) {
    const key = `${lang} ${text}`;
    let found = known.get(key);
    if (!found) {
      found = lexemesOf(lang, text, folded, stems);
      known.set(key, found);
    }
    addEach(found, place, part === 'title');
  }
  return { words: asVector(lexemes), title_words: asVector(titles) };
}

// Lexemes are letters and digits only, so quoting them is enough.
function asVector(lexemes: Map<string, string[]>): string {
  return [...lexemes]
    .map(([lexeme, places]) => `'${lexeme}'${places.length > 0 ? `:${places.join(',')}` : ''}`)
    .join(' ');
}

function lexemesOf(lang: Lang, text: string, folded: string, stems: Map<string, Stems>): string[] {
  if (isArabic(folded)) {
    const forms = arabicForms(text);
    return [...new Set([...forms.words, ...forms.stems, ...withoutPreposition(text)])];
  }
  const stem = (lang === 'fr' || lang === 'en') && isLatin(folded) ? stems.get(folded)?.[lang] : undefined;
  return [folded, stem ?? ''].filter(Boolean);
}

/** `MALAA0004-M01` is found as a whole, by its words and by its runs of letters and of digits. */
function codeLexemes(code: string): Set<string> {
  const lexemes = new Set([compactCode(code)]);
  for (const { text } of wordsOf(code)) {
    const folded = foldWord(text);
    lexemes.add(folded);
    for (const run of folded.match(/\p{L}+|\p{N}+/gu) ?? []) lexemes.add(run);
  }
  return lexemes;
}

async function learnWords(tx: Db, readings: readonly Reading[]): Promise<void> {
  const texts = new Map<string, string>();
  const learnt = new Set<string>();
  for (const { document, words } of readings) {
    for (const { text, folded } of words) texts.set(text, folded);
    for (const code of document.codes) learnt.add(compactCode(code));
  }
  for (const [text, folded] of texts) {
    for (const word of isArabic(folded) ? arabicForms(text).words : [folded]) learnt.add(word);
  }
  const words = [...learnt].filter((word) => word.length >= SPELLED.least && word.length <= SPELLED.most);
  await sql`
    insert into search_word (word, learnt_by)
    select learnt.word, ${newId()}::uuid from unnest(${words}::text[]) as learnt (word)
    where not exists (select 1 from search_word known where known.word = learnt.word)`.execute(tx);
}
