import { usePage } from '#platform/html/context.tsx';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { Progress } from '../progress.ts';

/** The rule of progress in words, and what it gives here. */
export function ProgressExplained({ progress }: { progress: Progress }) {
  const { t } = usePage();
  return (
    <>
      <p>{t('commitments.progress.rule')}</p>
      <p>
        {t(`commitments.progress.explain.${progress.explanation}` as MessageKey, {
          total: progress.total,
          finished: progress.counts.finished,
          reported: progress.reported,
        })}
      </p>
      <p>{t('commitments.progress.late-rule')}</p>
    </>
  );
}
