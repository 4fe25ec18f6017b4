import { textSchema, z } from '#platform/api.ts';
import type { Author } from '../comment.ts';
import { nameOf, STANCES } from '../comment.ts';
import type { Comment } from '../queries/rows.ts';

export const subjectName = z.string().max(200).openapi({ example: 'commitment:MALAA0004' });

const authorSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('person'), name: z.string().nullable() }),
    z.object({ kind: z.literal('association'), id: z.string(), name: textSchema }),
    z.object({ kind: z.literal('office'), office: textSchema.nullable(), institution: textSchema }),
    z.object({ kind: z.literal('former') }),
  ])
  .openapi('CommentAuthor', {
    description:
      'A person by the name or pseudonym of their choice, an association, an office; `former`: the account is closed.',
  });

export const commentSchema = z
  .object({
    id: z.string(),
    on: subjectName,
    parent: z.string().nullable().openapi({ description: 'The comment it replies to; replies stand one level deep.' }),
    official: z.boolean().openapi({ description: 'An answer in the name of an office.' }),
    author: authorSchema,
    state: z.enum(['shown', 'hidden', 'withdrawn']).openapi({
      description:
        'Nothing disappears in silence: what moderators hid or authors took back keeps its place without its words.',
    }),
    body: z.string().nullable(),
    lang: z
      .string()
      .openapi({ description: 'BCP 47: `ar`, `ary`, `ary-Latn`, `zgh`, `fr`…; `und` where it cannot be told.' }),
    hiddenReason: textSchema.nullable(),
    stance: z.enum(STANCES).nullable().openapi({
      description: 'What it says about the thing it stands under; null where that is not asked.',
    }),
    useful: z.number().int().min(0),
    createdAt: z.iso.datetime(),
    editedAt: z.iso.datetime().nullable(),
    url: z.string(),
  })
  .openapi('Comment');

export type CommentItem = z.input<typeof commentSchema>;

/** A comment as the API gives it: what everybody may see. */
export function presentComment(comment: Comment, absolute: (path: string) => string): CommentItem {
  const gone = comment.state === 'withdrawn';
  return {
    id: comment.id,
    on: nameOf(comment.subject),
    parent: comment.parentId,
    official: comment.official,
    author: gone && !comment.official ? { kind: 'person', name: null } : presentAuthor(comment.author),
    state: comment.state === 'held' ? 'withdrawn' : comment.state,
    body: comment.state === 'shown' ? comment.body : null,
    lang: comment.lang,
    hiddenReason: comment.hiddenReason,
    stance: comment.stance,
    useful: comment.useful,
    createdAt: comment.createdAt.toISOString(),
    editedAt: comment.editedAt?.toISOString() ?? null,
    url: absolute(`/ar/comments/${comment.id}`),
  };
}

function presentAuthor(author: Author): CommentItem['author'] {
  return author.kind === 'office' ? { ...author, office: author.office ?? null } : author;
}

export const writtenSchema = z.object({
  id: z.string(),
  state: z.enum(['shown', 'held']).openapi({
    description: '`held`: it waits until a moderator has seen it; nobody but its author sees it.',
  }),
  url: z.string(),
});
