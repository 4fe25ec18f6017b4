import type { SiteMapSource } from '#platform/module.ts';
import { listTerritories, regions } from './queries.ts';

/** The regions and what lies directly below them; communes are found from there. */
export const territorySiteMap: SiteMapSource = {
  async paths(db) {
    const provinces = await listTerritories(db, { level: 'province' }, { limit: 500 });
    const units = [...(await regions(db)), ...provinces.items];
    return ['/territories', ...units.map(({ code }) => `/territories/${code}`)].map((path) => ({ path, tenant: null }));
  },
};
