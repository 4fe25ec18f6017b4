import type { Slice } from '#platform/db/paging.ts';
import { More } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Mosaic } from '#platform/html/mosaic.tsx';
import type { Tone } from '#platform/html/tag.tsx';
import { plain } from '#platform/i18n/text.ts';
import { defineHomeBlock } from '#platform/module.ts';
import { BODY_ROLES } from '../commitment.ts';
import { listCommitments } from '../queries/commitments.ts';
import { listEvents } from '../queries/events.ts';
import {
  type InstitutionSummary,
  institutionSummary,
  mosaic,
  type Overview,
  overview,
  type RegionProgress,
  regionProgress,
} from '../queries/overview.ts';
import type { CommitmentSummary, MosaicStar, TimelineEvent } from '../queries/shapes.ts';
import { Changes } from './changes.tsx';
import { CommitmentItems } from './commitment-items.tsx';
import { PlanItems } from './plan-items.tsx';
import { RegionsMap } from './region-map.tsx';
import { statusLabel, timelinessLabel } from './words.tsx';

/** The most stars of the pattern: five in a row, a square at most. */
const STARS = 60;

/** Beside the title of the portal: one star for each commitment. */
export const mosaicBlock = defineHomeBlock<{ stars: MosaicStar[]; numbers: Overview }>({
  name: 'commitments.mosaic',
  on: 'portal',
  place: 'hero',
  order: 10,
  load: async ({ db, page }) => {
    const [{ stars }, numbers] = await Promise.all([
      mosaic(db, page.today, { limit: STARS }),
      overview(db, page.today),
    ]);
    return { stars, numbers };
  },
  view: ({ data }) => <CommitmentMosaic {...data} />,
  cache: () => ['commitments'],
});

function CommitmentMosaic({ stars, numbers }: { stars: MosaicStar[]; numbers: Overview }) {
  const page = usePage();
  const { t, ts, lang } = page;
  if (stars.length === 0) return null;
  const tone = (star: MosaicStar): Tone => (star.timeliness === 'late' ? 'late' : star.status);
  const label = (star: MosaicStar) =>
    [star.timeliness === 'late' ? timelinessLabel(page, 'late') : '', statusLabel(page, star.status)]
      .filter(Boolean)
      .join(' · ');
  const tones = [...new Set(stars.map(tone))];
  return (
    <Mosaic
      square
      stars={stars.map((star) => ({
        tone: tone(star),
        href: page.href(`/commitments/${star.reference}`),
        label: ts('commitments.block.star', { title: plain(star.title, lang), status: label(star) }),
      }))}
      legend={tones.map((one) => ({
        tone: one,
        label: one === 'late' ? timelinessLabel(page, 'late') : statusLabel(page, one as MosaicStar['status']),
      }))}
      caption={
        <>
          <b>{t('commitments.block.mosaic')}</b>{' '}
          {t('commitments.block.mosaic-caption', {
            commitments: numbers.commitments.total,
            milestones: numbers.milestoneCount,
            reported: numbers.progress.reported,
            late: numbers.late.total,
          })}
        </>
      }
    />
  );
}

/** The map of the regions, on the portal. */
export const regionsBlock = defineHomeBlock<RegionProgress[]>({
  name: 'commitments.regions',
  on: 'portal',
  place: 'main',
  order: 20,
  load: ({ db, page }) => regionProgress(db, page.today),
  view: ({ data }) => <RegionsChapter regions={data} />,
  cache: () => ['commitments', 'territories'],
});

function RegionsChapter({ regions }: { regions: RegionProgress[] }) {
  const { t } = usePage();
  return (
    <Chapter id="regions" title={t('commitments.map.title')}>
      <RegionsMap regions={regions} />
      <p>
        <More path="/commitments/regions">{t('commitments.task.compare')}</More>
      </p>
    </Chapter>
  );
}

type Late = { commitments: CommitmentSummary[]; total: number };

/** What is late, the longest first. */
export const lateBlock = defineHomeBlock<Late>({
  name: 'commitments.late',
  on: 'portal',
  place: 'main',
  order: 30,
  load: async ({ db, page }) => {
    const numbers = await overview(db, page.today);
    const { items } = await listCommitments(db, {
      filters: { timeliness: 'late' },
      sort: 'urgent',
      paging: { limit: 5 },
      today: page.today,
    });
    return { commitments: items, total: numbers.late.total };
  },
  view: ({ data }) => <LateChapter {...data} />,
  cache: () => ['commitments'],
});

function LateChapter({ commitments, total }: Late) {
  const { t } = usePage();
  if (commitments.length === 0) return null;
  return (
    <Chapter id="late" title={t('commitments.block.late')} intro={t('commitments.block.late-intro')}>
      <CommitmentItems commitments={commitments} />
      {total > commitments.length && (
        <p>
          <More path="/commitments?timeliness=late&sort=urgent">{t('commitments.block.late-all', { n: total })}</More>
        </p>
      )}
    </Chapter>
  );
}

/** What changed last, here or everywhere. */
export const changesBlock = defineHomeBlock<Slice<TimelineEvent>>({
  name: 'commitments.changes',
  on: 'both',
  place: 'main',
  order: 40,
  load: ({ db, page }) => listEvents(db, { filters: { institutionId: page.tenant?.id }, paging: { limit: 6 } }),
  view: ({ data }) => <ChangesChapter events={data.items} />,
  cache: () => ['commitments'],
});

function ChangesChapter({ events }: { events: readonly TimelineEvent[] }) {
  const { t, href } = usePage();
  if (events.length === 0) return null;
  return (
    <Chapter id="changes" title={t('commitments.block.changes')} intro={t('commitments.block.changes-intro')}>
      <Changes events={events} />
      <p>
        <a href={href('/commitments/feed.atom')} type="application/atom+xml">
          {t('commitments.page.feed')}
        </a>
      </p>
    </Chapter>
  );
}

type Own = { summary: InstitutionSummary; commitments: Slice<CommitmentSummary> };

/** The plans and commitments of one body, on its own site. */
export const ownCommitmentsBlock = defineHomeBlock<Own>({
  name: 'commitments.own',
  on: 'tenant',
  place: 'main',
  order: 10,
  load: async ({ db, page }) => {
    const id = page.tenant?.id ?? '';
    const [summary, commitments] = await Promise.all([
      institutionSummary(db, id, page.today),
      listCommitments(db, { filters: { institutionId: id }, sort: 'urgent', paging: { limit: 6 }, today: page.today }),
    ]);
    return { summary, commitments };
  },
  view: ({ data }) => <OwnChapter {...data} />,
  cache: () => ['commitments'],
});

function OwnChapter({ summary, commitments }: Own) {
  const { t, ts, href, format } = usePage();
  if (summary.plans.length === 0 && commitments.items.length === 0) {
    return (
      <Chapter id="commitments" title={t('commitments.block.promised-here')}>
        <Empty title={t('commitments.block.plans-none')}>
          <p>
            <a href={href('/commitments', { tenant: null })}>{t('commitments.block.plans-none-text')}</a>
          </p>
        </Empty>
      </Chapter>
    );
  }
  return (
    <>
      <Chapter id="commitments" title={t('commitments.block.promised-here')}>
        <Figures
          figures={[
            { label: t('commitments.page.plans'), value: format.number(summary.planCount) },
            { label: t('commitments.page.commitments'), value: format.number(summary.commitments.total) },
            { label: t('commitments.page.figure-milestones'), value: format.number(summary.milestoneCount) },
            { label: t('commitments.page.figure-late'), value: format.number(summary.late.total) },
          ]}
        />
        <p class="small">
          {BODY_ROLES.filter((role) => summary.roles[role]).map((role, index) => (
            <>
              {index > 0 && ' · '}
              {t('commitments.block.role', { role: ts(`commitments.vocabulary.role.${role}`), n: summary.roles[role] })}
            </>
          ))}
        </p>
        <CommitmentItems commitments={commitments.items} />
        {commitments.next && (
          <p>
            <More path="/commitments">{t('commitments.page.all-commitments')}</More>
          </p>
        )}
      </Chapter>
      {summary.plans.length > 0 && (
        <Chapter id="plans" title={t('commitments.page.plans')}>
          <PlanItems plans={summary.plans} />
        </Chapter>
      )}
    </>
  );
}
