import type { ExpressionBuilder } from 'kysely';
import { type AllTables, across, type Db, within } from '#platform/db/database.ts';
import { type Calendar, type Holiday, makeCalendar } from './calendar.ts';
import type { CivilDate } from './civil-date.ts';
import type { KeptDeadline } from './kept-deadline.ts';
import { type Period, RULE_NAMES, ruleOn } from './rules.ts';
import './tables.ts';

const HOLIDAY = [
  'id',
  'feast',
  'year',
  'first_day as firstDay',
  'days',
  'certainty',
  'name',
  'source',
  'changed_at as changedAt',
  'revision',
] as const;

/** A holiday as it stands in the calendar, and when it last changed. */
export type EnteredHoliday = Holiday & { changedAt: Date; revision: number };

/** All holidays, by day. There are about twenty in a year. */
export async function allHolidays(db: Db): Promise<EnteredHoliday[]> {
  return db.selectFrom('holiday').select(HOLIDAY).orderBy('first_day').orderBy('id').execute();
}

/** One holiday by its id. */
export async function holidayById(db: Db, id: string): Promise<EnteredHoliday | undefined> {
  return db.selectFrom('holiday').select(HOLIDAY).where('id', '=', id).executeTakeFirst();
}

/** The years that the calendar covers, in order. */
export async function coveredYears(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('calendar_year').select('year').orderBy('year').execute();
  return rows.map(({ year }) => year);
}

/** When what the calendar says of a year last changed; for a year that it does not cover, when it last changed at all. */
export async function calendarChanges(db: Db): Promise<(year: number) => Date> {
  const years = await db.selectFrom('calendar_year').select(['year', 'added_at as at']).execute();
  const holidays = (await allHolidays(db)).map(({ firstDay, changedAt }) => ({
    year: Number(firstDay.slice(0, 4)),
    at: changedAt,
  }));
  const changes = [...years, ...holidays];
  const latest = (some: typeof changes) => new Date(Math.max(0, ...some.map(({ at }) => at.getTime())));
  return (year) => {
    const own = changes.filter((one) => one.year === year);
    return latest(own.length > 0 ? own : changes);
  };
}

/** The calendar of working days as it stands now. */
export async function workingCalendar(db: Db): Promise<Calendar> {
  return makeCalendar(await coveredYears(db), await allHolidays(db));
}

/** The lengths that a body gave itself where the law gives none, by rule. */
export async function settingsOf(db: Db, institutionId: string): Promise<Map<string, Period>> {
  const rows = await within(db, institutionId)
    .selectFrom('deadline_setting')
    .select(['deadline_setting.rule', 'deadline_setting.value', 'deadline_setting.unit'])
    .execute();
  return new Map(rows.map(({ rule, value, unit }) => [rule, { value, unit }]));
}

const DEADLINE = [
  'deadline.institution_id as institutionId',
  'deadline.id',
  'deadline.subject_kind',
  'deadline.subject_id',
  'deadline.rule',
  'deadline.version',
  'deadline.value',
  'deadline.unit',
  'deadline.from_day as from',
  'deadline.due_on as due',
  'deadline.first_due_on as firstDue',
  'deadline.provisional',
  'deadline.state',
  'deadline.silence',
  'deadline.pauses',
  'deadline.extension',
  'deadline.closed_days as closedDays',
  'deadline.lapsed_on as lapsedOn',
  'deadline.met_on as metOn',
] as const;

type Row = Omit<KeptDeadline, 'subject' | 'period'> & { subject_kind: string; subject_id: string } & Period;

function asKept({ subject_kind, subject_id, value, unit, ...row }: Row): KeptDeadline {
  return { ...row, subject: { kind: subject_kind, id: subject_id }, period: { value, unit } };
}

/** The deadlines of some things of one kind, the oldest first: those of a list in one question. */
export async function deadlinesOf(
  db: Db,
  institutionId: string,
  kind: string,
  ids: readonly string[],
): Promise<KeptDeadline[]> {
  if (ids.length === 0) return [];
  const rows = await within(db, institutionId)
    .selectFrom('deadline')
    .select(DEADLINE)
    .where('deadline.subject_kind', '=', kind)
    .where('deadline.subject_id', 'in', ids)
    .orderBy('deadline.id')
    .execute();
  return rows.map(asKept);
}

/** One deadline, locked until the transaction ends: whoever changes it waits for the other. */
export async function lockedDeadline(db: Db, institutionId: string, id: string): Promise<KeptDeadline | undefined> {
  const row = await within(db, institutionId)
    .selectFrom('deadline')
    .select(DEADLINE)
    .where('deadline.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && asKept(row);
}

type Watched = {
  institutionIds: readonly string[];
  /** Only deadlines of these kinds of things. */
  kinds?: readonly string[];
  limit: number;
};

function open(db: Db, { institutionIds, kinds, limit }: Watched) {
  const query = across(db)
    .selectFrom('deadline')
    .select(DEADLINE)
    .where('deadline.institution_id', 'in', institutionIds)
    .where('deadline.state', 'in', ['running', 'late'])
    // What citizens must do is not the desk's work.
    .where('deadline.rule', 'in', RULES_OF_BODIES)
    .orderBy('deadline.due_on')
    .orderBy('deadline.id')
    .limit(limit);
  return kinds ? query.where('deadline.subject_kind', 'in', kinds) : query;
}

const RULES_OF_BODIES = RULE_NAMES.filter((name) => ruleOn(name, '9999-12-31')?.by === 'body');

/** What bodies must do between two days (both included), the most urgent first. */
export async function dueBetween(
  db: Db,
  watched: Watched & { from: CivilDate; until: CivilDate },
): Promise<KeptDeadline[]> {
  if (watched.institutionIds.length === 0) return [];
  const rows = await open(db, watched)
    .where('deadline.due_on', '>=', watched.from)
    .where('deadline.due_on', '<=', watched.until)
    .execute();
  return rows.map(asKept);
}

/** What bodies should have done before today and have not, the longest waiting first. */
export async function lateDeadlines(db: Db, watched: Watched & { today: CivilDate }): Promise<KeptDeadline[]> {
  if (watched.institutionIds.length === 0) return [];
  const rows = await open(db, watched).where('deadline.due_on', '<', watched.today).execute();
  return rows.map(asKept);
}

/** Those whose last day has passed and of whom that is not written down yet, of any body. */
export async function lapsedDeadlines(db: Db, today: CivilDate, limit: number): Promise<KeptDeadline[]> {
  const rows = await across(db)
    .selectFrom('deadline')
    .select(DEADLINE)
    .where('deadline.state', '=', 'running')
    .where('deadline.due_on', '<', today)
    .orderBy('deadline.due_on')
    .orderBy('deadline.id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map(asKept);
}

/** Days of the calendar that have changed, first and last. */
export type ChangedDays = { first: CivilDate; last: CivilDate };

const movable =
  ({ first, last }: ChangedDays) =>
  (or: ExpressionBuilder<AllTables, 'deadline'>) =>
    or.and([
      or('deadline.state', 'in', ['running', 'late']),
      or('deadline.from_day', '<=', last),
      or.or([or('deadline.due_on', '>=', first), or('deadline.due_on', 'is', null)]),
    ]);

/** The bodies that have deadlines which changed days may move. */
export async function bodiesCounting(db: Db, changed: ChangedDays): Promise<string[]> {
  const rows = await across(db)
    .selectFrom('deadline')
    .select('deadline.institution_id as id')
    .distinct()
    .where(movable(changed))
    .execute();
  return rows.map(({ id }) => id);
}

/** Deadlines of a body that changed days may move, by id, locked. */
export async function deadlinesCounting(
  db: Db,
  institutionId: string,
  changed: ChangedDays & { after: string | null; limit: number },
): Promise<KeptDeadline[]> {
  const query = within(db, institutionId)
    .selectFrom('deadline')
    .select(DEADLINE)
    .where(movable(changed))
    .orderBy('deadline.id')
    .limit(changed.limit)
    .forUpdate();
  const rows = await (changed.after === null ? query : query.where('deadline.id', '>', changed.after)).execute();
  return rows.map(asKept);
}
