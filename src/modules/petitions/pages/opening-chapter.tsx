import { calendarDate } from '#platform/clock.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { DateText, Prose } from '#platform/html/text.tsx';
import { Timeline, type TimelineEntry } from '#platform/html/timeline.tsx';
import type { OpeningAppeal } from '../queries/appeals.ts';
import type { Petition } from '../queries/petitions.ts';

type OpeningProps = {
  petition: Pick<Petition, 'state' | 'refusalGround' | 'refusalReasons' | 'decidedAt'>;
  appeal: OpeningAppeal | undefined;
};

/** Why a petition was not opened, and what became of its author's appeal: for everybody, also where it was opened on appeal. */
export function OpeningChapter({ petition, appeal }: OpeningProps) {
  const { t } = usePage();
  const ground = appeal?.ground ?? petition.refusalGround;
  const refusedAt = appeal?.refusedAt ?? petition.decidedAt;
  if (!ground || !refusedAt) return null;
  const entries: TimelineEntry[] = [
    {
      state: 'done',
      when: <DateText date={calendarDate(refusedAt)} />,
      title: t('petitions.opening.refused'),
      children: (
        <>
          <p>
            <b>{t(`petitions.ground.${ground}`)}</b>
          </p>
          <Prose text={appeal?.refusalReasons ?? petition.refusalReasons} />
        </>
      ),
    },
  ];
  if (appeal)
    entries.push({
      state: appeal.outcome ? 'done' : 'now',
      when: <DateText date={calendarDate(appeal.madeAt)} />,
      title: t('petitions.opening.appealed'),
      children: <p>{t('petitions.opening.appealed-text')}</p>,
    });
  if (appeal?.outcome && appeal.decidedAt)
    entries.push({
      state: 'done',
      when: <DateText date={calendarDate(appeal.decidedAt)} />,
      title: t(`petitions.opening.outcome-${appeal.outcome}`),
      children: <Prose text={appeal.reasons} />,
    });
  return (
    <Chapter id="opening" title={t('petitions.opening.title')} intro={t('petitions.opening.intro')}>
      <Timeline entries={entries} />
    </Chapter>
  );
}
