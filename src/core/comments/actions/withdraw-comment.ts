import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { changeComment } from '../access.ts';
import { type FoundComment, findComment } from '../target.ts';
import { empty } from '../withdraw.ts';

const input = z.object({ comment: z.string().max(60) });

/** Takes a comment back: its place stays, so that replies keep their sense; its words and earlier words are erased. */
export const withdrawComment = defineAction<z.infer<typeof input>, FoundComment, void>({
  name: 'comments.withdraw-comment',
  input,
  target: (context, { comment }) => findComment(context, comment, { lock: true }),
  access: changeComment,
  event: 'comment.withdrawn',
  record: (_given, { id, institutionId }) => ({ subject: `comment:${id}`, institutionId }),
  run: async (context, _given, comment) => {
    if (comment.state === 'withdrawn') throw new Conflict('comments.refusal.withdrawn');
    await empty(context, comment);
  },
});
