import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { keepCalendar } from '../access.ts';
import { feastsOf } from '../feasts.ts';
import { calendarChanged, calendarOwner, coverYears, enterHolidays } from '../holidays.ts';

export const addYearInput = z.object({
  year: z.coerce.number().int().min(2000, 'deadlines.errors.year').max(2100, 'deadlines.errors.year'),
});

type Input = z.infer<typeof addYearInput>;

/** Enters a year: its fixed holidays, and the religious ones where the tabular calendar puts them, provisional until announced. */
export const addYear = defineAction<Input, { institutionId: string }, { year: number; entered: number }>({
  name: 'deadlines.add-year',
  input: addYearInput,
  target: ({ db }) => calendarOwner(db),
  access: keepCalendar,
  event: 'calendar-year.added',
  record: ({ year }, { institutionId }) => ({ institutionId, subject: String(year) }),
  async run(context, { year }) {
    const { db, now } = context;
    const added = await coverYears(db, [year], now);
    if (added.length === 0) throw new Conflict('deadlines.errors.year-known');
    const holidays = feastsOf(year).map((one) => ({
      feast: one.feast.id,
      year: one.year,
      firstDay: one.firstDay,
      days: one.days,
      certainty: one.computed ? ('provisional' as const) : ('certain' as const),
      name: one.feast.name,
      source: one.feast.source,
    }));
    const entered = await enterHolidays(db, holidays, now);
    await calendarChanged(context, { first: `${year}-01-01`, last: `${year}-12-31` });
    return { year, entered };
  },
});
