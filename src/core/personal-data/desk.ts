import { within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { DeskSource } from '#platform/module.ts';
import { bodiesManagedBy, MANAGE } from './access.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import { openRequests } from './queries.ts';
import type { RequestKind } from './request.ts';

/** A request has no title of its own: what it says is read by whoever takes it. */
function titleOf(kind: RequestKind): Text {
  return { ar: ar.desk[kind], fr: fr.desk[kind], en: en.desk[kind] };
}

/** Requests about personal data: what everybody who answers for them may take, and what this person has taken. */
export const dataRequestDesk: DeskSource = {
  name: 'personal-data',
  async items(db, actor, _today, limit) {
    const open = await openRequests(db, bodiesManagedBy(actor), limit);
    return open
      .filter((request) => request.assignedTo === null || request.assignedTo === actor.id)
      .map((request) => ({
        id: request.id,
        institutionId: request.institutionId,
        title: titleOf(request.kind),
        path: `/desk/data-requests/${request.id}`,
        kind: `personal-data.kinds.${request.kind}` as const,
        due: request.dueOn,
      }));
  },
  async handOver(tx, { institutionId, personId, keeps }, to) {
    if (keeps.includes(MANAGE)) return 0;
    const { numUpdatedRows } = await within(tx, institutionId)
      .updateTable('data_request')
      .set({ assigned_to: to?.powers.includes(MANAGE) ? to.personId : null })
      .where('assigned_to', '=', personId)
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow();
    return Number(numUpdatedRows);
  },
};
