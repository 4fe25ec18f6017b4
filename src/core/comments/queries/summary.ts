import type { Db } from '#platform/db/database.ts';
import type { Total } from '#platform/db/paging.ts';
import { type Subject, threadTag } from '../comment.ts';
import type { Comment } from './rows.ts';
import { countComments, latestAnswers } from './threads.ts';

/** What the page of a thing tells about its comments. */
export type ThreadSummary = {
  subject: Subject;
  open: boolean;
  /** Exact up to 10,000. */
  total: Total;
  /** The two latest official answers, replies among them. */
  answers: Comment[];
};

const LATEST_ANSWERS = 2;

/**
 * How many comments a thing has and what offices answered last: two queries on indexes, however long the thread is. `open`: whether new
 * comments are taken.
 */
export async function threadSummary(
  db: Db,
  { open, ...subject }: Subject & { institutionId: string; open: boolean },
): Promise<ThreadSummary> {
  return {
    subject: { kind: subject.kind, id: subject.id },
    open,
    total: await countComments(db, subject),
    answers: await latestAnswers(db, subject, LATEST_ANSWERS),
  };
}

/** The tags that a page with a `<CommentsChapter>` carries in the page cache. */
export function threadTags({ subject }: ThreadSummary): string[] {
  return [threadTag(subject)];
}
