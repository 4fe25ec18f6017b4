import { calendarDate } from '#platform/clock.ts';
import { across } from '#platform/db/database.ts';
import type { SiteMapSource } from '#platform/module.ts';

/** The most commitments a site map names; it holds 50,000 addresses in all, in four languages. */
const MOST = 10_000;

const LISTS = ['/commitments', '/action-plans', '/commitments/regions', '/milestones'];

/** The lists, then plans and commitments, the last changed first, each on the site of its body; what belongs to the nation is on the portal. */
export const commitmentSiteMap: SiteMapSource = {
  async paths(db) {
    const columns = ['institution.slug', 'institution.host', 'institution.kind'] as const;
    const plans = await across(db)
      .selectFrom('action_plan')
      .innerJoin('institution', 'institution.id', 'action_plan.institution_id')
      .select([...columns, 'action_plan.reference', 'action_plan.changed_at as changed'])
      .where('action_plan.gone_at', 'is', null)
      .orderBy('action_plan.latest_first')
      .limit(1_000)
      .execute();
    const commitments = await across(db)
      .selectFrom('commitment')
      .innerJoin('institution', 'institution.id', 'commitment.institution_id')
      .select([...columns, 'commitment.reference', 'commitment.changed_at as changed'])
      .where('commitment.gone_at', 'is', null)
      .orderBy('commitment.changed_at', 'desc')
      .orderBy('commitment.id', 'desc')
      .limit(MOST)
      .execute();
    const entry = (folder: string) => (row: (typeof plans)[number]) => ({
      path: `/${folder}/${row.reference}`,
      tenant: row.kind === 'national-portal' ? null : { slug: row.slug, host: row.host },
      changed: calendarDate(row.changed),
    });
    const lists = LISTS.map((path) => ({ path, tenant: null }));
    return [...lists, ...plans.map(entry('action-plans')), ...commitments.map(entry('commitments'))];
  },
};
