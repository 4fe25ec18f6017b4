import type { DeskSource } from '#platform/module.ts';
import { holdsPower } from '#platform/tenant.ts';
import { VERIFY } from './access.ts';
import { waitingFor } from './queries.ts';
import { noteReader } from './readers.ts';
import './tables.ts';

/** Declarations that wait to be compared with their receipt: what everybody who verifies may take, and what this person has taken. */
export const associationDesk: DeskSource = {
  name: 'associations',
  async items(db, actor, _today, limit) {
    const bodies = actor.powers.flatMap(({ name, institutionId }) =>
      name === VERIFY && institutionId !== null && holdsPower(actor, VERIFY, institutionId) ? [institutionId] : [],
    );
    const waiting = await waitingFor(db, bodies, limit);
    return waiting
      .filter((one) => one.takenBy === null || one.takenBy === actor.id)
      .map((one) => ({
        id: one.id,
        institutionId: one.verifierId,
        title: one.proposed?.name ?? one.name,
        path: `/desk/associations/${one.id}`,
        kind: one.proposed ? ('associations.desk.changes' as const) : ('associations.desk.declaration' as const),
        // No law sets a date: the association works with its receipt all the same.
        due: null,
      }));
  },
  async handOver(tx, { institutionId, personId, keeps, now }, to) {
    if (keeps.includes(VERIFY)) return 0;
    const next = to?.powers.includes(VERIFY) ? to.personId : null;
    const rows = await tx
      .updateTable('association')
      .set({ taken_by: next, taken_for: next ? institutionId : null })
      .where('taken_by', '=', personId)
      .where('taken_for', '=', institutionId)
      .returning('id')
      .execute();
    if (next) for (const { id } of rows) await noteReader({ db: tx, now }, id, { officialId: next, institutionId });
    return rows.length;
  },
};
