import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { SearchDocument, SearchKind } from '#platform/search/kinds.ts';
import { attachmentPath, type DocumentLang, searchLang } from './attachment.ts';
import './tables.ts';

export const SEARCH_KIND = 'document';

const AT_ONCE = 50;

/** Public documents in the search over everything: by title, description and words, each leading to its own page. */
export const documentSearch: SearchKind = {
  kind: SEARCH_KIND,
  label: 'attachments.search.document',
  async *documents(db) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await across(db)
        .selectFrom('attachment')
        .select('id')
        .where('id', '>', after)
        .where('state', '=', 'shown')
        .where('visibility', '=', 'public')
        .orderBy('id')
        .limit(AT_ONCE)
        .execute();
      const last = rows.at(-1);
      if (!last) return;
      yield await searchDocuments(
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
  title: Text;
  description: Text;
  lang: DocumentLang;
  words: string | null;
  slug: string | null;
};

/** What the search knows of these documents. The name of the file is not looked for: devices choose it, not people. */
export async function searchDocuments(db: Db, ids: readonly string[]): Promise<SearchDocument[]> {
  const { rows } = await sql<Row>`
    select attachment.institution_id, attachment.id, attachment.title, attachment.description, attachment.lang,
      attachment.words, case when institution.kind <> 'national-portal' then institution.slug end as slug
    from attachment join institution on institution.id = attachment.institution_id
    where attachment.id = any (${[...ids]}::uuid[]) and attachment.state = 'shown'
      and attachment.visibility = 'public'`.execute(db);
  return rows.map((row) => ({
    institutionId: row.institution_id,
    kind: SEARCH_KIND,
    id: row.id,
    path: attachmentPath(row.id),
    tenantSlug: row.slug,
    title: row.title,
    body: bodyOf(row),
    codes: [],
  }));
}

function bodyOf({ description, lang, words }: Row): Text {
  const within = searchLang(lang);
  return Object.fromEntries(
    LANGUAGES.map((one) => [one, [description[one], one === within ? words : null].filter(Boolean).join('\n')]).filter(
      ([, text]) => text,
    ),
  );
}
