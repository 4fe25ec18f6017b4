import { calendarDate } from '#platform/clock.ts';
import type { SiteMapSource } from '#platform/module.ts';
import { publishedReports } from './queries/reports.ts';

/** The scorecards and the lists of reports, then the published reports, each on the site of its body. */
export const reportSiteMap: SiteMapSource = {
  async paths(db) {
    const { items } = await publishedReports(db, {}, { limit: 500 });
    return [
      { path: '/scorecards', tenant: null },
      { path: '/reports', tenant: null },
      ...items.map(({ reference, institutionSlug: slug, host, publishedAt }) => ({
        path: `/reports/${reference}`,
        tenant: { slug, host },
        changed: calendarDate(publishedAt),
      })),
    ];
  },
};
