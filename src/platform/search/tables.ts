import type { Text } from '../i18n/text.ts';

/** One thing that can be found. `words` places title and body of each language apart (see places.ts); only made and asked in SQL. */
export type SearchDocumentTable = {
  institution_id: string;
  kind: string;
  id: string;
  path: string;
  tenant_slug: string | null;
  title: Text;
  body: Text;
  /** Folded, without what parts them: `malaa0004`. */
  codes: string[];
  words: string;
  /** What of `words` is in titles and codes. */
  title_words: string;
};

/** The words that occur, to put typing mistakes right. The same word may stand here twice, so that writers never wait. */
export type SearchWordTable = { word: string; learnt_by: string };

declare module '../db/database.ts' {
  interface TenantTables {
    search_document: SearchDocumentTable;
  }
  interface SharedTables {
    search_word: SearchWordTable;
  }
}
