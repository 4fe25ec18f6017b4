import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { makeCatalog } from '#platform/i18n/messages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import type { SearchDocument, SearchKind } from '#platform/search/kinds.ts';
import { messages } from './messages.ts';
import { followUpPath } from './pages/public-plan.ts';
import './tables.ts';

type ResolutionRow = {
  institutionId: string;
  slug: string;
  id: string;
  plan: string;
  milestone: string | null;
  words: Text;
  reasons: Text | null;
  action: Text | null;
};

const BATCH = 200;

/** Decisions and recommendations that stand and are not withheld, with what the body answered. */
export const resolutionSearch: SearchKind = {
  kind: 'resolution',
  label: 'reviews.search.resolution',
  async *documents(db) {
    yield* inBatches((after) => resolutionRows(db, sql`and r.id > ${after}`), resolutionDocument);
  },
};

/** Quarterly reviews whose minutes are published. */
export const reviewSearch: SearchKind = {
  kind: 'review',
  label: 'reviews.search.review',
  async *documents(db) {
    yield* inBatches((after) => reviewRows(db, sql`and r.id > ${after}`), reviewDocument);
  },
};

/** Puts the decisions and recommendations of these ids into the search; what is not public is left out. */
export async function indexResolutions(db: Db, ids: readonly string[]): Promise<void> {
  const rows = await resolutionRows(db, sql`and r.id = any (${[...ids]}::uuid[])`);
  await indexDocuments(db, rows.map(resolutionDocument));
}

/** Puts the published minutes of a review into the search. */
export async function indexReview(db: Db, id: string): Promise<void> {
  const rows = await reviewRows(db, sql`and r.id = ${id}`);
  await indexDocuments(db, rows.map(reviewDocument));
}

const FIRST = '00000000-0000-0000-0000-000000000000';

async function* inBatches<R extends { id: string }>(
  read: (after: string) => Promise<R[]>,
  document: (row: R) => SearchDocument,
): AsyncGenerator<SearchDocument[]> {
  let after = FIRST;
  for (;;) {
    const rows = await read(after);
    if (rows.length === 0) return;
    yield rows.map(document);
    after = rows.at(-1)?.id ?? after;
  }
}

async function resolutionRows(db: Db, which: ReturnType<typeof sql>): Promise<ResolutionRow[]> {
  const { rows } = await sql<ResolutionRow>`
    select r.institution_id as "institutionId", i.slug, r.id, r.plan, r.milestone, r.words, a.reasons, a.action
    from resolution r join institution i on i.id = r.institution_id
    left join resolution_answer a on a.institution_id = r.institution_id and a.resolution_id = r.id
    where r.state = 'adopted' and r.withheld is null ${which}
    order by r.id limit ${BATCH}`.execute(db);
  return rows;
}

type ReviewRow = {
  institutionId: string;
  slug: string;
  id: string;
  plan: string;
  on: string;
  place: Text;
  minutes: Text;
};

async function reviewRows(db: Db, which: ReturnType<typeof sql>): Promise<ReviewRow[]> {
  const { rows } = await sql<ReviewRow>`
    select r.institution_id as "institutionId", i.slug, r.id, r.plan, r.on_date as "on", r.place, r.minutes
    from review r join institution i on i.id = r.institution_id
    where r.state = 'published' and r.minutes is not null ${which}
    order by r.id limit ${BATCH}`.execute(db);
  return rows;
}

function resolutionDocument(row: ResolutionRow): SearchDocument {
  return {
    institutionId: row.institutionId,
    kind: resolutionSearch.kind,
    id: row.id,
    path: `${followUpPath(row.plan)}/recommendations#resolution-${row.id}`,
    tenantSlug: row.slug,
    title: beginning(row.words),
    body: joined([row.words, row.reasons, row.action]),
    codes: [row.plan, ...(row.milestone ? [row.milestone] : [])],
  };
}

/** What a review is called in each language, with its date. */
function reviewTitle(on: string): Text {
  const catalog = makeCatalog({ reviews: messages });
  return Object.fromEntries(
    (['ar', 'fr', 'en'] as const).map((lang) => [
      lang,
      `${catalog.translator(lang).ts('reviews.search.one-review')} ${on}`,
    ]),
  );
}

function reviewDocument(row: ReviewRow): SearchDocument {
  return {
    institutionId: row.institutionId,
    kind: reviewSearch.kind,
    id: row.id,
    path: `${followUpPath(row.plan)}/reviews/${row.id}`,
    tenantSlug: row.slug,
    title: reviewTitle(row.on),
    body: joined([row.minutes, row.place]),
    codes: [row.plan],
  };
}

/** The first words of a text in each of its languages. */
function beginning(text: Text): Text {
  return Object.fromEntries(
    Object.entries(text).map(([lang, words]) => [
      lang,
      words.length > 120 ? `${words.slice(0, 120).replace(/\s+\S*$/, '')}…` : words,
    ]),
  );
}

function joined(texts: readonly (Text | null)[]): Text {
  return Object.fromEntries(
    LANGUAGES.flatMap((lang) => {
      const words = texts.flatMap((text) => text?.[lang] ?? []);
      return words.length > 0 ? [[lang, words.join('\n')]] : [];
    }),
  );
}
