import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { SearchDocument, SearchKind } from '#platform/search/kinds.ts';
import { searchLang, type WrittenLang } from './comment.ts';
import './tables.ts';

export const SEARCH_KIND = 'comment';

const AT_ONCE = 200;

/** Comments in the search over everything: those that are shown, each leading to its own page. */
export const commentSearch: SearchKind = {
  kind: SEARCH_KIND,
  label: 'comments.search.comment',
  async *documents(db) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await across(db)
        .selectFrom('comment')
        .select('id')
        .where('id', '>', after)
        .where('state', '=', 'shown')
        .orderBy('id')
        .limit(AT_ONCE)
        .execute();
      const last = rows.at(-1);
      if (!last) return;
      yield await commentDocuments(
        db,
        rows.map((row) => row.id),
      );
      after = last.id;
    }
  },
};

type Row = {
  institution_id: string;
  id: string;
  body: string;
  lang: WrittenLang;
  title: Text;
  slug: string | null;
};

/** What the search knows of these comments: their words, under the title of what they are about. Names of authors are not looked for. */
export async function commentDocuments(db: Db, ids: readonly string[]): Promise<SearchDocument[]> {
  const { rows } = await sql<Row>`
    select comment.institution_id, comment.id, comment.body, comment.lang, thread.title,
      case when institution.kind <> 'national-portal' then institution.slug end as slug
    from comment
      join comment_thread thread on thread.institution_id = comment.institution_id
        and thread.subject_kind = comment.subject_kind and thread.subject_id = comment.subject_id
      join institution on institution.id = comment.institution_id
    where comment.id = any (${[...ids]}::uuid[]) and comment.state = 'shown'`.execute(db);
  return rows.map((row) => ({
    institutionId: row.institution_id,
    kind: SEARCH_KIND,
    id: row.id,
    path: `/comments/${row.id}`,
    tenantSlug: row.slug,
    title: row.title,
    body: { [searchLang(row.lang)]: row.body },
    codes: [],
  }));
}
