import { regionalCouncil } from '#core/institutions/index.ts';
import { FollowLink } from '#core/notifications/index.ts';
import { MAP_ATTRIBUTION, provinceMap, type Territory, territoryByCode } from '#core/territory/index.ts';
import { anyone } from '#platform/access.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { NotFound } from '#platform/errors.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Document } from '#platform/html/layout.tsx';
import { RegionMap } from '#platform/html/map.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { listCommitments } from '../queries/commitments.ts';
import { listPlans } from '../queries/plans.ts';
import type { CommitmentSummary, PlanSummary } from '../queries/shapes.ts';
import { CommitmentItems } from './commitment-items.tsx';
import { PlanItems } from './plan-items.tsx';

type Data = {
  region: Territory;
  council: { slug: string; host: string | null; name: Territory['name'] } | undefined;
  plans: Slice<PlanSummary> & Total;
  commitments: Slice<CommitmentSummary>;
};

/** One region: its people, its provinces, the plans of its council and those it shares, their commitments. */
export const regionPage = definePage<unknown, Data>({
  name: 'commitments.region-page',
  path: '/commitments/regions/:code',
  on: 'portal',
  access: anyone,
  load: async ({ db, page, params }) => {
    const region = await territoryByCode(db, params.code ?? '');
    if (region?.level !== 'region') throw new NotFound();
    const [council, plans, commitments] = await Promise.all([
      regionalCouncil(db, region.code),
      listPlans(db, { filters: { region: region.code }, paging: { limit: 50 }, today: page.today }),
      listCommitments(db, {
        filters: { region: region.code },
        sort: 'urgent',
        paging: { limit: 50 },
        today: page.today,
      }),
    ]);
    return { region, council, plans, commitments };
  },
  cache: () => ['commitments', 'territories'],
  view: ({ data }) => <Region {...data} />,
});

function Region({ region, council, plans, commitments }: Data) {
  const page = usePage();
  const { t, ts, lang, format } = page;
  const name = plain(region.name, lang);
  const map = provinceMap(region.code);
  const late = commitments.items.filter((commitment) => commitment.timeliness === 'late').length;
  return (
    <Document
      title={name}
      crumbs={[
        { label: ts('commitments.page.commitments'), path: '/commitments' },
        { label: ts('commitments.page.regions'), path: '/commitments/regions' },
      ]}
    >
      <PageHead
        kicker={t('commitments.page.region-kicker')}
        title={{ text: region.name }}
        row={
          <>
            {council && (
              <a href={page.href('/', { tenant: council })}>
                {t('commitments.page.region-site', { name: plain(council.name, lang) })}
              </a>
            )}
            <FollowLink on={`region:${region.code}`} kind="quiet" />
          </>
        }
        beside={
          map.areas.length > 0 && (
            <div>
              <RegionMap
                viewBox={map.viewBox}
                summary={ts('commitments.page.region-map', { name })}
                attribution={MAP_ATTRIBUTION}
                shapes={map.areas.map((area) => ({ key: area.code, d: area.path, tone: 2 as const }))}
              />
            </div>
          )
        }
      />
      <Chapter id="figures" title={t('commitments.page.region-figures')}>
        <Figures
          figures={[
            {
              label: t('commitments.page.population'),
              value: format.number(region.population2024 ?? 0),
              note: t('commitments.page.census'),
            },
            { label: t('commitments.page.plans'), value: format.number(plans.total) },
            {
              label: t('commitments.page.commitments'),
              value: format.number(plans.items.reduce((sum, plan) => sum + plan.commitmentCount, 0)),
            },
            { label: t('commitments.page.figure-late'), value: format.number(late) },
          ]}
        />
      </Chapter>
      <Chapter id="plans" title={t('commitments.page.plans')}>
        {plans.items.length === 0 ? (
          <Empty title={t('commitments.page.no-plans')} />
        ) : (
          <PlanItems plans={plans.items} />
        )}
      </Chapter>
      {commitments.items.length > 0 && (
        <Chapter id="commitments" title={t('commitments.page.commitments')}>
          <CommitmentItems commitments={commitments.items} />
          {commitments.next && (
            <p>
              <a class="more" href={page.href(`/commitments?region=${region.code}`)}>
                {t('commitments.page.all-commitments')}
              </a>
            </p>
          )}
        </Chapter>
      )}
    </Document>
  );
}
