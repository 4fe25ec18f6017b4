import { institutionsById } from '#core/institutions/index.ts';
import { across, type Db } from '#platform/db/database.ts';
import type { SearchDocument, SearchKind } from '#platform/search/kinds.ts';
import { CONSULTATION } from './subject.ts';
import './tables.ts';

/** Published consultations in the search over everything; they are few. */
export const consultationSearch: SearchKind = {
  kind: CONSULTATION,
  label: 'consultations.field.consultation',
  async *documents(db) {
    yield await consultationDocuments(db);
  },
};

/** What the search knows of published consultations, or of one. */
export async function consultationDocuments(db: Db, reference?: string): Promise<SearchDocument[]> {
  let query = across(db)
    .selectFrom('consultation')
    .select(['institution_id', 'reference', 'title', 'summary'])
    .where('state', '!=', 'draft');
  if (reference) query = query.where('reference', '=', reference);
  const rows = await query.execute();
  const bodies = await institutionsById(db, [...new Set(rows.map((row) => row.institution_id))]);
  return rows.map((row) => ({
    institutionId: row.institution_id,
    kind: CONSULTATION,
    id: row.reference,
    path: `/consultations/${row.reference}`,
    tenantSlug: bodies.get(row.institution_id)?.slug ?? null,
    title: row.title,
    body: row.summary,
    codes: [row.reference],
  }));
}
