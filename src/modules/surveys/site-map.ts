import { institutionsById } from '#core/institutions/index.ts';
import { across } from '#platform/db/database.ts';
import type { SiteMapSource } from '#platform/module.ts';
import './tables.ts';

/** Published surveys with their list, on the site of the body that asks. */
export const surveySiteMap: SiteMapSource = {
  async paths(db) {
    const rows = await across(db)
      .selectFrom('survey')
      .select(['institution_id', 'reference'])
      .where('state', '!=', 'draft')
      .orderBy('id')
      .execute();
    const bodies = await institutionsById(db, [...new Set(rows.map((row) => row.institution_id))]);
    return [
      { path: '/surveys', tenant: null },
      ...rows.map((row) => {
        const body = bodies.get(row.institution_id);
        return { path: `/surveys/${row.reference}`, tenant: body ? { slug: body.slug, host: body.host } : null };
      }),
    ];
  },
};
