import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { ATOM_TYPE, atomFeed } from '#platform/feeds/atom.ts';
import { siteName } from '#platform/html/head.tsx';
import { renderPart } from '#platform/html/render.tsx';
import { isLang } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import { defineResource, type PageRequest } from '#platform/page.ts';
import { anchorOf, nameOf, threadPath, threadTag } from '../comment.ts';
import { authorTags, type Comment } from '../queries/rows.ts';
import { findSubject, latestComments } from '../queries/threads.ts';
import { CommentView, OfficialAnswer, type Reader } from './comment-view.tsx';

const LATEST = 30;
/** A feed that has no entry yet still needs a date, and the same one each time. */
const BEFORE_EVERYTHING = new Date('2026-11-21T00:00:00Z');

const query = z.object({ on: z.string().max(200).catch('') });
type Query = z.infer<typeof query>;

async function subjectOf({ db, offers, query: { on } }: PageRequest<Query>) {
  const subject = await findSubject(db, offers, on);
  if (!subject) throw new NotFound();
  return subject;
}

/** What people say about one thing. Entries name offices, never persons. */
export const threadFeed = defineResource<Query>({
  name: 'comments.feed',
  path: '/comments/feed.atom',
  on: 'both',
  query,
  load: async (request) => {
    const { db, page } = request;
    const subject = await subjectOf(request);
    const comments = await latestComments(db, subject, LATEST);
    const about = plain(subject.found.title, page.lang);
    const self = page.absolute(`/comments/feed.atom?on=${nameOf(subject)}`);
    return {
      type: ATOM_TYPE,
      tags: [threadTag(subject)],
      body: atomFeed({
        id: self,
        title: page.ts('comments.thread.title', { about }),
        selfUrl: self,
        pageUrl: page.absolute(threadPath(subject)),
        updated: comments[0]?.createdAt ?? BEFORE_EVERYTHING,
        lang: page.lang,
        author: siteName(page),
        entries: comments.map((comment) => ({
          id: `urn:uuid:${comment.id}`,
          title: page.ts(comment.official ? 'comments.notice.answer' : 'comments.notice.comment'),
          url: page.absolute(`/comments/${comment.id}`),
          published: comment.createdAt,
          updated: comment.editedAt ?? comment.createdAt,
          summary: comment.body ?? '',
          lang: isLang(comment.lang) ? comment.lang : undefined,
          ...(comment.author.kind === 'office'
            ? { author: plain(comment.author.office ?? comment.author.institution, page.lang) }
            : {}),
        })),
      }),
    };
  },
});

/**
 * The latest comments on a thing as a part of a page, the same for everybody: an open page asks for it every half minute and takes what it
 * does not show yet. Lists say where their items belong: at the head of the thread, or under a comment.
 */
export const latestPart = defineResource<Query>({
  name: 'comments.latest',
  path: '/comments/latest',
  on: 'both',
  query,
  load: async (request) => {
    const { db, page } = request;
    const subject = await subjectOf(request);
    const comments = await latestComments(db, subject, LATEST);
    const reader: Reader = {
      answerPower: subject.answerPower,
      marked: new Set(),
      represents: new Set(),
      buttons: true,
    };
    const nobody = { ...page, actor: { kind: 'nobody' as const } };
    return {
      type: 'text/html; charset=utf-8',
      tags: [threadTag(subject), ...authorTags(comments)],
      headers: { 'x-robots-tag': 'noindex' },
      body: renderPart(nobody, <Latest comments={comments} reader={reader} />),
    };
  },
});

function Latest({ comments, reader }: { comments: readonly Comment[]; reader: Reader }) {
  return (
    <>
      {comments.map((comment) => (
        <ol data-under={comment.parentId ? anchorOf(comment.parentId) : undefined}>
          {comment.official ? (
            <li>
              <OfficialAnswer comment={comment} level={comment.parentId ? 4 : 3} reader={reader} />
            </li>
          ) : (
            <CommentView comment={comment} level={comment.parentId ? 4 : 3} reader={reader} />
          )}
        </ol>
      ))}
    </>
  );
}
