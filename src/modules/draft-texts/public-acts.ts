import { across } from '#platform/db/database.ts';
import type { PublicActSource } from '#platform/module.ts';
import { contributionPath } from './contribution.ts';
import { LIST_TAG } from './draft-text.ts';
import './tables.ts';

const ASSOCIATION = 'association:';

/** What associations said on draft texts. */
export const saidByAssociations: PublicActSource = {
  name: 'draft-texts',
  tags: [LIST_TAG],
  async acts(db, _offers, who, limit) {
    if (!who.startsWith(ASSOCIATION)) return [];
    const rows = await across(db)
      .selectFrom('draft_text_contribution as c')
      .innerJoin('draft_text', (join) =>
        join.onRef('draft_text.institution_id', '=', 'c.institution_id').onRef('draft_text.id', '=', 'c.text_id'),
      )
      .innerJoin('institution', 'institution.id', 'c.institution_id')
      .select(['c.id', 'c.created_at', 'draft_text.reference', 'draft_text.title'])
      .select(['institution.slug', 'institution.host', 'institution.kind'])
      .where('c.association_id', '=', who.slice(ASSOCIATION.length))
      .where('c.state', '=', 'shown')
      .orderBy('c.created_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ id, reference, title, slug, host, kind, created_at: at }) => ({
      kind: 'draft-texts.moderated.contribution' as const,
      title,
      path: contributionPath(reference, id),
      tenant: kind === 'national-portal' ? null : { slug, host },
      at,
    }));
  },
};
