import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';

/** How a body answers what people say about its plans, commitments and milestones. */
export type ReplyFigures = {
  /** What people said: comments of their own, not replies to others, that everybody can read. */
  comments: number;
  /** Those that the body has answered. */
  answered: number;
  /** Days from a comment to its first official answer, the middle of all that were answered; null when none was. */
  medianDays: number | null;
};

/**
 * The figures of a body, or of one of its plans: what was said in it until a moment, and what was answered by then. They are published, so
 * they count only what is shown.
 */
export async function replyFigures(
  db: Db,
  asked: { institutionId: string; planId?: string | undefined; since?: Date | undefined; until: Date },
): Promise<ReplyFigures> {
  const { institutionId, planId, since, until } = asked;
  const inPlan = planId
    ? sql`and (
        (c.subject_kind = 'action-plan' and c.subject_id in
          (select reference from action_plan where institution_id = ${institutionId} and id = ${planId}))
        or (c.subject_kind = 'commitment' and c.subject_id in
          (select reference from commitment where institution_id = ${institutionId} and plan_id = ${planId}))
        or (c.subject_kind = 'milestone' and c.subject_id in
          (select reference from milestone where institution_id = ${institutionId} and plan_id = ${planId})))`
    : sql`and c.subject_kind in ('action-plan', 'commitment', 'milestone')`;
  const from = since ? sql`and c.created_at >= ${since}` : sql``;
  const { rows } = await sql<{ comments: number; answered: number; seconds: number | null }>`
    select count(*) as comments, count(first.at) as answered,
      percentile_cont(0.5) within group (order by extract(epoch from first.at - c.created_at)::float8) as seconds
    from comment c
    left join lateral (
      select min(a.created_at) as at from comment a
      where a.institution_id = c.institution_id and a.parent_id = c.id and a.official and a.state = 'shown'
        and a.created_at <= ${until}
    ) first on true
    where c.institution_id = ${institutionId} and c.parent_id is null and not c.official and c.state = 'shown'
      and c.created_at <= ${until} ${from} ${inPlan}`.execute(db);
  const { comments = 0, answered = 0, seconds = null } = rows[0] ?? {};
  return { comments, answered, medianDays: seconds === null ? null : seconds / 86_400 };
}
