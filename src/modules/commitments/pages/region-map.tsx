import { MAP_ATTRIBUTION, regionMap } from '#core/territory/index.ts';
import { usePage } from '#platform/html/context.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { type MapShape, RegionMap } from '#platform/html/map.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { RegionProgress } from '../queries/overview.ts';
import { ProgressText } from './progress-text.tsx';

/** Where a region stands, as a class of the map: no plan, a plan without reports, then by the share of finished milestones. */
function toneOf({ plans, progress }: RegionProgress): MapShape['tone'] {
  if (plans.length === 0) return 'off';
  if (progress.share === null) return 1;
  if (progress.share < 1 / 3) return 2;
  if (progress.share < 2 / 3) return 3;
  return progress.share < 1 ? 4 : 5;
}

const LEGEND = [
  { tone: 'off', key: 'commitments.map.no-plan' },
  { tone: 1, key: 'commitments.map.not-reported' },
  { tone: 2, key: 'commitments.map.third' },
  { tone: 3, key: 'commitments.map.two-thirds' },
  { tone: 4, key: 'commitments.map.most' },
  { tone: 5, key: 'commitments.map.all' },
] as const;

/** The map of Morocco with the progress of each region, and the same regions as a list. */
export function RegionsMap({ regions }: { regions: readonly RegionProgress[] }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const map = regionMap();
  const withPlan = regions.filter((region) => region.plans.length > 0);
  const shown = new Set(regions.map(toneOf));
  return (
    <div class="split even">
      <div>
        <RegionMap
          viewBox={map.viewBox}
          summary={ts('commitments.map.summary', { n: withPlan.length, all: regions.length })}
          attribution={MAP_ATTRIBUTION}
          legend={LEGEND.filter(({ tone }) => shown.has(tone)).map(({ tone, key }) => ({ tone, label: t(key) }))}
          shapes={map.areas.flatMap((area) => {
            const region = regions.find((one) => one.code === area.code);
            if (!region) return [];
            return [
              {
                key: area.code,
                d: area.path,
                tone: toneOf(region),
                title: plain(region.name, lang),
                href: page.href(`/commitments/regions/${region.code}`),
              },
            ];
          })}
        />
      </div>
      <Items>
        {withPlan.map((region) => (
          <Item title={{ text: region.name }} path={`/commitments/regions/${region.code}`}>
            <p class="small">
              {region.plans.map((plan, index) => (
                <>
                  {index > 0 && ' · '}
                  <Multilingual text={plan.title} />
                </>
              ))}
            </p>
            <p class="small">
              {t('commitments.page.plan-counts', { n: region.commitmentCount })}{' '}
              <ProgressText progress={region.progress} lateMilestones={0} />
            </p>
          </Item>
        ))}
      </Items>
    </div>
  );
}
