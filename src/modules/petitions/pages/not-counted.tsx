import { Banner } from '#platform/html/banner.tsx';
import { usePage } from '#platform/html/context.tsx';
import { DateText } from '#platform/html/text.tsx';
import type { Invalidation } from '../queries/judging.ts';

/** To whoever holds the receipt: that the signature was found not to count, when, and why. */
export function NotCounted({ finding }: { finding: Invalidation }) {
  const { t } = usePage();
  return (
    <Banner kind="warn" title={t('petitions.signed.invalidated')}>
      <p>
        {t(`petitions.invalidation-ground.${finding.ground}`)}
        {' · '}
        <DateText date={finding.at.toISOString().slice(0, 10)} />
      </p>
      <p>
        <bdi>{finding.reasons}</bdi>
      </p>
      <p>{t('petitions.signed.invalidated-text')}</p>
    </Banner>
  );
}
