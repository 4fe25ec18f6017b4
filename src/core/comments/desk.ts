import { across } from '#platform/db/database.ts';
import type { DeskSource } from '#platform/module.ts';
import { holdsPower } from '#platform/tenant.ts';
import { ANSWER } from './access.ts';
import './tables.ts';

/** For how many days a comment that names a body stands on its desk when nobody answers. */
const DAYS = 30;

/** Comments that name a body (`@slug`) and that none of its offices has answered, the oldest first. No law sets a date for them. */
export const mentionDesk: DeskSource = {
  name: 'comments',
  async items(db, actor, today, limit) {
    const bodies = actor.powers.flatMap(({ name, institutionId }) =>
      name === ANSWER && institutionId !== null && holdsPower(actor, ANSWER, institutionId) ? [institutionId] : [],
    );
    if (bodies.length === 0) return [];
    const since = new Date(Date.parse(`${today}T00:00:00Z`) - DAYS * 86_400_000).toISOString().slice(0, 10);
    const rows = await across(db)
      .selectFrom('comment_mention')
      .innerJoin('comment', (join) =>
        join
          .onRef('comment.institution_id', '=', 'comment_mention.institution_id')
          .onRef('comment.id', '=', 'comment_mention.comment_id'),
      )
      .innerJoin('comment_thread', (join) =>
        join
          .onRef('comment_thread.institution_id', '=', 'comment.institution_id')
          .onRef('comment_thread.subject_kind', '=', 'comment.subject_kind')
          .onRef('comment_thread.subject_id', '=', 'comment.subject_id'),
      )
      .select(['comment.id', 'comment_mention.mentioned_id', 'comment_thread.title'])
      .where('comment_mention.mentioned_id', 'in', bodies)
      .where((row) => row.not('comment_mention.answered'))
      .where('comment_mention.mentioned_on', '>=', since)
      .where('comment.state', '=', 'shown')
      .where((row) => row.not('comment.official'))
      .orderBy('comment_mention.mentioned_on')
      .orderBy('comment.id')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      institutionId: row.mentioned_id,
      title: row.title,
      path: `/comments/${row.id}`,
      kind: 'comments.desk.mention' as const,
      due: null,
    }));
  },
};
