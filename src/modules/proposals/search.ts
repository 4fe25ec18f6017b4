import { institutionsById } from '#core/institutions/index.ts';
import { across, type Db } from '#platform/db/database.ts';
import type { SearchDocument, SearchKind } from '#platform/search/kinds.ts';
import './tables.ts';

/** Proposals in the search, among followed things and before moderators. */
export const PROPOSAL = 'proposal';

const AT_ONCE = 200;

/** Proposals in the search over everything: those that are shown. */
export const proposalSearch: SearchKind = {
  kind: PROPOSAL,
  label: 'proposals.field.proposal',
  async *documents(db) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await across(db)
        .selectFrom('proposal')
        .select('id')
        .where('id', '>', after)
        .where('standing', '=', 'shown')
        .orderBy('id')
        .limit(AT_ONCE)
        .execute();
      const last = rows.at(-1);
      if (!last) return;
      yield await proposalDocuments(
        db,
        rows.map((row) => row.id),
      );
      after = last.id;
    }
  },
};

/** What the search knows of these proposals. Names of authors are not looked for. */
export async function proposalDocuments(db: Db, ids: readonly string[]): Promise<SearchDocument[]> {
  if (ids.length === 0) return [];
  const rows = await across(db)
    .selectFrom('proposal')
    .select(['institution_id', 'reference', 'title', 'body'])
    .where('id', 'in', ids)
    .where('standing', '=', 'shown')
    .execute();
  const bodies = await institutionsById(db, [...new Set(rows.map((row) => row.institution_id))]);
  return rows.map((row) => ({
    institutionId: row.institution_id,
    kind: PROPOSAL,
    id: row.reference,
    path: `/proposals/${row.reference}`,
    tenantSlug: bodies.get(row.institution_id)?.slug ?? null,
    title: row.title,
    body: row.body,
    codes: [row.reference],
  }));
}
