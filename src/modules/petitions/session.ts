import {
  addDays,
  type Calendar,
  type CivilDate,
  UncoveredYearError,
  weekdayOf,
  workingDayFrom,
} from '#core/deadlines/index.ts';
import { PETITION_LAWS, type PetitionLevel } from './law.ts';

/** An ordinary session of a council, as the law sets it. */
export type Session = {
  /** The day it opens; of a commune the first working day of the week that the law names. */
  opensOn: CivilDate;
  /** `week`: the law names the first week of the month and no day. */
  precision: 'day' | 'week';
  /** The last day of a session that is not extended. */
  endsOn: CivilDate;
  /** The last day on which the agenda goes to the wali or governor. */
  agendaBy: CivilDate;
  /** The calendar does not hold that year yet: a holiday may still move the day. */
  provisional: boolean;
};

/** The longest ordinary session, and how long before it the agenda is sent, in days (111-14 art. 37, 41; 112-14 art. 35, 39; 113-14 art. 34, 38). */
const SESSION_DAYS = 15;
const AGENDA_DAYS = 20;
const MONDAY = 1;

/**
 * The ordinary sessions of a council that open in a year. Regions: the first Monday of March, July and October (111-14 art. 36); prefectures
 * and provinces: the second Monday of January, June and September (112-14 art. 34); both on the next working day where it is a holiday.
 * Communes: the first week of February, May and October (113-14 art. 33).
 */
export function sessionsOf(level: PetitionLevel, year: number, calendar: Calendar): Session[] {
  const { months, opens } = PETITION_LAWS[level].sessions;
  return months.map((month) => {
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    const monday = addDays(first, (MONDAY - weekdayOf(first) + 7) % 7);
    const wanted = opens === 'first-week' ? first : opens === 'first-monday' ? monday : addDays(monday, 7);
    const { day, provisional } = worked(calendar, wanted);
    return {
      opensOn: day,
      precision: opens === 'first-week' ? 'week' : 'day',
      endsOn: addDays(day, SESSION_DAYS - 1),
      agendaBy: addDays(day, -AGENDA_DAYS),
      provisional,
    };
  });
}

/** The ordinary session that follows a day: the first that opens after it. A petition accepted on that day stands on its agenda. */
export function sessionAfter(level: PetitionLevel, day: CivilDate, calendar: Calendar): Session {
  const year = Number(day.slice(0, 4));
  const coming = [...sessionsOf(level, year, calendar), ...sessionsOf(level, year + 1, calendar)];
  const next = coming.find(({ opensOn }) => opensOn > day);
  if (!next) throw new RangeError(`no session after ${day}`);
  return next;
}

function worked(calendar: Calendar, day: CivilDate): { day: CivilDate; provisional: boolean } {
  try {
    return { day: workingDayFrom(calendar, day), provisional: false };
  } catch (error) {
    if (!(error instanceof UncoveredYearError)) throw error;
    // Saturdays and Sundays are known without a calendar.
    const weekday = weekdayOf(day);
    return { day: weekday > 5 ? addDays(day, 8 - weekday) : day, provisional: true };
  }
}

/** Where a petition stands in the sessions of its council. */
type InSession = { sessionDueOn: string | null; sessionOn: string | null; answeredOn: string | null };

/** Whether the council lets, or has let, the session pass on whose agenda the law puts the petition. */
export function isSessionLate({ sessionDueOn, sessionOn, answeredOn }: InSession, today: CivilDate): boolean {
  if (sessionDueOn === null) return false;
  const last = addDays(sessionDueOn, SESSION_DAYS - 1);
  if (answeredOn !== null) return answeredOn > last;
  return today > last || (sessionOn !== null && sessionOn > last);
}
