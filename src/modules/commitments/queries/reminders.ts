import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import type { DatePrecision } from '#platform/i18n/format.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { MilestoneStatus } from '../commitment.ts';
import type { ReminderSeat, ReminderStage } from '../reminder.ts';

/** An open milestone that may need a reminder. */
export type RemindedRow = {
  institutionId: string;
  id: string;
  reference: string;
  title: Text;
  status: MilestoneStatus;
  start: string | null;
  end: string | null;
  precision: DatePrecision | null;
  reportedOn: string | null;
  officeId: string | null;
  officialId: string | null;
};

/** The open milestones of bodies that have officials, with a last day until `until`; all that have begun when `running`. */
export async function rowsToRemind(
  db: Db,
  asked: { until: string; today: string; running: boolean },
): Promise<RemindedRow[]> {
  const { rows } = await sql<RemindedRow>`
    select m.institution_id as "institutionId", m.id, m.reference, m.title, m.status, m.starts_on as start, m.ends_on as end,
      m.date_precision as precision, m.reported_on as "reportedOn", m.office_id as "officeId", m.official_id as "officialId"
    from milestone m
    where m.gone_at is null and m.status not in ('finished', 'incomplete')
      and (m.last_day <= ${asked.until}::date
        or (${asked.running} and (m.starts_on is null or m.starts_on <= ${asked.today}::date)))
      and exists (select 1 from post_holder h where h.institution_id = m.institution_id and h.ended_at is null)
    order by m.institution_id, m.last_day, m.reference`.execute(db);
  return rows;
}

/** Who is at work in a body on a day. */
export async function seatsOf(db: Db, institutionId: string, today: string): Promise<ReminderSeat[]> {
  const { rows } = await sql<ReminderSeat>`
    select holder.person_id as "personId", post.function, post.office_id as "officeId", principal.person_id as "standsFor"
    from post_holder as holder
    join post on post.institution_id = holder.institution_id and post.id = holder.post_id
    left join post_holder as principal
      on principal.institution_id = holder.institution_id and principal.id = holder.deputy_of
    where holder.institution_id = ${institutionId} and holder.ended_at is null and post.closed_on is null
      and holder.starts_on <= ${today}::date and (holder.ends_on is null or holder.ends_on >= ${today}::date)
      and (holder.deputy_of is null or (principal.ended_at is null and principal.absent_from <= ${today}::date
        and (principal.absent_until is null or principal.absent_until >= ${today}::date)))
    order by holder.person_id`.execute(db);
  return rows;
}

/** Reminders that were sent already: `milestone due stage person`. */
export async function sentReminders(db: Db, milestones: readonly string[]): Promise<Set<string>> {
  if (milestones.length === 0) return new Set();
  const { rows } = await sql<{ milestone_id: string; due_on: string; stage: ReminderStage; person_id: string }>`
    select milestone_id, due_on, stage, person_id from milestone_reminder
    where milestone_id = any (${[...milestones]}::uuid[])`.execute(db);
  return new Set(rows.map((row) => reminderKey(row.milestone_id, row.due_on, row.stage, row.person_id)));
}

export function reminderKey(milestone: string, dueOn: string, stage: ReminderStage, person: string): string {
  return `${milestone} ${dueOn} ${stage} ${person}`;
}

/** Whoever was reminded today already: one letter for a person and a day. */
export async function remindedToday(db: Db, today: string): Promise<Set<string>> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct person_id from milestone_reminder where sent_on = ${today}::date`.execute(db);
  return new Set(rows.map((row) => row.person_id));
}
