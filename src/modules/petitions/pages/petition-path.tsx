import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { DateText, DateTimeText } from '#platform/html/text.tsx';
import { Timeline, type TimelineEntry } from '#platform/html/timeline.tsx';
import { PETITION_LAWS } from '../law.ts';
import type { Petition } from '../queries/petitions.ts';
import { Cite } from './cite.tsx';

/** The way of a petition: what happened, what is now, and what the law says comes next. */
export function PetitionPath({ petition }: { petition: Petition }) {
  const { t, ts, format } = usePage();
  const { state, openedOn, closesOn, closedAt, required, level } = petition;
  if (!openedOn || state === 'withdrawn') return null;
  const { law, articles, refusal, sessions } = PETITION_LAWS[level];
  const cite = (which: string) => <Cite law={law} articles={which} />;
  const months = sessions.months.map((month) => ts(`petitions.month.m${month}` as const));
  const entries: TimelineEntry[] = [
    {
      state: 'done',
      when: <DateText date={openedOn} />,
      title: t('petitions.path.opened'),
      children: <p>{t('petitions.path.opened-text')}</p>,
    },
    {
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
    },
    {
      state: state === 'closed' ? 'now' : 'next',
      when: t('petitions.path.when-complete'),
      title: t('petitions.path.filed'),
      children: (
        <p>
          {t('petitions.after.receipt')} {cite(articles.procedure)}
        </p>
      ),
    },
    {
      state: 'next',
      when: t('petitions.path.within', { n: refusal.value }),
      title: t('petitions.path.bureau'),
      children: (
        <p>
          {t('petitions.after.bureau', { n: refusal.value })} {cite(articles.procedure)}
        </p>
      ),
    },
    {
      state: 'next',
      when: t('petitions.path.next-session'),
      title: t('petitions.path.session'),
      children: (
        <p>
          {t('petitions.after.session', { months: format.list(months) })} {cite(articles.sessions)}
        </p>
      ),
    },
  ];
  return (
    <Chapter id="path" title={t('petitions.path.title')}>
      <Timeline entries={entries} />
    </Chapter>
  );
}
