import type { CaseKind } from '#platform/case-kind.ts';
import { across, within } from '#platform/db/database.ts';
import type { DeskSource } from '#platform/module.ts';
import { holdsPower } from '#platform/tenant.ts';
import './tables.ts';

/** The cases of a kind that wait in the bodies where somebody works on them: those given to them, and those given to nobody. */
export function caseDesk(kind: CaseKind): DeskSource {
  return {
    name: `cases.${kind.kind}`,
    async items(db, actor, _today, limit) {
      const bodies = actor.powers.flatMap(({ name, institutionId }) =>
        name === kind.power && institutionId !== null && holdsPower(actor, name, institutionId) ? [institutionId] : [],
      );
      if (bodies.length === 0) return [];
      const waiting = await across(db)
        .selectFrom('case_file')
        .select(['institution_id as institutionId', 'id', 'title', 'reference', 'about', 'due_on as due'])
        .where('institution_id', 'in', bodies)
        .where('kind', '=', kind.kind)
        .where('over_at', 'is', null)
        .where((or) => or.or([or('assigned_to', 'is', null), or('assigned_to', '=', actor.id)]))
        .orderBy('due_on')
        .orderBy('id')
        .limit(limit)
        .execute();
      return waiting.map(({ institutionId, id, title, reference, about, due }) => ({
        id,
        institutionId,
        title,
        path: kind.deskPath?.(about) ?? `/desk/cases/${reference}`,
        kind: kind.label,
        due,
      }));
    },
    async handOver(tx, { institutionId, personId, keeps }, to) {
      if (keeps.includes(kind.power)) return 0;
      const rows = await within(tx, institutionId)
        .updateTable('case_file')
        .set({ assigned_to: to?.powers.includes(kind.power) ? to.personId : null })
        .where('assigned_to', '=', personId)
        .where('kind', '=', kind.kind)
        .where('over_at', 'is', null)
        .returning('id')
        .execute();
      return rows.length;
    },
  };
}
