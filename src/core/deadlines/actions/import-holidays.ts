import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { keepCalendar } from '../access.ts';
import { type CalendarChange, compareWithCalendar } from '../file/compare.ts';
import { readCalendarFile } from '../file/ics.ts';
import { calendarChanged, calendarOwner, changedDays, enterHolidays, writeAnnouncement } from '../holidays.ts';
import { allHolidays, coveredYears } from '../queries.ts';

/** A calendar of some years is a few kilobytes. */
export const MOST_CALENDAR_SIGNS = 60_000;

export const importHolidaysInput = z.object({
  /** An iCalendar file (RFC 5545). */
  text: z.string().min(1, 'deadlines.import.empty').max(MOST_CALENDAR_SIGNS, 'deadlines.import.too-large'),
  /** False: only say what would change. */
  apply: z.boolean().default(false),
});

type Input = z.infer<typeof importHolidaysInput>;

/** What the file changes, and the file itself for whoever applies it next. */
export type ImportedHolidays = { changes: CalendarChange[]; text: string };

/** Compares an ICS calendar with what is known and, when asked to, announces the feasts and enters the closures that it holds. */
export const importHolidays = defineAction<Input, { institutionId: string }, ImportedHolidays>({
  name: 'deadlines.import-holidays',
  input: importHolidaysInput,
  target: ({ db }) => calendarOwner(db),
  access: keepCalendar,
  event: 'calendar.imported',
  record: ({ apply }, { institutionId }, result) => ({
    institutionId,
    detail: { apply, changes: (result as ImportedHolidays).changes.filter(({ kind }) => kind !== 'same').length },
  }),
  async run(context, { text, apply }) {
    const { db, now } = context;
    const { events, source } = readCalendarFile(text);
    const changes = compareWithCalendar(events, await allHolidays(db), await coveredYears(db));
    if (!apply) return { changes, text };
    const changed: { firstDay: string; days: number }[] = [];
    for (const change of changes) {
      if (change.kind === 'announce') {
        await writeAnnouncement(db, change.holiday, { firstDay: change.firstDay, source }, now);
        changed.push(change.holiday, { firstDay: change.firstDay, days: change.holiday.days });
      }
      if (change.kind === 'close') {
        const { firstDay, days, name } = change;
        const year = Number(firstDay.slice(0, 4));
        await enterHolidays(db, [{ feast: null, year, firstDay, days, certainty: 'announced', name, source }], now);
        changed.push({ firstDay, days });
      }
    }
    if (changed.length > 0) await calendarChanged(context, changedDays(changed));
    return { changes, text };
  },
});
