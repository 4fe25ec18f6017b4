import type { SiteMapSource } from '#platform/module.ts';

/** The calculator and the calendar; results are for whoever asks. */
export const deadlineSiteMap: SiteMapSource = {
  paths: async () => ['/deadlines', '/deadlines/calendar'].map((path) => ({ path, tenant: null })),
};
