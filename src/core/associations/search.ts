import { nationalPortal } from '#core/institutions/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { SearchDocument, SearchKind } from '#platform/search/kinds.ts';
import type { Association } from './association.ts';
import { listAssociations } from './queries.ts';

export const SEARCH_KIND = 'association';

const AT_ONCE = 200;

/** Verified associations in the search over everything: each leads to its own page. */
export const associationSearch: SearchKind = {
  kind: SEARCH_KIND,
  label: 'associations.search',
  async *documents(db) {
    for (let after: string | undefined, more = true; more; ) {
      const page = await listAssociations(db, {}, { limit: AT_ONCE, after });
      yield await associationDocuments(db, page.items);
      after = page.next ?? undefined;
      more = after !== undefined;
    }
  },
};

/** What the search knows of associations. They belong to no body: the portal stands in for one. */
export async function associationDocuments(
  db: Db,
  associations: readonly Pick<Association, 'id' | 'name' | 'purpose'>[],
): Promise<SearchDocument[]> {
  const portal = await nationalPortal(db);
  return associations.map(({ id, name, purpose }) => ({
    institutionId: portal.id,
    kind: SEARCH_KIND,
    id,
    path: `/associations/${id}`,
    tenantSlug: null,
    title: name,
    body: purpose,
    codes: [],
  }));
}
