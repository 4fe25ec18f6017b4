import { across } from '#platform/db/database.ts';
import type { PublicSubject } from '#platform/module.ts';
import { THREAD } from './appear.ts';
import { readSubject, threadPath, threadTag } from './comment.ts';
import './tables.ts';

/** Threads as something to follow: `thread:commitment:MALAA0004`. A thread is there from its first comment on. */
export const threadSubject: PublicSubject = {
  kind: THREAD,
  label: 'comments.thread.crumb',
  async find(db, id) {
    const subject = readSubject(id);
    if (!subject) return undefined;
    const row = await across(db)
      .selectFrom('comment_thread')
      .select(['institution_id', 'title'])
      .where('subject_kind', '=', subject.kind)
      .where('subject_id', '=', subject.id)
      .executeTakeFirst();
    return (
      row && {
        institutionId: row.institution_id,
        id,
        title: row.title,
        path: threadPath(subject),
        tags: [threadTag(subject)],
      }
    );
  },
};
