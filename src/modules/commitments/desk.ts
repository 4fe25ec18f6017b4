import { sql } from 'kysely';
import { type Db, within } from '#platform/db/database.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { DeskItem, DeskSource } from '#platform/module.ts';
import { holdsPower, type PersonActor } from '#platform/tenant.ts';
import { REPORT } from './access.ts';
import { quarterStart } from './matrix-row.ts';
import { standingOf } from './queries/officials.ts';
import { FAR } from './tables.ts';
import { addDays, DUE_SOON_DAYS } from './timeline.ts';

type Row = { id: string; reference: string; title: Text; last_day: string; waits: boolean; unreported: boolean };

/**
 * Rows of the matrix that wait for an official: theirs, those of whom they stand in for, and those of their offices that nobody is named
 * for: late, due soon, without a report this quarter, or saved and not published.
 */
export const matrixDesk: DeskSource = {
  name: 'commitments',
  async items(db, actor, today, limit) {
    const items: DeskItem[] = [];
    for (const institutionId of bodiesOf(actor)) {
      const rows = await waitingRows(db, { institutionId, actor, today, limit });
      items.push(...rows.map((row) => asItem(institutionId, row, today)));
    }
    return items;
  },
  async handOver(tx, from, to) {
    const { numUpdatedRows } = await within(tx, from.institutionId)
      .updateTable('milestone')
      .set({ official_id: to?.powers.includes(REPORT) ? to.personId : null })
      .where('official_id', '=', from.personId)
      .where('status', 'not in', ['finished', 'incomplete'])
      .executeTakeFirst();
    return Number(numUpdatedRows);
  },
};

function bodiesOf(actor: PersonActor): string[] {
  return actor.powers.flatMap(({ name, institutionId }) =>
    name === REPORT && institutionId !== null && holdsPower(actor, REPORT, institutionId) ? [institutionId] : [],
  );
}

async function waitingRows(
  db: Db,
  { institutionId, actor, today, limit }: { institutionId: string; actor: PersonActor; today: string; limit: number },
): Promise<Row[]> {
  const { officials, offices } = await standingOf(db, { institutionId, personId: actor.id, today });
  const { rows } = await sql<Row>`
    select * from (
      select id, reference, title, last_day, row_version > published_version as waits,
        (starts_on is null or starts_on <= ${today}::date)
          and (reported_on is null or reported_on < ${quarterStart(today)}::date) as unreported
      from milestone
      where institution_id = ${institutionId} and gone_at is null and status not in ('finished', 'incomplete')
        and (official_id = any (${officials}::uuid[]) or (official_id is null and office_id = any (${offices}::uuid[])))
    ) as own
    where waits or unreported or last_day <= ${addDays(today, DUE_SOON_DAYS)}::date
    order by last_day, reference limit ${limit}`.execute(db);
  return rows;
}

function asItem(institutionId: string, row: Row, today: string): DeskItem {
  return {
    id: row.id,
    institutionId,
    title: row.title,
    path: `/desk/matrix/rows/${row.reference}`,
    kind: kindOf(row, today),
    due: row.last_day === FAR ? null : row.last_day,
  };
}

function kindOf(row: Row, today: string): MessageKey {
  if (row.waits) return 'commitments.desk.publish';
  if (row.last_day < today) return 'commitments.desk.late';
  return row.unreported ? 'commitments.desk.report' : 'commitments.desk.due-soon';
}
