import { z } from 'zod';
import type { Holiday } from '../calendar.ts';
import { isCivilDate, yearOf } from '../civil-date.ts';
import { feastById, feastsOf } from '../feasts.ts';

const date = z.string().refine(isCivilDate);
const name = z.object({ ar: z.string().max(200), fr: z.string().max(200), en: z.string().max(200) });

/** `data/holidays.json`: the closed days one by one, and the exceptional closures beside them. */
export const holidaysFile = z.object({
  meta: z.object({
    exceptional: z.array(z.object({ date, name, source: z.string().max(300) })).max(200),
  }),
  holidays: z
    .array(
      z.object({
        date,
        id: z.string().refine((id) => feastById(id) !== undefined),
        day: z.number().int().min(1).max(2).default(1),
        certainty: z.enum(['certain', 'announced', 'computed']),
        source: z.string().max(300).optional(),
      }),
    )
    .min(1)
    .max(2_000),
});
export type HolidaysFile = z.infer<typeof holidaysFile>;

/** A holiday before it has an id. */
export type NewHoliday = Omit<Holiday, 'id'>;

/** The holidays of such a file, the days of a feast put together, and the years it covers. */
export function holidaysOfFile(file: HolidaysFile): { years: number[]; holidays: NewHoliday[] } {
  const years = [...new Set(file.holidays.map((each) => yearOf(each.date)))].sort();
  const computed = years.flatMap(feastsOf);
  const holidays = file.holidays
    .filter((each) => each.day === 1)
    .flatMap((each): NewHoliday[] => {
      const feast = feastById(each.id);
      if (!feast) return [];
      const days = file.holidays.filter(
        (other) =>
          other.id === each.id && other.day > 1 && Math.abs(Date.parse(other.date) - Date.parse(each.date)) < 1e9,
      );
      const nearest = computed.find(
        (one) => one.feast.id === each.id && Math.abs(Date.parse(one.firstDay) - Date.parse(each.date)) < 1e9,
      );
      return [
        {
          feast: each.id,
          year: nearest?.year ?? yearOf(each.date),
          firstDay: each.date,
          days: 1 + days.length,
          certainty: each.certainty === 'computed' ? 'provisional' : each.certainty,
          name: feast.name,
          source: each.source ?? feast.source,
        },
      ];
    });
  const closures = file.meta.exceptional.map(
    (each): NewHoliday => ({
      feast: null,
      year: yearOf(each.date),
      firstDay: each.date,
      days: 1,
      certainty: 'announced',
      name: each.name,
      source: each.source,
    }),
  );
  return { years, holidays: [...holidays, ...closures] };
}
