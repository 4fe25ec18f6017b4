import { type RawBuilder, sql } from 'kysely';
import { across, type Db } from '../db/database.ts';
import { asTotal, COUNTED_EXACTLY, slice, type Total } from '../db/paging.ts';
import { fallbackOrder, type Lang } from '../i18n/languages.ts';
import { pick, type Text } from '../i18n/text.ts';
import { highlight, type Part, snippet } from './highlight.ts';
import { compactCode } from './index-documents.ts';
import { wordsOf } from './normalise.ts';
import { wordAt } from './places.ts';
import { latinWords, readQuery, type Term, tellingTerms, type Wanted, wanted } from './query.ts';
import { corrections } from './spelling.ts';
import { type Stems, stemsOf } from './stems.ts';
import './tables.ts';

export type SearchQuestion = {
  q: string;
  /** The language results are shown in, where they have it. */
  lang: Lang;
  kinds?: readonly string[];
  institutionId?: string;
  limit: number;
  /** The `next` of an earlier answer to the same question. */
  after?: string;
};

export type SearchResult = {
  institutionId: string;
  kind: string;
  id: string;
  path: string;
  tenantSlug: string | null;
  title: Text;
  /** The title in the language asked for (or what stands in for it), with what was found marked. */
  titleLang: Lang;
  titleParts: Part[];
  /** A stretch of the text where it was found, in the language where it was found. Empty when the thing has no text. */
  lang: Lang;
  snippet: Part[];
};

export type SearchAnswer = Total & {
  items: SearchResult[];
  next: string | null;
  /** How many there are of each kind, whatever kinds were asked for. */
  byKind: Record<string, number>;
  /** Words that nothing contains, and the ones that were looked for instead. */
  corrected: { word: string; instead: string[] }[];
};

/**
 * Finds documents that contain all words of the question, in any language, whatever their inflection, accents or spelling of the
 * hamza; the last word may be unfinished; phrases stand in quotation marks. A word that nothing contains is replaced by its nearest
 * neighbours in the index. Best first: a code typed whole, then titles before texts.
 */
export async function search(db: Db, question: SearchQuestion): Promise<SearchAnswer> {
  const terms = readQuery(question.q);
  if (terms.length === 0) return { items: [], next: null, total: 0, byKind: {}, corrected: [] };
  if (db.isTransaction) return answer(db, terms, question);
  return db.transaction().execute(async (tx) => {
    // The planner does not count what it costs to unpack long texts: it would read them all rather than ask the index.
    await sql`select set_config('enable_seqscan', 'off', true)`.execute(tx);
    return answer(tx, terms, question);
  });
}

async function answer(db: Db, read: readonly Term[], question: SearchQuestion): Promise<SearchAnswer> {
  let stems = await stemsOf(db, latinWords(read));
  const terms = tellingTerms(read, stems);
  let condition = all(terms.map((term) => wanted(term, stems)));
  let byKind = await countByKind(db, condition, question);
  const corrected: SearchAnswer['corrected'] = [];
  if (Object.keys(byKind).length === 0) {
    const instead = await replaceUnknown(db, terms, stems, question.institutionId);
    if (instead.size > 0) {
      const words = [...instead.values()].flat();
      stems = new Map([...stems, ...(await stemsOf(db, latinWords([{ words, phrase: false, open: false }])))]);
      condition = all(terms.map((term) => wanted(term, stems, instead.get(term))));
      byKind = await countByKind(db, condition, question);
      for (const [term, replacing] of instead) corrected.push({ word: term.words[0] ?? '', instead: replacing });
    }
  }
  const kinds = question.kinds?.length ? question.kinds : Object.keys(byKind);
  const counted = kinds.reduce((sum, kind) => sum + (byKind[kind] ?? 0), 0);
  const { items, next } = await find(db, question, condition, counted);
  return { items, next, ...asTotal(counted), byKind, corrected };
}

function all(parts: readonly Wanted[]): Wanted {
  return {
    lexemes: parts.flatMap((part) => part.lexemes),
    beginnings: parts.flatMap((part) => part.beginnings),
    tsquery: parts.map((part) => `(${part.tsquery})`).join(' & '),
  };
}

async function replaceUnknown(
  db: Db,
  terms: readonly Term[],
  stems: Map<string, Stems>,
  institutionId: string | undefined,
): Promise<Map<Term, string[]>> {
  const instead = new Map<Term, string[]>();
  for (const term of terms) {
    const word = term.words[0];
    if (term.phrase || !word) continue;
    const { tsquery } = wanted(term, stems);
    const { rows } = await sql`
      select 1 from search_document where words @@ ${tsquery}::tsquery ${ofInstitution(institutionId)} limit 1`.execute(
      db,
    );
    if (rows.length > 0) continue;
    const near = await corrections(db, word);
    if (near.length > 0) instead.set(term, near);
  }
  return instead;
}

function ofInstitution(institutionId: string | undefined): RawBuilder<unknown> {
  return institutionId ? sql`and institution_id = ${institutionId}` : sql``;
}

async function countByKind(
  db: Db,
  { tsquery }: Wanted,
  { institutionId }: SearchQuestion,
): Promise<Record<string, number>> {
  const { rows } = await sql<{ kind: string; count: number }>`
    select kind, count(*) as count
    from (select kind from search_document
      where words @@ ${tsquery}::tsquery ${ofInstitution(institutionId)} limit ${COUNTED_EXACTLY + 1}) as found
    group by kind order by kind`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.kind, row.count]));
}

type Found = { institution_id: string; kind: string; id: string; score: number };
type Shown = {
  institution_id: string;
  kind: string;
  id: string;
  path: string;
  tenant_slug: string | null;
  title: Text;
  /** The languages of its text. */
  langs: string[];
  places: number[] | null;
};

// Up to this many are ranked by all they say; of more, only titles and codes count.
const RANKED_WHOLE = 500;

async function find(db: Db, question: SearchQuestion, condition: Wanted, counted: number) {
  const ofKinds = question.kinds?.length ? sql`and kind = any (${[...question.kinds]}::text[])` : sql``;
  const ranking = sql.ref(counted <= RANKED_WHOLE ? 'words' : 'title_words');
  // Rank lies between 0 and 1, so that a code that was typed whole always goes first.
  const ranked = sql<Found>`(
    select institution_id, kind, id,
      (ts_rank(${ranking}, ${condition.tsquery}::tsquery, 1 | 32)
        + case when codes @> array[${compactCode(question.q)}]::text[] then 1 else 0 end)::float8 as score
    from (select institution_id, kind, id, ${ranking}, codes from search_document
      where words @@ ${condition.tsquery}::tsquery ${ofInstitution(question.institutionId)} ${ofKinds}
      limit ${COUNTED_EXACTLY + 1}) as found)`.as('ranked');
  const page = await slice(
    across(db).selectFrom(ranked).selectAll(),
    [
      { sql: sql`score`, key: 'score', direction: 'desc' },
      { sql: sql`institution_id`, key: 'institution_id', direction: 'asc' },
      { sql: sql`kind`, key: 'kind', direction: 'asc' },
      { sql: sql`id`, key: 'id', direction: 'asc' },
    ],
    question,
  );
  return { items: await show(db, page.items, condition, question.lang), next: page.next };
}

/** Reads what is shown of the found documents, in their order. */
async function show(
  db: Db,
  found: readonly Found[],
  { lexemes, beginnings }: Wanted,
  lang: Lang,
): Promise<SearchResult[]> {
  if (found.length === 0) return [];
  const keys = sql`unnest(${found.map((one) => one.institution_id)}::uuid[], ${found.map((one) => one.kind)}::text[],
    ${found.map((one) => one.id)}::text[])`;
  const { rows } = await sql<Shown>`
    select d.institution_id, d.kind, d.id, d.path, d.tenant_slug, d.title,
      array(select jsonb_object_keys(d.body)) as langs,
      (select array_agg(place) from unnest(d.words) as word (lexeme, places, weights), unnest(word.places) as place
        where word.lexeme = any (${lexemes}::text[])
          or word.lexeme like any (${beginnings.map((start) => `${start}%`)}::text[])) as places
    from ${keys} with ordinality as key (institution_id, kind, id, place)
      join search_document d using (institution_id, kind, id)
    order by key.place`.execute(db);
  const chosen = rows.map((row) => ({ row, ...hitsOf(row, lang) }));
  const { rows: bodies } = await sql<{ body: string | null }>`
    select d.body ->> key.lang as body
    from unnest(${rows.map((row) => row.institution_id)}::uuid[], ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => row.id)}::text[], ${chosen.map((one) => one.lang)}::text[])
        with ordinality as key (institution_id, kind, id, lang, place)
      left join search_document d using (institution_id, kind, id)
    order by key.place`.execute(db);
  return chosen.map(({ row, hits, lang: bodyLang }, index) => {
    const title = pick(row.title, lang);
    const titleLang = title?.lang ?? lang;
    const body = bodies[index]?.body;
    const titleWords = countWords(row.title[bodyLang]);
    return {
      institutionId: row.institution_id,
      kind: row.kind,
      id: row.id,
      path: row.path,
      tenantSlug: row.tenant_slug,
      title: row.title,
      titleLang,
      titleParts: title ? highlight(title.value, hits.get(titleLang) ?? new Set()) : [],
      lang: bodyLang,
      snippet: body ? snippet(body, shifted(hits.get(bodyLang), titleWords + 1)) : [],
    };
  });
}

/** The words that were hit, by language, and the language to show the text in: where it was hit, else as asked. */
function hitsOf(row: Shown, lang: Lang): { hits: Map<Lang, Set<number>>; lang: Lang } {
  const hits = new Map<Lang, Set<number>>();
  for (const place of row.places ?? []) {
    const at = wordAt(place);
    if (at) hits.set(at.lang, (hits.get(at.lang) ?? new Set()).add(at.word));
  }
  const order = fallbackOrder(lang).filter((one) => row.langs.includes(one));
  const isInBody = (one: Lang) => {
    const titleWords = countWords(row.title[one]);
    return [...(hits.get(one) ?? [])].some((word) => word > titleWords);
  };
  return { hits, lang: order.find(isInBody) ?? order[0] ?? lang };
}

function countWords(text: string | undefined): number {
  return text ? [...wordsOf(text)].length : 0;
}

function shifted(words: ReadonlySet<number> | undefined, by: number): Set<number> {
  return new Set([...(words ?? [])].map((word) => word - by).filter((word) => word >= 0));
}
