import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { keepCalendar } from '../access.ts';
import { calendarChanged, calendarOwner, changedDays } from '../holidays.ts';
import { type EnteredHoliday, holidayById } from '../queries.ts';

export const removeClosureInput = z.object({ holiday: z.string().refine(isId) });

type Input = z.infer<typeof removeClosureInput>;
type Target = EnteredHoliday & { institutionId: string };

/** Takes an exceptional closure out again that was entered by mistake. The feasts of the decree stay: the law alone removes them. */
export const removeClosure = defineAction<Input, Target>({
  name: 'deadlines.remove-closure',
  input: removeClosureInput,
  async target({ db }, { holiday }) {
    const found = await holidayById(db, holiday);
    return found && { ...found, ...(await calendarOwner(db)) };
  },
  access: keepCalendar,
  event: 'closure.removed',
  record: (_input, { institutionId, id, firstDay, days }) => ({
    institutionId,
    subject: id,
    detail: { firstDay, days },
  }),
  async run(context, _input, closure) {
    if (closure.feast !== null) throw new Conflict('deadlines.errors.feast-stays');
    await context.db.deleteFrom('holiday').where('id', '=', closure.id).execute();
    await calendarChanged(context, changedDays([closure]));
  },
});
