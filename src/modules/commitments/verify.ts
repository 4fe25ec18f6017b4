import { sql } from 'kysely';
import { across } from '#platform/db/database.ts';
import type { Verification } from '#platform/module.ts';

/** What commitments and plans keep beside themselves must be what their milestones say. */
export const verifySums: Verification = {
  name: 'commitments: sums of milestones',
  async *run(db) {
    const { rows } = await sql<{ reference: string; kept: string; counted: string }>`
      with counted as (
        select c.institution_id, c.id,
          count(m.id) as milestones,
          count(m.id) filter (where m.status not in ('finished', 'incomplete')) as open,
          count(m.id) filter (where m.status = 'finished') as finished,
          count(m.id) filter (where m.status <> 'not-reported') as reported,
          min(m.last_day) filter (where m.status not in ('finished', 'incomplete')) as next_end
        from commitment c
        left join milestone m on m.institution_id = c.institution_id and m.commitment_id = c.id and m.gone_at is null
        where c.gone_at is null
        group by c.institution_id, c.id
      )
      select c.reference,
        concat_ws('/', c.milestone_count, c.open_count, c.finished_count, c.reported_count, c.next_open_end) as kept,
        concat_ws('/', n.milestones, n.open, n.finished, n.reported, coalesce(n.next_end, c.next_open_end)) as counted
      from counted n join commitment c on c.institution_id = n.institution_id and c.id = n.id
      where (c.milestone_count, c.open_count, c.finished_count, c.reported_count, c.next_open_end)
        <> (n.milestones, n.open, n.finished, n.reported, coalesce(n.next_end, c.next_open_end))
      order by c.reference`.execute(across(db));
    for (const row of rows) {
      yield `${row.reference}: milestones/open/finished/reported/next end are kept as ${row.kept} but counted as ${row.counted}`;
    }
    const plans = await sql<{ reference: string; kept: number; counted: number }>`
      select p.reference, p.commitment_count as kept, count(c.id) as counted
      from action_plan p
      left join commitment c on c.institution_id = p.institution_id and c.plan_id = p.id and c.gone_at is null
      where p.gone_at is null
      group by p.institution_id, p.id
      having p.commitment_count <> count(c.id)
        or (p.status_counts->>'finished')::int <> coalesce(sum(c.finished_count), 0)
      order by p.reference`.execute(across(db));
    for (const row of plans.rows) {
      yield `${row.reference}: ${row.kept} commitments are kept but ${row.counted} counted, or their finished milestones differ`;
    }
  },
};
