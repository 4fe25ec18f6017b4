import { usePage } from '#platform/html/context.tsx';
import { Thread } from '#platform/html/thread.tsx';
import type { Comment } from '../queries/rows.ts';
import type { Replies } from '../queries/threads.ts';
import { CommentView, OfficialAnswer, type Reader } from './comment-view.tsx';

type ThreadViewProps = {
  comments: readonly Comment[];
  replies: ReadonlyMap<string, Replies>;
  reader: Reader;
};

/** Comments one after the other, each with its first replies: offices first. */
export function ThreadView({ comments, replies, reader }: ThreadViewProps) {
  return (
    <Thread>
      {comments.map((comment) => (
        <CommentView comment={comment} level={3} reader={reader}>
          <RepliesView comment={comment} replies={replies.get(comment.id)} reader={reader} />
        </CommentView>
      ))}
    </Thread>
  );
}

type RepliesViewProps = { comment: Comment; replies: Replies | undefined; reader: Reader };

function RepliesView({ comment, replies, reader }: RepliesViewProps) {
  const { t, href } = usePage();
  if (!replies) return null;
  const answers = replies.items.filter((one) => one.official);
  const others = replies.items.filter((one) => !one.official);
  return (
    <>
      {answers.map((answer) => (
        <OfficialAnswer comment={answer} level={4} reader={reader} />
      ))}
      {others.length > 0 && (
        <Thread>
          {others.map((reply) => (
            <CommentView comment={reply} level={4} reader={reader} />
          ))}
        </Thread>
      )}
      {replies.more && (
        <p>
          <a class="more" href={href(`/comments/${comment.id}`)}>
            {t('comments.thread.more-replies')}
          </a>
        </p>
      )}
    </>
  );
}
