import { sql } from 'kysely';
import { across, json, within } from '#platform/db/database.ts';
import type { ModeratedKind, ModeratedThing } from '#platform/module.ts';
import { appear, disappear } from './appear.ts';
import { SEARCH_KIND } from './search.ts';
import './tables.ts';

/** Comments before moderators: what was written, and what hiding it does. */
export const moderatedComment: ModeratedKind = {
  kind: SEARCH_KIND,
  label: 'comments.search.comment',
  async find(db, id) {
    const row = await across(db)
      .selectFrom('comment')
      .innerJoin('comment_thread', (join) =>
        join
          .onRef('comment_thread.institution_id', '=', 'comment.institution_id')
          .onRef('comment_thread.subject_kind', '=', 'comment.subject_kind')
          .onRef('comment_thread.subject_id', '=', 'comment.subject_id'),
      )
      .select(['comment.institution_id', 'comment.id', 'comment.state', 'comment.author_id', 'comment.body'])
      .select(['comment.lang', 'comment.created_at', 'comment_thread.title'])
      .where('comment.id', '=', sql<string>`${asUuid(id)}::uuid`)
      .executeTakeFirst();
    if (!row) return undefined;
    const thing: ModeratedThing = {
      institutionId: row.institution_id,
      id: row.id,
      state: row.state,
      authorId: row.author_id,
      text: row.body,
      lang: row.lang,
      at: row.created_at,
      about: row.title,
      path: `/comments/${row.id}`,
    };
    return thing;
  },
  async place(context, thing, to) {
    const { db } = context;
    const row = await within(db, thing.institutionId)
      .selectFrom('comment')
      .select(['id', 'state', 'official', 'subject_kind', 'subject_id'])
      .where('id', '=', thing.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const comment = {
      institutionId: thing.institutionId,
      id: row.id,
      official: row.official,
      subject: { kind: row.subject_kind, id: row.subject_id },
    };
    await within(db, thing.institutionId)
      .updateTable('comment')
      .set({ state: to.state, hidden_reason: to.state === 'hidden' ? json(to.reason) : null })
      .where('id', '=', row.id)
      .execute();
    if (to.state === 'hidden') await disappear(context, comment);
    // What was shown before has been told before.
    else await appear(context, comment, { tell: row.state === 'held' });
  },
};

// Ids of other kinds of things find no comment, and are no error either.
function asUuid(id: string): string | null {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}
