import { sql } from 'kysely';
import type { Text } from '#platform/i18n/text.ts';
import type { DeskSource } from '#platform/module.ts';
import { holdsPower } from '#platform/tenant.ts';
import { POWERS } from './access.ts';
import './tables.ts';

type Row = { institution_id: string; id: string; reference: string; title: Text; closes_on: string };

/** Votes with papers that a colleague entered once, and that wait for this official's entry before the closing. */
export const voteDesk: DeskSource = {
  name: 'votes',
  async items(db, actor, _today, limit) {
    const bodies = actor.powers.flatMap(({ name, institutionId }) =>
      name === POWERS.poll && institutionId !== null && holdsPower(actor, POWERS.poll, institutionId)
        ? [institutionId]
        : [],
    );
    if (bodies.length === 0) return [];
    const { rows } = await sql<Row>`
      select institution_id, id, reference, title, closes_at::date as closes_on from vote
      where institution_id = any(${bodies}::uuid[]) and state = 'published' and exists (
        select 1 from vote_paper paper where paper.institution_id = vote.institution_id and paper.vote_id = vote.id
          and paper.sealed is not null and paper.first_by is distinct from ${actor.id}::uuid)
      order by closes_at limit ${limit}`.execute(db);
    return rows.map(({ institution_id, id, reference, title, closes_on }) => ({
      id,
      institutionId: institution_id,
      title,
      path: `/desk/votes/${reference}/poll`,
      kind: 'votes.desk.papers-waiting' as const,
      due: closes_on,
    }));
  },
};
