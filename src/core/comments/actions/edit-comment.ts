import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { changeComment } from '../access.ts';
import { type CommentState, cleanText, likenessOf, mayEditNow } from '../comment.ts';
import { detectLanguage } from '../detect-language.ts';
import { type FoundComment, findComment } from '../target.ts';
import { bodyInput, langInput, placeChanged, stanceInput } from '../write.ts';

const input = z.object({ comment: z.string().max(60), body: bodyInput, lang: langInput, stance: stanceInput });

/** Changes what a comment says, within a quarter of an hour. What it said before stays to be read. */
export const editComment = defineAction<z.infer<typeof input>, FoundComment, { state: CommentState }>({
  name: 'comments.edit-comment',
  input,
  target: (context, { comment }) => findComment(context, comment, { lock: true }),
  access: changeComment,
  event: 'comment.edited',
  record: (_given, { id, institutionId }) => ({ subject: `comment:${id}`, institutionId }),
  run: async (context, given, comment) => {
    const { db, now } = context;
    if (!mayEditNow(comment, now)) throw new Conflict('comments.refusal.edit-too-late');
    const body = cleanText(given.body);
    const lang = given.lang ?? detectLanguage(body);
    const stance = given.stance !== undefined && comment.stance !== null ? given.stance : comment.stance;
    if (body === comment.body && lang === comment.lang && stance === comment.stance) return { state: comment.state };
    const { institutionId, id } = comment;
    await sql`
      insert into comment_version (institution_id, comment_id, number, body, lang, stance, written_at)
      select ${institutionId}, ${id}, count(*) + 1, ${comment.body}, ${comment.lang}, ${comment.stance},
        ${comment.editedAt ?? comment.createdAt}
      from comment_version where institution_id = ${institutionId} and comment_id = ${id}`.execute(db);
    await within(db, institutionId)
      .updateTable('comment')
      .set({ body, lang, stance, edited_at: now, likeness: comment.official ? null : likenessOf(body) })
      .where('id', '=', id)
      .execute();
    context.touch(`comment:${id}`);
    const state = await placeChanged(
      context,
      { institutionId, id, authorId: comment.authorId, official: comment.official, subject: comment.about },
      { before: comment.state, text: given.body, body },
    );
    return { state };
  },
});
