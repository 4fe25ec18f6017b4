import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { keepCalendar } from '../access.ts';
import { daysBetween, isCivilDate } from '../civil-date.ts';
import { feastById } from '../feasts.ts';
import { calendarChanged, calendarOwner, changedDays, writeAnnouncement } from '../holidays.ts';
import { type EnteredHoliday, holidayById } from '../queries.ts';

/** How far from where it stands a feast may be announced. Further away it is a slip of the hand. */
export const MOST_MOVED_DAYS = 3;

export const announceHolidayInput = z.object({
  holiday: z.string().refine(isId),
  firstDay: z.string().refine(isCivilDate, 'deadlines.errors.bad-date'),
  /** Where it was announced. */
  source: z.string().trim().min(3, 'deadlines.errors.source').max(300),
});

type Input = z.infer<typeof announceHolidayInput>;
type Target = EnteredHoliday & { institutionId: string };

/** Enters the announced day of a religious feast, or corrects it. Deadlines that hang on it are counted again, and their owners told. */
export const announceHoliday = defineAction<Input, Target>({
  name: 'deadlines.announce-holiday',
  input: announceHolidayInput,
  async target({ db }, { holiday }) {
    const found = await holidayById(db, holiday);
    return found && { ...found, ...(await calendarOwner(db)) };
  },
  access: keepCalendar,
  event: 'holiday.announced',
  record: ({ firstDay, source }, { institutionId, id, feast, firstDay: before }) => ({
    institutionId,
    subject: id,
    detail: { feast, before, firstDay, source },
  }),
  async run(context, { firstDay, source }, holiday) {
    const feast = holiday.feast === null ? undefined : feastById(holiday.feast);
    if (!feast || 'fixed' in feast) throw new Conflict('deadlines.errors.not-announced');
    if (Math.abs(daysBetween(holiday.firstDay, firstDay)) > MOST_MOVED_DAYS)
      throw new InvalidInput([
        { pointer: '/firstDay', key: 'deadlines.errors.too-far', values: { n: MOST_MOVED_DAYS } },
      ]);
    await writeAnnouncement(context.db, holiday, { firstDay, source }, context.now);
    await calendarChanged(context, changedDays([holiday, { firstDay, days: holiday.days }]));
  },
});
