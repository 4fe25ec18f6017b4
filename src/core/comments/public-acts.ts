import { across } from '#platform/db/database.ts';
import type { PublicActSource } from '#platform/module.ts';
import { nameOf } from './comment.ts';
import { findSubject } from './queries/threads.ts';
import './tables.ts';

const ASSOCIATION = 'association:';

/** What associations said in public, as far as what they spoke about still is. */
export const saidByAssociations: PublicActSource = {
  name: 'comments',
  tags: ['comments'],
  async acts(db, offers, who, limit) {
    if (!who.startsWith(ASSOCIATION)) return [];
    const rows = await across(db)
      .selectFrom('comment')
      .innerJoin('comment_thread', (join) =>
        join
          .onRef('comment_thread.institution_id', '=', 'comment.institution_id')
          .onRef('comment_thread.subject_kind', '=', 'comment.subject_kind')
          .onRef('comment_thread.subject_id', '=', 'comment.subject_id'),
      )
      .innerJoin('institution', 'institution.id', 'comment.institution_id')
      .select(['comment.id', 'comment.created_at', 'comment.subject_kind', 'comment.subject_id'])
      .select(['comment_thread.title', 'institution.slug', 'institution.host', 'institution.kind'])
      .where('comment.association_id', '=', who.slice(ASSOCIATION.length))
      .where('comment.state', '=', 'shown')
      .orderBy('comment.created_at', 'desc')
      .limit(limit)
      .execute();
    const there = await Promise.all(
      rows.map((row) => findSubject(db, offers, nameOf({ kind: row.subject_kind, id: row.subject_id }))),
    );
    return rows
      .filter((_row, index) => there[index] !== undefined)
      .map(({ id, title, created_at, slug, host, kind }) => ({
        kind: 'comments.search.comment' as const,
        title,
        path: `/comments/${id}`,
        tenant: kind === 'national-portal' ? null : { slug, host },
        at: created_at,
      }));
  },
};
