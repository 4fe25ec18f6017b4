import type { SearchDocument, SearchKind } from '#platform/search/kinds.ts';
import { type Institution, shortNameOf } from './institution.ts';
import { allInstitutions } from './queries.ts';

/** Public bodies in the search over everything: each leads to its own site. */
export const institutionSearch: SearchKind = {
  kind: 'institution',
  label: 'institutions.page.title',
  async *documents(db) {
    yield (await allInstitutions(db)).map(searchDocumentOf);
  },
};

/** What the search knows of a body. */
export function searchDocumentOf(institution: Institution): SearchDocument {
  return {
    institutionId: institution.id,
    kind: 'institution',
    id: institution.slug,
    path: '/',
    tenantSlug: institution.slug,
    title: institution.name,
    body: shortNameOf(institution),
    codes: [],
  };
}
