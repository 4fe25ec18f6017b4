import { More } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Gantt } from '#platform/html/gantt.tsx';
import { Table } from '#platform/html/table.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateText, Ltr, Multilingual } from '#platform/html/text.tsx';
import type { DatePrecision } from '#platform/i18n/format.ts';
import { MILESTONE_STATUSES } from '../commitment.ts';
import type { CommitmentDetail, MilestoneView } from '../queries/shapes.ts';
import { lastDayOf } from '../timeline.ts';
import { EvidenceLinks } from './matrix/matrix-table.tsx';
import { ProgressExplained } from './progress-explained.tsx';
import { statusLabel, tagsOf } from './words.tsx';

/** The milestones on a strip of time, then the same dates in a table. */
export function MilestonesChapter({ commitment }: { commitment: CommitmentDetail }) {
  const page = usePage();
  const { t, ts } = page;
  const { milestones } = commitment;
  if (milestones.length === 0) {
    return (
      <Chapter id="milestones" title={t('commitments.page.milestones')}>
        <Empty title={t('commitments.page.no-milestones')}>
          <p>{t('commitments.page.no-milestones-text')}</p>
        </Empty>
      </Chapter>
    );
  }
  return (
    <Chapter
      id="milestones"
      title={t('commitments.page.milestones-n', { n: milestones.length })}
      intro={t('commitments.page.milestones-intro')}
    >
      <MilestoneStrip id="strip" milestones={milestones} />
      <Table
        caption={ts('commitments.page.milestones-table')}
        hideCaption
        rows={milestones}
        rowTone={(milestone) => (milestone.timeliness === 'late' ? 'late' : undefined)}
        columns={[
          {
            key: 'title',
            label: ts('commitments.field.milestone'),
            head: true,
            cell: (milestone) => (
              <span id={milestone.reference}>
                {milestone.number}. <Multilingual text={milestone.title} />
              </span>
            ),
          },
          {
            key: 'start',
            label: ts('commitments.field.start'),
            nowrap: true,
            cell: (milestone) => <When date={milestone.start} precision={milestone.precision} />,
          },
          {
            key: 'end',
            label: ts('commitments.field.end'),
            nowrap: true,
            cell: (milestone) => (
              <>
                <When date={milestone.end} precision={milestone.precision} />
                {milestone.dateAssignment !== 'explicit' && (
                  <p class="law">{t(`commitments.vocabulary.date-assignment.${milestone.dateAssignment}`)}</p>
                )}
              </>
            ),
          },
          {
            key: 'status',
            label: ts('commitments.field.status'),
            cell: (milestone) => (
              <>
                {tagsOf(page, milestone).map((tag) => (
                  <StatusTag {...tag} />
                ))}
                {milestone.daysLate > 0 && (
                  <p class="law">{t('commitments.page.days-late', { n: milestone.daysLate })}</p>
                )}
                {milestone.percent !== null && milestone.percent < 100 && (
                  <p class="law">
                    {t('commitments.matrix.field.percent')} <Ltr>{milestone.percent} %</Ltr>
                  </p>
                )}
                {(milestone.statusNote ?? milestone.done) && (
                  <Multilingual as="p" class="law" text={milestone.statusNote ?? milestone.done} />
                )}
                {milestone.evidence.length > 0 && <EvidenceLinks evidence={milestone.evidence} />}
              </>
            ),
          },
        ]}
      />
      <Details summary={t('commitments.page.how-progress')}>
        <ProgressExplained progress={commitment.progress} />
      </Details>
      <p>
        <More path={`/action-plans/${commitment.plan.reference}/matrix`}>{t('commitments.matrix.public-title')}</More>
      </p>
    </Chapter>
  );
}

function When({ date, precision }: { date: string | null; precision: DatePrecision | null }) {
  const { t } = usePage();
  return date ? (
    <DateText date={date} precision={precision ?? 'day'} />
  ) : (
    <span class="soft">{t('commitments.page.no-date')}</span>
  );
}

/** A strip of time with one row for each dated milestone. */
export function MilestoneStrip({
  id,
  milestones,
  numbered = true,
}: {
  id: string;
  milestones: readonly MilestoneView[];
  numbered?: boolean;
}) {
  const page = usePage();
  const { t, ts, format, lang } = page;
  const dated = milestones.filter(
    (milestone): milestone is MilestoneView & { start: string; end: string } => !!milestone.start && !!milestone.end,
  );
  if (dated.length === 0) return null;
  const first = dated.map((milestone) => milestone.start).sort()[0] ?? '';
  const last =
    dated
      .map((milestone) => milestone.end)
      .sort()
      .at(-1) ?? '';
  const tones = MILESTONE_STATUSES.filter((status) =>
    dated.some((milestone) => milestone.status === status && milestone.timeliness !== 'late'),
  );
  const late = dated.filter((milestone) => milestone.timeliness === 'late');
  return (
    <Gantt
      id={id}
      title={t('commitments.page.strip', { start: format.date(first, 'month'), end: format.date(last, 'month') })}
      note={
        late.length > 0 ? t('commitments.page.strip-late', { n: late.length }) : t('commitments.page.strip-on-time')
      }
      summary={ts('commitments.page.strip-summary', { n: dated.length })}
      rows={dated.map((milestone) => ({
        label: (
          <>
            {numbered && `${milestone.number}. `}
            <Multilingual text={shortened(milestone.title, lang === 'ar' ? 70 : 80)} />
          </>
        ),
        start: milestone.start,
        end: lastDayOf(milestone.end, milestone.precision),
        tone: milestone.status,
        late: milestone.timeliness === 'late',
      }))}
      legend={[
        ...tones.map((status) => ({ tone: status, label: statusLabel(page, status) })),
        ...(late.length > 0
          ? [{ tone: 'not-reported' as const, late: true, label: t('commitments.page.strip-past') }]
          : []),
      ]}
    />
  );
}

/** The first words of long titles: the strip carries the order and the dates, the table below the whole text. */
function shortened(title: MilestoneView['title'], most: number): MilestoneView['title'] {
  const cut = (words: string) => (words.length > most ? `${words.slice(0, most).replace(/\s+\S*$/, '')}…` : words);
  return Object.fromEntries(Object.entries(title).map(([lang, words]) => [lang, cut(words)]));
}
