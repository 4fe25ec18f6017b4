import type { ActionContext } from '#platform/action.ts';
import { type Db, within } from '#platform/db/database.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { CountedDate } from '#platform/module.ts';
import type { Calendar } from './calendar.ts';
import { type CivilDate, isCivilDate } from './civil-date.ts';
import { type Answer, countDeadline, endOfFirstHalf } from './deadline.ts';
import { type DeadlineSubject, endedPauses, isLate, type KeptDeadline } from './kept-deadline.ts';
import { deadlinesOf, lockedDeadline, settingsOf, workingCalendar } from './queries.ts';
import {
  type Period,
  RULE_NAMES,
  type Rule,
  ruleOn,
  ruleVersion,
  type SilenceEffect,
  type SuspensionGround,
} from './rules.ts';

/** What starting or changing a clock needs: the caller's transaction and the moment. */
type Context = Pick<ActionContext, 'db' | 'now'>;

/** Which deadline of a body. */
export type DeadlineKey = { institutionId: string; id: string };

export type NewDeadline = {
  institutionId: string;
  subject: DeadlineSubject;
  rule: string;
  /** The day of the event, in Morocco: it is not counted itself. For the extension of another deadline see `extendDeadline`. */
  from: CivilDate;
  /** What silence means in this case, where the rule knows several: a decision that is on the decree's list (55-19 art. 19). */
  silence?: SilenceEffect;
};

/** Counts a kept deadline by the calendar as it stands. */
export function countKept(calendar: Calendar, deadline: KeptDeadline): Answer {
  const { from, period, pauses, extension } = deadline;
  return countDeadline(calendar, { from, period, pauses: endedPauses(pauses), extension: extension ?? undefined });
}

/** What an answer fills in of a row. */
export function countedColumns({ deadline }: Answer) {
  return {
    due_on: deadline?.due ?? null,
    first_due_on: deadline?.firstDue ?? null,
    provisional: deadline?.provisional ?? false,
    closed_days: JSON.stringify(deadline?.closedDays ?? []),
  };
}

/** The period of a rule in a body: that of the law, or the body's own where the law gives none; null where neither does. */
export async function periodIn({ db }: { db: Db }, rule: Rule, institutionId: string): Promise<Period | null> {
  return rule.period ?? (await settingsOf(db, institutionId)).get(rule.name) ?? null;
}

/**
 * Starts a clock on something, in the caller's transaction, and keeps what it was counted from. Null where the law gives no length and the
 * body has set none: then nothing is waited for. `due` is null where the calendar does not hold the year yet; it is filled in when the
 * year is entered. Throws a RangeError for a rule or a date that does not exist, a Conflict for a day before the rule.
 */
export async function startDeadline(context: Context, given: NewDeadline): Promise<KeptDeadline | null> {
  const { institutionId, subject, rule: name, from } = given;
  if (!RULE_NAMES.includes(name)) throw new RangeError(`no rule is called ${name}`);
  if (!isCivilDate(from)) throw new RangeError(`not a calendar date: ${from}`);
  const rule = ruleOn(name, from);
  if (!rule) throw new Conflict('deadlines.errors.before-rule');
  const silence = given.silence ?? rule.silence[0];
  if (!rule.silence.includes(silence)) throw new RangeError(`silence under ${name} never means ${silence}`);
  const period = await periodIn(context, rule, institutionId);
  if (!period) return null;
  const answer = countDeadline(await workingCalendar(context.db), { from, period });
  const id = newId();
  await within(context.db, institutionId)
    .insert('deadline', {
      id,
      subject_kind: subject.kind,
      subject_id: subject.id,
      rule: name,
      version: rule.version,
      ...period,
      from_day: from,
      state: 'running',
      silence,
      pauses: '[]',
      extension: null,
      lapsed_on: null,
      met_on: null,
      changed_at: context.now,
      ...countedColumns(answer),
    })
    .execute();
  const [kept] = (await deadlinesOf(context.db, institutionId, subject.kind, [subject.id])).filter(
    (one) => one.id === id,
  );
  if (!kept) throw new NotFound();
  return kept;
}

/**
 * Stops the clock from a day on, for a ground that the rule knows, in the first half of the period, once where the law says so. Refuses
 * (Conflict) anything else. The day itself still counts.
 */
export async function suspendDeadline(
  context: Context,
  key: DeadlineKey,
  { on, ground, reason }: { on: CivilDate; ground: SuspensionGround; reason: string },
): Promise<KeptDeadline> {
  const deadline = await theDeadline(context, key);
  const suspension = ruleOf(deadline).suspension;
  if (deadline.state !== 'running' || on < deadline.from) throw new Conflict('deadlines.errors.not-running');
  if (!suspension?.grounds.includes(ground)) throw new Conflict('deadlines.errors.no-suspension');
  if (suspension.once.includes(ground) && deadline.pauses.some((pause) => pause.ground === ground))
    throw new Conflict('deadlines.errors.suspended-once');
  const half = endOfFirstHalf(await workingCalendar(context.db), deadline.from, deadline.period);
  if (on > half) throw new Conflict('deadlines.errors.second-half');
  const pauses = [...deadline.pauses, { from: on, until: null, ground, reason }];
  return change(context, deadline, { ...deadline, pauses, state: 'suspended' }, null);
}

/** Lets a clock that stood still go on: the day itself is not counted, the one after is. Refuses one that runs. */
export async function resumeDeadline(
  context: Context,
  key: DeadlineKey,
  { on }: { on: CivilDate },
): Promise<KeptDeadline> {
  const deadline = await theDeadline(context, key);
  const last = deadline.pauses.at(-1);
  if (deadline.state !== 'suspended' || !last || on < last.from) throw new Conflict('deadlines.errors.not-suspended');
  const pauses = [...deadline.pauses.slice(0, -1), { ...last, until: on }];
  const running: KeptDeadline = { ...deadline, pauses, state: 'running' };
  return change(context, deadline, running, countKept(await workingCalendar(context.db), running));
}

/**
 * Extends a deadline, once, before it has passed, where its rule allows it. The reason is written and the person is told beforehand.
 * `days` only where the law does not say how long: no longer than needed (55-19 art. 17). Refuses (Conflict) anything else.
 */
export async function extendDeadline(
  context: Context,
  key: DeadlineKey,
  { on, reason, days }: { on: CivilDate; reason: string; days?: number },
): Promise<KeptDeadline> {
  const deadline = await theDeadline(context, key);
  const rule = ruleOf(deadline);
  if (deadline.state !== 'running') throw new Conflict('deadlines.errors.not-running');
  if (!rule.extension) throw new Conflict('deadlines.errors.no-extension');
  if (deadline.extension) throw new Conflict('deadlines.errors.extended-once');
  if (deadline.due !== null && on > deadline.due) throw new Conflict('deadlines.errors.too-late');
  if (reason.trim() === '') throw new Conflict('deadlines.errors.reason-missing');
  const period = rule.extension.rule
    ? (ruleOn(rule.extension.rule, on)?.period ?? null)
    : days && { value: days, unit: deadline.period.unit };
  if (!period) throw new Conflict('deadlines.errors.length-missing');
  const extended: KeptDeadline = { ...deadline, extension: { ...period, on, reason } };
  return change(context, deadline, extended, countKept(await workingCalendar(context.db), extended));
}

/**
 * Writes down that what was waited for is done, for every open deadline of a thing or those of some rules. Answers the deadlines as they
 * ended; none where none was open.
 */
export async function meetDeadlines(
  context: Context,
  { institutionId, subject, rules }: { institutionId: string; subject: DeadlineSubject; rules?: readonly string[] },
  on: CivilDate,
): Promise<KeptDeadline[]> {
  return end(context, { institutionId, subject, rules }, (open) => ({ ...open, state: 'met', metOn: on }));
}

/** Ends the open deadlines of a thing that nobody waits for any more: withdrawn, moved to another body. */
export async function cancelDeadlines(
  context: Context,
  which: { institutionId: string; subject: DeadlineSubject; rules?: readonly string[] },
): Promise<KeptDeadline[]> {
  return end(context, which, (open) => ({ ...open, state: 'cancelled' }));
}

/** A deadline as its owner is told of it. */
export function countedDate({ institutionId, subject, rule, due, provisional }: KeptDeadline): CountedDate {
  return { institutionId, subjectId: subject.id, rule, due, provisional };
}

/** Counts a deadline again by the calendar as it stands; answers it when its date or its certainty has changed. */
export async function recountDeadline(
  context: Context & { today: CivilDate },
  deadline: KeptDeadline,
  calendar: Calendar,
): Promise<KeptDeadline | undefined> {
  const answer = countKept(calendar, deadline);
  const due = answer.deadline?.due ?? null;
  const days = JSON.stringify(answer.deadline?.closedDays.map(({ day, certainty }) => [day, certainty]) ?? []);
  const before = JSON.stringify(deadline.closedDays.map(({ day, certainty }) => [day, certainty]));
  const provisional = answer.deadline?.provisional ?? false;
  if (due === deadline.due && provisional === deadline.provisional && days === before) return undefined;
  // A day that was closed afterwards may bring a deadline back that had passed.
  const isOver = isLate({ ...deadline, due }, context.today);
  const state = deadline.state === 'late' && !isOver ? 'running' : deadline.state;
  return change(
    context,
    deadline,
    { ...deadline, state, lapsedOn: state === 'late' ? deadline.lapsedOn : null },
    answer,
  );
}

/** Writes down that the last day has passed without the act; `silence` of the row says what follows. */
export async function lapseDeadline(context: Context, deadline: KeptDeadline, today: CivilDate): Promise<void> {
  await within(context.db, deadline.institutionId)
    .updateTable('deadline')
    .set({ state: 'late', lapsed_on: today, changed_at: context.now })
    .where('id', '=', deadline.id)
    .execute();
}

async function theDeadline({ db }: Context, { institutionId, id }: DeadlineKey): Promise<KeptDeadline> {
  const deadline = await lockedDeadline(db, institutionId, id);
  if (!deadline) throw new NotFound();
  return deadline;
}

function ruleOf({ rule, version }: KeptDeadline): Rule {
  const found = ruleVersion(rule, version);
  if (!found) throw new RangeError(`no rule is called ${rule} ${version}`);
  return found;
}

async function end(
  context: Context,
  which: { institutionId: string; subject: DeadlineSubject; rules?: readonly string[] },
  ended: (open: KeptDeadline) => KeptDeadline,
): Promise<KeptDeadline[]> {
  const { institutionId, subject, rules } = which;
  const all = await deadlinesOf(context.db, institutionId, subject.kind, [subject.id]);
  const open = all.filter(
    ({ state, rule }) => state !== 'met' && state !== 'cancelled' && (rules?.includes(rule) ?? true),
  );
  const done: KeptDeadline[] = [];
  for (const each of open) {
    const locked = await theDeadline(context, each);
    if (locked.state !== 'met' && locked.state !== 'cancelled') done.push(await write(context, ended(locked), {}));
  }
  return done;
}

/** Writes a change with what it was counted to; `answer` null: the clock stands still, and no date is told. */
async function change(
  context: Context,
  before: KeptDeadline,
  after: KeptDeadline,
  answer: Answer | null,
): Promise<KeptDeadline> {
  const columns = countedColumns(answer ?? { uncovered: 0 });
  const { deadline } = answer ?? {};
  const counted: KeptDeadline = {
    ...after,
    id: before.id,
    due: deadline?.due ?? null,
    firstDue: deadline?.firstDue ?? null,
    provisional: deadline?.provisional ?? false,
    closedDays: deadline?.closedDays ?? [],
  };
  return write(context, counted, columns);
}

async function write(context: Context, after: KeptDeadline, columns: Partial<ReturnType<typeof countedColumns>>) {
  await within(context.db, after.institutionId)
    .updateTable('deadline')
    .set({
      ...columns,
      state: after.state,
      pauses: JSON.stringify(after.pauses),
      extension: after.extension === null ? null : JSON.stringify(after.extension),
      lapsed_on: after.lapsedOn,
      met_on: after.metOn,
      changed_at: context.now,
    })
    .where('id', '=', after.id)
    .execute();
  return after;
}
