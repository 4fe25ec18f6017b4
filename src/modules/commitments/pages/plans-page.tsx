import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { openDrafts } from '../queries/plan-drafts.ts';
import { listPlans } from '../queries/plans.ts';
import type { PlanSummary } from '../queries/shapes.ts';
import { Downloads } from './downloads.tsx';
import { PlanItems } from './plan-items.tsx';

const query = z.object({ after: z.string().max(2_000).optional() });

type Data = Slice<PlanSummary> & Total & { drafts: Awaited<ReturnType<typeof openDrafts>> };

/** All action plans, or those that a body owns, shares or answers for. */
export const plansPage = definePage<z.infer<typeof query>, Data>({
  name: 'commitments.plans-page',
  path: '/action-plans',
  on: 'both',
  query,
  access: anyone,
  async load({ db, page, query: { after } }) {
    const institutionId = page.tenant?.id;
    const [plans, drafts] = await Promise.all([
      listPlans(db, { filters: { institutionId }, paging: { limit: 50, after }, today: page.today }),
      after === undefined ? openDrafts(db, institutionId) : [],
    ]);
    return { ...plans, drafts };
  },
  cache: ({ drafts }) => ['commitments', ...drafts.map((draft) => `plan-draft:${draft.reference}`)],
  view: ({ data }) => <Plans {...data} />,
});

function Plans({ items, next, total, drafts }: Data) {
  const { t, ts, tenant, href } = usePage();
  return (
    <Document title={ts('commitments.page.plans')} crumbs={[]} description={ts('commitments.page.plans-lead')}>
      <PageHead title={t('commitments.page.plans')} lead={t('commitments.page.plans-lead')} />
      {drafts.length > 0 && (
        <section class="flow" aria-labelledby="drafts-title">
          <h2 id="drafts-title">{t('commitments.plan.open-drafts')}</h2>
          <ul class="plain-list">
            {drafts.map((draft) => (
              <li>
                <a href={href(`/action-plans/${draft.reference}/draft`)}>
                  <Multilingual text={draft.title} />
                </a>{' '}
                <span class="meta">
                  {t('commitments.plan.open-since', { date: <DateText date={draft.openedOn} /> })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
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
