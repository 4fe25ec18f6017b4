import { usePage } from '#platform/html/context.tsx';
import { Percent } from '#platform/html/text.tsx';
import type { Progress } from '../progress.ts';

/** Progress in one sentence: what is finished, what nobody has reported on, what is late. */
export function ProgressText({ progress, lateMilestones }: { progress: Progress; lateMilestones: number }) {
  const { t } = usePage();
  if (progress.total === 0) return <>{t('commitments.page.no-milestones')}</>;
  return (
    <>
      {progress.share === null
        ? t('commitments.page.nothing-reported', { n: progress.total })
        : t('commitments.page.finished-of', {
            finished: progress.counts.finished,
            n: progress.total,
            share: <Percent share={progress.share} />,
          })}
      {lateMilestones > 0 && <> {t('commitments.page.late-count', { n: lateMilestones })}</>}
    </>
  );
}
