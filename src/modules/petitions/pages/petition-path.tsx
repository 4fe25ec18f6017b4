import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { DateText, DateTimeText } from '#platform/html/text.tsx';
import { Timeline, type TimelineEntry } from '#platform/html/timeline.tsx';
import { PETITION_LAWS } from '../law.ts';
import type { Petition } from '../queries/petitions.ts';
import { Cite } from './cite.tsx';
import { councilEntries, type PathCouncil } from './council-path.tsx';

/** The way of a petition: what happened, what is now, and what the law says comes next. */
export function PetitionPath({ petition, council }: { petition: Petition; council: PathCouncil | undefined }) {
  const page = usePage();
  const { t, ts } = page;
  const { state, openedOn, closesOn, closedAt, required, level } = petition;
  if (!openedOn || state === 'withdrawn') return null;
  const { law, articles, sessions } = PETITION_LAWS[level];
  const cite = (which: string) => <Cite law={law} articles={which} />;
  const months = sessions.months.map((month) => ts(`petitions.month.m${month}` as const));
  // No signatures are asked of an association.
  const collecting: TimelineEntry = {
    state: state === 'open' ? 'now' : 'done',
    when: closedAt ? (
      <DateTimeText instant={closedAt} />
    ) : (
      closesOn && t('petitions.page.until', { date: <DateText date={closesOn} /> })
    ),
    title: t(state === 'open' ? 'petitions.path.collecting' : 'petitions.path.closed'),
    children: (
      <p>
        {t('petitions.path.collecting-text', { n: required ?? 0 })} {cite(articles.conditions)}
      </p>
    ),
  };
  const entries: TimelineEntry[] = [
    {
      state: 'done',
      when: <DateText date={openedOn} />,
      title: t(required === null ? 'petitions.path.published' : 'petitions.path.opened'),
      children: <p>{t('petitions.path.opened-text')}</p>,
    },
    ...(required === null ? [] : [collecting]),
    ...councilEntries(page, petition, council, months),
  ];
  return (
    <Chapter id="path" title={t('petitions.path.title')}>
      <Timeline entries={entries} />
    </Chapter>
  );
}
