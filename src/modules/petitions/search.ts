import { institutionsById } from '#core/institutions/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { SearchDocument, SearchKind } from '#platform/search/kinds.ts';
import { listPetitions, type Petition } from './queries/petitions.ts';

/** The name of petitions in the search. */
export const SEARCH_KIND = 'petition';
const AT_ONCE = 200;

/** Petitions that everybody sees, in the search over everything. */
export const petitionSearch: SearchKind = {
  kind: SEARCH_KIND,
  label: 'petitions.page.petitions',
  async *documents(db) {
    for (let after: string | undefined, more = true; more; ) {
      const page = await listPetitions(db, {}, { limit: AT_ONCE, after });
      yield await petitionDocuments(db, page.items);
      after = page.next ?? undefined;
      more = after !== undefined;
    }
  },
};

/** What the search knows of petitions: their words, in the one language they are written in. No name of anybody. */
export async function petitionDocuments(
  db: Db,
  petitions: readonly Pick<Petition, 'institutionId' | 'reference' | 'lang' | 'title' | 'demand' | 'reasons'>[],
): Promise<SearchDocument[]> {
  const bodies = await institutionsById(db, [...new Set(petitions.map(({ institutionId }) => institutionId))]);
  return petitions.map(({ institutionId, reference, lang, title, demand, reasons }) => ({
    institutionId,
    kind: SEARCH_KIND,
    id: reference,
    path: `/petitions/${reference}`,
    tenantSlug: bodies.get(institutionId)?.slug ?? null,
    title: { [lang]: title },
    body: { [lang]: `${demand}\n${reasons}` },
    codes: [reference],
  }));
}
