import { usePage } from '#platform/html/context.tsx';
import type { Vote } from '../queries/votes.ts';
import { ballotRule } from './words.tsx';

/** What a vote declares, in sentences. */
export function TermsList({ vote }: { vote: Vote }) {
  const page = usePage();
  const { t } = page;
  const { secret, changeable, results, level, territory, method, winners, tieRule } = vote;
  return (
    <ul class="measure">
      <li>{ballotRule(page, vote)}</li>
      <li>{t(secret ? 'votes.terms.secret' : 'votes.terms.public')}</li>
      <li>{t(changeable ? 'votes.terms.changeable' : 'votes.terms.final')}</li>
      <li>{t(`votes.terms.results-${results}`)}</li>
      <li>{t(level === 2 ? 'votes.terms.level-2' : 'votes.terms.level-1')}</li>
      {territory !== null && <li>{t('votes.terms.residence')}</li>}
      {method !== 'support' && <li>{t('votes.terms.winners', { n: winners })}</li>}
      <li>{t(`votes.tie.${tieRule}`)}</li>
    </ul>
  );
}
