import type { Db } from '#platform/db/database.ts';
import type { Total } from '#platform/db/paging.ts';
import { type StanceCounts, type Subject, threadTag } from '../comment.ts';
import type { Comment } from './rows.ts';
import { countComments, latestAnswers, stanceCounts } from './threads.ts';

/** What the page of a thing tells about its comments. */
export type ThreadSummary = {
  subject: Subject;
  open: boolean;
  /** Exact up to 10,000. */
  total: Total;
  /** The two latest official answers, replies among them. */
  answers: Comment[];
  /** How many say for, neutral and against; null where the thing does not ask for it. */
  stances: StanceCounts | null;
};

const LATEST_ANSWERS = 2;

/**
 * How many comments a thing has and what offices answered last: two queries on indexes, however long the thread is. `open`: whether new
 * comments are taken; `stances`: whether they say for, neutral or against.
 */
export async function threadSummary(
  db: Db,
  { open, stances = false, ...subject }: Subject & { institutionId: string; open: boolean; stances?: boolean },
): Promise<ThreadSummary> {
  return {
    subject: { kind: subject.kind, id: subject.id },
    open,
    total: await countComments(db, subject),
    stances: stances ? ((await stanceCounts(db, { ...subject, ids: [subject.id] })).get(subject.id) ?? null) : null,
    answers: await latestAnswers(db, subject, LATEST_ANSWERS),
  };
}

/** The tags that a page with a `<CommentsChapter>` carries in the page cache. */
export function threadTags({ subject }: Pick<ThreadSummary, 'subject'>): string[] {
  return [threadTag(subject)];
}
