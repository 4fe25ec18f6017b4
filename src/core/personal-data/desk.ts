import { calendarDate } from '#platform/clock.ts';
import { within } from '#platform/db/database.ts';
import { formatOf } from '#platform/i18n/format.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { DeskSource } from '#platform/module.ts';
import { bodiesManagedBy, MANAGE } from './access.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import { openRequests } from './queries.ts';
import { noteReader } from './readers.ts';
import type { DataRequest } from './request.ts';

/** A request has no title of its own, because what it says is read by whoever takes it: its kind and the day it came tell it apart. */
function titleOf({ kind, receivedAt }: DataRequest): Text {
  const day = calendarDate(receivedAt);
  const named = Object.entries({ ar: ar.desk[kind], fr: fr.desk[kind], en: en.desk[kind] });
  return Object.fromEntries(named.map(([lang, word]) => [lang, `${word} – ${formatOf(lang as Lang).date(day)}`]));
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
        title: titleOf(request),
        path: `/desk/data-requests/${request.id}`,
        kind: `personal-data.kinds.${request.kind}` as const,
        due: request.dueOn,
      }));
  },
  async handOver(tx, { institutionId, personId, keeps, now }, to) {
    if (keeps.includes(MANAGE)) return 0;
    const next = to?.powers.includes(MANAGE) ? to.personId : null;
    const rows = await within(tx, institutionId)
      .updateTable('data_request')
      .set({ assigned_to: next })
      .where('assigned_to', '=', personId)
      .where('state', '=', 'open')
      .returning('data_request.person_id')
      .execute();
    if (next)
      for (const row of rows)
        if (row.person_id) await noteReader(tx, { institutionId, personId: row.person_id }, next, now);
    return rows.length;
  },
};
