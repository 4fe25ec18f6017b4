import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { InvalidInput } from '#platform/errors.ts';
import { keepCalendar } from '../access.ts';
import { isCivilDate, yearOf } from '../civil-date.ts';
import { calendarChanged, calendarOwner, changedDays, enterHolidays } from '../holidays.ts';
import { coveredYears } from '../queries.ts';

const name = z.string().trim().max(200);

export const addClosureInput = z.object({
  firstDay: z.string().refine(isCivilDate, 'deadlines.errors.bad-date'),
  days: z.coerce.number().int().min(1, 'deadlines.errors.days').max(15, 'deadlines.errors.days').default(1),
  name: z.object({
    ar: name.min(3, 'deadlines.errors.name'),
    fr: name.min(3, 'deadlines.errors.name'),
    en: name.optional(),
  }),
  /** The decision: its number, or where it was published. */
  source: z.string().trim().min(3, 'deadlines.errors.source').max(300),
});

type Input = z.infer<typeof addClosureInput>;

/** Enters days on which the Head of Government closes offices exceptionally (decree 2-05-916, art. 3). */
export const addClosure = defineAction<Input, { institutionId: string }>({
  name: 'deadlines.add-closure',
  input: addClosureInput,
  target: ({ db }) => calendarOwner(db),
  access: keepCalendar,
  event: 'closure.added',
  record: ({ firstDay, days, source }, { institutionId }) => ({ institutionId, detail: { firstDay, days, source } }),
  async run(context, { firstDay, days, name: { ar, fr, en }, source }) {
    const { db, now } = context;
    const years = await coveredYears(db);
    if (!years.includes(yearOf(firstDay)))
      throw new InvalidInput([
        { pointer: '/firstDay', key: 'deadlines.errors.year-uncovered', values: { year: String(yearOf(firstDay)) } },
      ]);
    const names = { ar, fr, ...(en ? { en } : {}) };
    const closure = { feast: null, year: yearOf(firstDay), firstDay, days, certainty: 'announced' as const };
    const entered = await enterHolidays(db, [{ ...closure, name: names, source }], now);
    if (entered === 0) throw new InvalidInput([{ pointer: '/firstDay', key: 'deadlines.errors.closure-known' }]);
    await calendarChanged(context, changedDays([closure]));
  },
});
