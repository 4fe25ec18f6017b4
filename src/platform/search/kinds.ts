import type { Db } from '../db/database.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { Text } from '../i18n/text.ts';

/** What the search finds, as the module that owns it hands it over. One document for a thing, with its text in every language it has. */
export type SearchDocument = {
  institutionId: string;
  /** `commitment`, `action-plan`, `institution`, `territory`… */
  kind: string;
  /** The id or reference of the thing within its kind. */
  id: string;
  /** The path of its page, after language: on the site of `tenantSlug` when given, else on the portal. */
  path: string;
  tenantSlug: string | null;
  title: Text;
  /** Everything that should be found, in each language, as plain text. */
  body: Text;
  /** Codes and references that are found as they are: `MALAA0004`. */
  codes: string[];
};

/** A kind of thing that the search offers as a filter. `documents` reads all of them again, for `jamaa reindex`. */
export type SearchKind = { kind: string; label: MessageKey; documents(db: Db): AsyncIterable<SearchDocument[]> };
