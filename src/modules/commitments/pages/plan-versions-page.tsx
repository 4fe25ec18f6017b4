import { anyone } from '#platform/access.ts';
import { NotFound } from '#platform/errors.ts';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { Timeline } from '#platform/html/timeline.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { planScope, type ScopedPlan } from '../queries/matrix-scope.ts';
import { type PlanVersion, phaseOfPlan, versionsOf } from '../queries/plan-versions.ts';
import { PlanLife } from './plan-life-steps.tsx';
import { VersionChanges } from './version-changes.tsx';

type Data = {
  plan: ScopedPlan;
  versions: PlanVersion[];
  life: Awaited<ReturnType<typeof phaseOfPlan>>;
};

/** The life of a plan: its phases, and each version with what changed and why. */
export const planVersionsPage = definePage<unknown, Data>({
  name: 'commitments.plan-versions-page',
  path: '/action-plans/:reference/versions',
  on: 'both',
  access: anyone,
  async load({ db, page, params }) {
    const plan = await planScope(db, params.reference ?? '', page.tenant?.id);
    if (!plan) throw new NotFound();
    const [versions, life] = await Promise.all([versionsOf(db, plan), phaseOfPlan(db, plan, page.today)]);
    return { plan, versions, life };
  },
  cache: ({ plan }) => [`plan:${plan.reference}`],
  view: ({ data }) => <Versions {...data} />,
});

function Versions({ plan, versions, life }: Data) {
  const page = usePage();
  const { t, ts, lang, href, format } = page;
  return (
    <Document
      title={`${ts('commitments.plan.versions')}: ${plain(plan.title, lang)}`}
      crumb={ts('commitments.plan.versions')}
      description={ts('commitments.plan.versions-lead')}
      crumbs={[
        { label: ts('commitments.page.plans'), path: '/action-plans' },
        { label: plain(plan.title, lang), path: `/action-plans/${plan.reference}` },
      ]}
    >
      <PageHead
        kicker={<Multilingual text={plan.title} />}
        title={t('commitments.plan.versions')}
        lead={t('commitments.plan.versions-lead')}
      />
      <PlanLife now={life.now} said={life.said} />
      <section class="mt-4 flow" aria-labelledby="versions">
        <h2 id="versions">{t('commitments.plan.versions-title')}</h2>
        <Timeline
          entries={versions.map((one, index) => ({
            state: index === 0 ? 'now' : 'done',
            id: `v${one.version}`,
            when: <DateText date={one.adoptedOn} />,
            title: t('commitments.plan.version-n', { n: format.number(one.version) }),
            children: (
              <div class="flow">
                {one.reason ? (
                  <Multilingual as="p" text={one.reason} />
                ) : (
                  <p>{t(one.version === 1 ? 'commitments.plan.first-version' : 'commitments.plan.by-file')}</p>
                )}
                {one.changes.length > 0 && <VersionChanges changes={one.changes} />}
              </div>
            ),
          }))}
        />
        <p>
          <a href={`/api/v1/action-plans/${plan.reference}/versions`}>JSON</a>
          {' · '}
          <a href={`/api/v1/action-plans/${plan.reference}/versions.csv`}>CSV</a>
          {' · '}
          <a href={href(`/action-plans/${plan.reference}`)}>{t('commitments.plan.public')}</a>
        </p>
      </section>
    </Document>
  );
}
