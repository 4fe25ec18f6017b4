import { usePage } from '#platform/html/context.tsx';
import { STANCES, type StanceCounts } from '../comment.ts';

/** How many comments say what, in words: 3 for, 1 neutral, 2 against. */
export function StanceWords({ counts }: { counts: StanceCounts }) {
  const { t } = usePage();
  return (
    <ul class="row plain-list">
      {STANCES.map((stance) => (
        <li>{t(`comments.stance.count-${stance}`, { n: counts[stance] })}</li>
      ))}
    </ul>
  );
}
