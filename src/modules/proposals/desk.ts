import { across } from '#platform/db/database.ts';
import type { DeskSource } from '#platform/module.ts';
import { holdsPower, type PersonActor } from '#platform/tenant.ts';
import { POWERS } from './access.ts';
import { listForwarded } from './queries/forwarded.ts';
import { askedOf } from './queries/triage.ts';
import './tables.ts';

function bodiesWith(actor: PersonActor, power: string): string[] {
  return actor.powers.flatMap(({ name, institutionId }) =>
    name === power && institutionId !== null && holdsPower(actor, power, institutionId) ? [institutionId] : [],
  );
}

/** Calls in which proposals wait for an answer, by the day the call ends; what somebody was asked to assess; what others forwarded. */
export const proposalDesk: DeskSource = {
  name: 'proposals',
  async items(db, actor, _today, limit) {
    const triaging = bodiesWith(actor, POWERS.triage);
    const waiting =
      triaging.length === 0
        ? []
        : await across(db)
            .selectFrom('proposal_call')
            .select(['institution_id as institutionId', 'id', 'title', 'closes_on as closesOn'])
            .where('institution_id', 'in', triaging)
            .where('closed_at', 'is', null)
            .where(({ exists, selectFrom }) =>
              exists(
                selectFrom('proposal')
                  .select('proposal.id')
                  .whereRef('proposal.institution_id', '=', 'proposal_call.institution_id')
                  .whereRef('proposal.call_id', '=', 'proposal_call.id')
                  .where('proposal.standing', '=', 'shown')
                  .where('proposal.state', 'in', ['received', 'under-study']),
              ),
            )
            .orderBy('closes_on')
            .limit(limit)
            .execute();
    const forwarded = await listForwarded(db, triaging, { limit, waiting: true });
    const asked = await askedOf(db, actor.id, bodiesWith(actor, POWERS.evaluate), limit);
    return [
      ...waiting.map(({ institutionId, id, title, closesOn }) => ({
        id,
        institutionId,
        title,
        path: `/desk/proposals/calls/${id}`,
        kind: 'proposals.desk.waiting' as const,
        due: closesOn,
      })),
      ...asked.map(({ institutionId, id, title, reference }) => ({
        id,
        institutionId,
        title,
        path: `/desk/proposals/${reference}`,
        kind: 'proposals.desk.to-assess' as const,
        due: null,
      })),
      ...forwarded.map(({ bodyId, id, title, reference }) => ({
        id,
        institutionId: bodyId ?? '',
        title,
        path: `/desk/proposals/forwarded/${reference}`,
        kind: 'proposals.desk.to-reply' as const,
        due: null,
      })),
    ];
  },
};
