import { institutionsById } from '#core/institutions/index.ts';
import { across } from '#platform/db/database.ts';
import type { SiteMapSource } from '#platform/module.ts';
import './tables.ts';

/** Published consultations, on the site of the body that leads each. */
export const consultationSiteMap: SiteMapSource = {
  async paths(db) {
    const rows = await across(db)
      .selectFrom('consultation')
      .select(['institution_id', 'reference'])
      .where('state', '!=', 'draft')
      .orderBy('id')
      .execute();
    const bodies = await institutionsById(db, [...new Set(rows.map((row) => row.institution_id))]);
    return rows.map((row) => {
      const body = bodies.get(row.institution_id);
      return {
        path: `/consultations/${row.reference}`,
        tenant: body ? { slug: body.slug, host: body.host } : null,
      };
    });
  },
};
