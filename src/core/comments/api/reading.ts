import { type ApiRequest, defineList, defineThing, type ListQuery, z } from '#platform/api.ts';
import type { Slice } from '#platform/db/paging.ts';
import { NotFound } from '#platform/errors.ts';
import { readComment, readThread } from '../access.ts';
import { nameOf, STANCES } from '../comment.ts';
import { type CommentFilters, countListed, listComments, versionsOf } from '../queries/comments.ts';
import type { Comment } from '../queries/rows.ts';
import { findSubject } from '../queries/threads.ts';
import { findComment } from '../target.ts';
import { type CommentItem, commentSchema, presentComment, subjectName } from './shapes.ts';

const plainAuthor = ({ author }: CommentItem): string => {
  if (author.kind === 'person') return author.name ?? '';
  if (author.kind === 'former') return '';
  const name = author.kind === 'association' ? author.name : (author.office ?? author.institution);
  return name.ar ?? name.fr ?? name.en ?? '';
};

type Filters = ListQuery & { on?: string; official?: boolean; parent?: string; since?: string };

/** Comments on one thing, in one body, or everywhere. What is talked about must still be public. */
export const listCommentsRoute = defineList({
  name: 'comments.list-comments',
  path: '/comments',
  tag: 'comments',
  summary: 'What people and offices say about public things',
  description:
    'The latest first. `on` narrows it to one thing, `institution` to one body, `parent` to the replies to a comment.',
  access: readThread,
  filters: z.object({
    on: subjectName.optional().openapi({ description: 'What is talked about: `kind:id`.' }),
    official: z.stringbool().optional().openapi({ description: 'Only official answers, or only the others.' }),
    parent: z.uuid().optional().openapi({ description: 'Only replies to this comment.' }),
    since: z.iso.datetime().optional().openapi({ description: 'Only what was written at or after this moment.' }),
  }),
  item: commentSchema,
  async load(request) {
    const filters = await filtersOf(request);
    const { limit, after } = request.query;
    const [page, total] = await Promise.all([
      listComments(request.db, filters, { limit, after }),
      countListed(request.db, filters),
    ]);
    const items = filters.subject ? page.items : await stillPublic(request, page);
    return { items: items.map((one) => presentComment(one, request.absolute)), next: page.next, ...total };
  },
  columns: [
    { name: 'id', value: (item: CommentItem) => item.id },
    { name: 'on', value: (item: CommentItem) => item.on },
    { name: 'parent', value: (item: CommentItem) => item.parent },
    { name: 'official', value: (item: CommentItem) => item.official },
    { name: 'author_kind', value: (item: CommentItem) => item.author.kind },
    { name: 'author', value: plainAuthor },
    { name: 'state', value: (item: CommentItem) => item.state },
    { name: 'lang', value: (item: CommentItem) => item.lang },
    { name: 'body', value: (item: CommentItem) => item.body },
    { name: 'stance', value: (item: CommentItem) => item.stance },
    { name: 'useful', value: (item: CommentItem) => item.useful },
    { name: 'created_at', value: (item: CommentItem) => item.createdAt },
    { name: 'edited_at', value: (item: CommentItem) => item.editedAt },
    { name: 'url', value: (item: CommentItem) => item.url },
  ],
});

async function filtersOf(request: ApiRequest<Filters>): Promise<CommentFilters> {
  const { db, offers, tenant, query } = request;
  const { on, official, parent, since } = query;
  // Replies are about what the comment is about: knowing its thread, the list is read from an index.
  const about = parent === undefined ? undefined : (await publicComment(request, parent)).about;
  const subject = on === undefined ? about : await findSubject(db, offers, on);
  if (on !== undefined && !subject) throw new NotFound();
  return {
    institutionId: tenant?.id,
    subject,
    official,
    parentId: parent,
    since: since === undefined ? undefined : new Date(since),
  };
}

/** Without the comments on things that are no longer public. */
async function stillPublic({ db, offers }: ApiRequest<Filters>, { items }: Slice<Comment>): Promise<Comment[]> {
  const names = [...new Set(items.map((one) => nameOf(one.subject)))];
  const found = await Promise.all(names.map(async (name) => ((await findSubject(db, offers, name)) ? [name] : [])));
  const there = new Set(found.flat());
  return items.filter((one) => there.has(nameOf(one.subject)));
}

export const getCommentRoute = defineThing({
  name: 'comments.get-comment',
  path: '/comments/{id}',
  tag: 'comments',
  summary: 'One comment',
  access: readThread,
  params: z.object({ id: z.string() }),
  response: commentSchema,
  load: async (request) => presentComment(await publicComment(request, request.params.id ?? ''), request.absolute),
});

export const listVersionsRoute = defineThing({
  name: 'comments.list-versions',
  path: '/comments/{id}/versions',
  tag: 'comments',
  summary: 'What a comment said before its author changed it',
  description: 'The first words first, what it says now at the end.',
  access: readThread,
  params: z.object({ id: z.string() }),
  response: z.object({
    items: z.array(
      z.object({
        number: z.number().int(),
        body: z.string(),
        lang: z.string(),
        stance: z.enum(STANCES).nullable(),
        writtenAt: z.iso.datetime(),
      }),
    ),
  }),
  async load(request) {
    const comment = await publicComment(request, request.params.id ?? '');
    if (comment.state !== 'shown') throw new NotFound();
    const versions = await versionsOf(request.db, comment);
    return { items: versions.map((one) => ({ ...one, writtenAt: one.writtenAt.toISOString() })) };
  },
});

/** A comment that this reader may see; what waits for a moderator is not there for others. */
async function publicComment(
  request: Pick<ApiRequest<unknown>, 'db' | 'offers' | 'actor' | 'tenant' | 'today'>,
  id: string,
) {
  const comment = await findComment(request, id);
  if (!comment || comment.state === 'held') throw new NotFound();
  if (!readComment.allows(request.actor, comment, { tenant: request.tenant, today: request.today }))
    throw new NotFound();
  return comment;
}
