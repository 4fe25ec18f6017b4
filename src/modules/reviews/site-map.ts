import { across } from '#platform/db/database.ts';
import type { SiteMapSource } from '#platform/module.ts';
import { followUpPath } from './pages/public-plan.ts';
import './tables.ts';

/** The most plans a site map names. */
const MOST = 1_000;

/** The follow-up of every plan that has one: committees or reviews. */
export const followUpSiteMap: SiteMapSource = {
  async paths(db) {
    const all = across(db);
    const plans = await all
      .selectFrom('institution')
      .innerJoin(
        all
          .selectFrom('follow_up_body')
          .select(['institution_id', 'plan'])
          .union(all.selectFrom('review').select(['institution_id', 'plan']))
          .as('followed'),
        'followed.institution_id',
        'institution.id',
      )
      .select(['institution.slug', 'institution.host', 'institution.kind', 'followed.plan'])
      .orderBy('followed.plan')
      .limit(MOST)
      .execute();
    return plans.map(({ slug, host, kind, plan }) => ({
      path: followUpPath(plan),
      tenant: kind === 'national-portal' ? null : { slug, host },
    }));
  },
};
