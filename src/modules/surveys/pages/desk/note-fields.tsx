import { usePage } from '#platform/html/context.tsx';
import type { Survey } from '../../queries/surveys.ts';
import { LongTexts } from './long-texts.tsx';

/** Once somebody has answered: what is corrected and why, for everybody. */
export function NoteFields({ survey }: { survey: Pick<Survey, 'frozenAt'> }) {
  const { t, ts } = usePage();
  if (survey.frozenAt === null) return null;
  return (
    <>
      <p class="measure">{t('surveys.edit.frozen')}</p>
      <LongTexts name="note" label={ts('surveys.edit.note')} rows={2} most={1_000} />
    </>
  );
}
