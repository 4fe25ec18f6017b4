import { across } from '#platform/db/database.ts';
import type { SiteMapSource } from '#platform/module.ts';
import { textPath } from './draft-text.ts';
import './tables.ts';

/** The pages of public texts, for search engines. */
export const draftTextAddresses: SiteMapSource = {
  async paths(db) {
    const rows = await across(db)
      .selectFrom('draft_text')
      .innerJoin('institution', 'institution.id', 'draft_text.institution_id')
      .select(['draft_text.reference', 'institution.slug', 'institution.host', 'institution.kind'])
      .where('draft_text.state', '<>', 'draft')
      .orderBy('draft_text.id')
      .execute();
    return [
      { path: '/draft-texts', tenant: null },
      ...rows.map(({ reference, slug, host, kind }) => ({
        path: textPath(reference),
        tenant: kind === 'national-portal' ? null : { slug, host },
      })),
    ];
  },
};
