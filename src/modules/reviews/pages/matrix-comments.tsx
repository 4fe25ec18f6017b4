import { usePage } from '#platform/html/context.tsx';
import { Code, DateText, Multilingual, Prose } from '#platform/html/text.tsx';
import { Comment, Thread } from '#platform/html/thread.tsx';
import type { MatrixComment } from '../queries/resolutions.ts';

/** What committees said of rows of the matrix, each signed by its committee. What is withheld shows its reason, except on the desk. */
export function MatrixComments({ comments, desk = false }: { comments: readonly MatrixComment[]; desk?: boolean }) {
  const { t } = usePage();
  return (
    <Thread>
      {comments.map((comment) => (
        <Comment
          id={`comment-${comment.id}`}
          title={<Multilingual text={comment.bodyName} />}
          meta={[<Code>{comment.milestone}</Code>, <DateText date={comment.writtenOn} />]}
          body={
            <>
              {comment.withheld && (
                <p class="soft">
                  {t('reviews.withheld.public')} <Multilingual text={comment.withheld} />
                </p>
              )}
              {(desk || comment.withheld === null) && <Prose text={comment.text} />}
            </>
          }
        />
      ))}
    </Thread>
  );
}
