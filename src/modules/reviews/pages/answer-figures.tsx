import { usePage } from '#platform/html/context.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Percent } from '#platform/html/text.tsx';
import { answerFigures, type Resolution } from '../resolution.ts';

/** How a body answers recommendations: how many, what share, how fast. */
export function AnswerFiguresView({ resolutions, today }: { resolutions: readonly Resolution[]; today: string }) {
  const { t, format } = usePage();
  const figures = answerFigures(resolutions, today);
  if (figures.recommendations === 0) return null;
  return (
    <Figures
      figures={[
        { label: t('reviews.figures.recommendations'), value: format.number(figures.recommendations) },
        {
          label: t('reviews.figures.answered'),
          value: figures.share === null ? '' : <Percent share={figures.share} />,
          note: t('reviews.figures.answered-note', { n: figures.answered }),
        },
        {
          label: t('reviews.figures.delay'),
          value:
            figures.medianDays === null
              ? t('reviews.figures.no-delay')
              : t('reviews.figures.days', { n: Math.round(figures.medianDays) }),
          note: t('reviews.figures.delay-note'),
        },
        {
          label: t('reviews.figures.late'),
          value: format.number(figures.late),
          note: t('reviews.figures.late-note'),
        },
      ]}
    />
  );
}
