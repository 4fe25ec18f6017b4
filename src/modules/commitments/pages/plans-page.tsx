import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { definePage } from '#platform/page.ts';
import { listPlans } from '../queries/plans.ts';
import type { PlanSummary } from '../queries/shapes.ts';
import { Downloads } from './downloads.tsx';
import { PlanItems } from './plan-items.tsx';

const query = z.object({ after: z.string().max(2_000).optional() });

type Data = Slice<PlanSummary> & Total;

/** All action plans, or those that a body owns, shares or answers for. */
export const plansPage = definePage<z.infer<typeof query>, Data>({
  name: 'commitments.plans-page',
  path: '/action-plans',
  on: 'both',
  query,
  access: anyone,
  load: ({ db, page, query: { after } }) =>
    listPlans(db, { filters: { institutionId: page.tenant?.id }, paging: { limit: 50, after }, today: page.today }),
  cache: () => ['commitments'],
  view: ({ data }) => <Plans {...data} />,
});

function Plans({ items, next, total }: Data) {
  const { t, ts, tenant } = usePage();
  return (
    <Document title={ts('commitments.page.plans')} crumbs={[]} description={ts('commitments.page.plans-lead')}>
      <PageHead title={t('commitments.page.plans')} lead={t('commitments.page.plans-lead')} />
      <section class="flow" aria-labelledby="results-title">
        <div class="row between">
          <h2 id="results-title">{t('commitments.page.plans-n', { n: total })}</h2>
          <Downloads resource="action-plans" filters={tenant ? { institution: tenant.slug } : {}} />
        </div>
        {items.length === 0 ? (
          <Empty title={t('commitments.page.no-plans')}>
            <p>{t('commitments.page.no-plans-text')}</p>
          </Empty>
        ) : (
          <PlanItems plans={items} />
        )}
        <Pagination next={next} />
      </section>
    </Document>
  );
}
