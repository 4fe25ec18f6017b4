import type { SiteMapSource } from '#platform/module.ts';
import { allInstitutions } from './queries.ts';

/** The list of bodies, and the home of each one's site. */
export const institutionSiteMap: SiteMapSource = {
  async paths(db) {
    const homes = (await allInstitutions(db)).map(({ slug, host }) => ({ path: '/', tenant: { slug, host } }));
    return [{ path: '/institutions', tenant: null }, ...homes];
  },
};
