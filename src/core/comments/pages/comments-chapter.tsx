import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { threadPath } from '../comment.ts';
import type { ThreadSummary } from '../queries/summary.ts';
import { OfficialAnswer } from './comment-view.tsx';
import { StanceWords } from './stance-words.tsx';

/**
 * The comments on a thing, on its own page: how many there are, what offices answered last, and the way to the thread, where the form
 * stands, so that this page stays in the page cache. Pages that show it carry `threadTags(summary)`.
 */
export function CommentsChapter({ summary }: { summary: ThreadSummary }) {
  const { t } = usePage();
  const { subject, total, answers, open, stances } = summary;
  const reader = { answerPower: '', marked: new Set<string>(), represents: new Set<string>(), buttons: false };
  return (
    <Chapter id="comments" title={t('comments.chapter.title')}>
      <p>{t(total.totalIsAtLeast ? 'comments.thread.count-at-least' : 'comments.thread.count', { n: total.total })}</p>
      {stances && total.total > 0 && <StanceWords counts={stances} />}
      {answers.map((answer) => (
        <OfficialAnswer comment={answer} level={3} reader={reader} />
      ))}
      <p>
        <ButtonLink path={threadPath(subject)} kind="quiet">
          {t(open ? 'comments.chapter.join' : 'comments.chapter.read')}
        </ButtonLink>
      </p>
    </Chapter>
  );
}
