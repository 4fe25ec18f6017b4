import type { SiteMapSource } from '#platform/module.ts';
import { listAssociations } from './queries.ts';

/** The directory, and the page of each verified association. */
export const associationSiteMap: SiteMapSource = {
  async paths(db) {
    const paths = ['/associations'];
    for (let after: string | undefined, more = true; more; ) {
      const page = await listAssociations(db, {}, { limit: 500, after });
      paths.push(...page.items.map((one) => `/associations/${one.id}`));
      after = page.next ?? undefined;
      more = after !== undefined;
    }
    return paths.map((path) => ({ path, tenant: null }));
  },
};
