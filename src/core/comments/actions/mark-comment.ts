import { sql } from 'kysely';
import { z } from 'zod';
import { type BatchCall, defineAction } from '#platform/action.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import { markComment as mayMark } from '../access.ts';
import { type FoundComment, findComment } from '../target.ts';

const input = z.object({ comment: z.string().max(60), useful: z.boolean() });

type Input = z.infer<typeof input>;
type Mark = { institutionId: string; commentId: string; personId: string; useful: boolean };

/**
 * Says that a comment is useful, or no longer: one mark for each person. Many may do so at once: marks that arrive while a batch commits
 * are written together, and each comment's count moves once.
 */
export const markComment = defineAction<Input, FoundComment, { useful: boolean }>({
  name: 'comments.mark-comment',
  input,
  target: (context, { comment }) => findComment(context, comment),
  access: mayMark,
  event: 'comment.marked',
  record: ({ useful }, { id, institutionId }) => ({ subject: `comment:${id}`, institutionId, detail: { useful } }),
  runBatch: async ({ db, now, touch }, calls) => {
    const answers = calls.map(answerTo);
    // Of several clicks of one person on one comment the last one counts.
    const last = new Map<string, Mark>();
    for (const [index, { input: given, target, actor }] of calls.entries()) {
      if (answers[index] instanceof Error || actor.kind !== 'person') continue;
      const mark = {
        institutionId: target.institutionId,
        commentId: target.id,
        personId: actor.id,
        useful: given.useful,
      };
      last.set(`${mark.commentId} ${mark.personId}`, mark);
    }
    const marks = [...last.values()];
    if (marks.length === 0) return answers;
    const columns = sql`unnest(${marks.map((one) => one.institutionId)}::uuid[],
      ${marks.map((one) => one.commentId)}::uuid[], ${marks.map((one) => one.personId)}::uuid[],
      ${marks.map((one) => one.useful)}::boolean[]) as mark (institution_id, comment_id, person_id, useful)`;
    // In one order, so that no two batches wait for each other.
    await sql`
      select 1 from comment where (institution_id, id) in (select institution_id, comment_id from ${columns})
      order by institution_id, id for update`.execute(db);
    await sql`
      with added as (
        insert into comment_mark (institution_id, comment_id, person_id, marked_at)
        select institution_id, comment_id, person_id, ${now}::timestamptz from ${columns} where useful
        on conflict do nothing returning institution_id, comment_id
      ), removed as (
        delete from comment_mark using ${columns}
        where not mark.useful and comment_mark.institution_id = mark.institution_id
          and comment_mark.comment_id = mark.comment_id and comment_mark.person_id = mark.person_id
        returning comment_mark.institution_id, comment_mark.comment_id
      ), moved as (
        select institution_id, comment_id, sum(step) as steps from (
          select institution_id, comment_id, 1 as step from added
          union all select institution_id, comment_id, -1 from removed) as each group by 1, 2
      )
      update comment set useful = comment.useful + moved.steps from moved
      where comment.institution_id = moved.institution_id and comment.id = moved.comment_id`.execute(db);
    touch('comment-marks');
    return answers;
  },
});

function answerTo({ input: given, target, actor }: BatchCall<Input, FoundComment>) {
  if (actor.kind !== 'person') return new NotAllowed();
  if (target.state !== 'shown') return new Conflict('comments.refusal.not-shown');
  if (target.authorId === actor.id) return new NotAllowed('comments.refusal.own');
  return { comment: target.id, useful: given.useful };
}
