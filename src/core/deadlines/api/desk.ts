import { dateSchema, defineActionRoute, textSchema, z } from '#platform/api.ts';
import { addClosure } from '../actions/add-closure.ts';
import { addYear } from '../actions/add-year.ts';
import { announceHoliday } from '../actions/announce-holiday.ts';
import { importHolidays } from '../actions/import-holidays.ts';
import { removeClosure } from '../actions/remove-closure.ts';
import { setPeriod } from '../actions/set-period.ts';
import type { CalendarChange } from '../file/compare.ts';
import { UNITS } from '../rules.ts';
import { TAG_DEADLINES } from './shapes.ts';

const id = z.string().openapi({ description: 'An id as `/holidays` gives it.' });
const params = z.object({ id });

export const announceHolidayRoute = defineActionRoute({
  name: 'deadlines.announce-holiday',
  path: '/holidays/{id}/announcement',
  method: 'put',
  tag: TAG_DEADLINES,
  summary: 'Enters the announced day of a religious feast; deadlines that hang on it are counted again',
  params,
  body: z.object({ firstDay: z.string(), source: z.string() }),
  action: announceHoliday,
  input: ({ params: { id: holiday }, body }) => ({ ...(body as object), holiday }),
  status: 204,
});

export const addClosureRoute = defineActionRoute({
  name: 'deadlines.add-closure',
  path: '/holidays',
  method: 'post',
  tag: TAG_DEADLINES,
  summary: 'Enters days on which offices are closed exceptionally',
  body: z.object({
    firstDay: z.string(),
    days: z.number().int().optional(),
    name: z.object({ ar: z.string(), fr: z.string(), en: z.string().optional() }),
    source: z.string(),
  }),
  action: addClosure,
  input: ({ body }) => body,
  status: 204,
});

export const removeClosureRoute = defineActionRoute({
  name: 'deadlines.remove-closure',
  path: '/holidays/{id}',
  method: 'delete',
  tag: TAG_DEADLINES,
  summary: 'Takes out an exceptional closure that was entered by mistake',
  params,
  action: removeClosure,
  input: ({ params: { id: holiday } }) => ({ holiday }),
  status: 204,
});

export const addYearRoute = defineActionRoute({
  name: 'deadlines.add-year',
  path: '/holidays/years',
  method: 'post',
  tag: TAG_DEADLINES,
  summary: 'Enters a year: fixed holidays, and religious ones as they are computed',
  body: z.object({ year: z.number().int() }),
  action: addYear,
  input: ({ body }) => body,
  status: 201,
  response: z.object({ year: z.number().int(), entered: z.number().int() }),
});

const change = z
  .object({
    kind: z.enum(['same', 'announce', 'close', 'outside']),
    event: z.string(),
    firstDay: dateSchema,
    days: z.number().int(),
    holiday: id.nullable(),
    name: textSchema.nullable(),
  })
  .openapi('CalendarChange', { description: 'What an event of a calendar file changes.' });

function presentChange(made: CalendarChange): z.input<typeof change> {
  const { firstDay, days, summary } = made.event;
  const common = { kind: made.kind, event: summary, firstDay, days };
  if (made.kind === 'announce') return { ...common, holiday: made.holiday.id, name: made.holiday.name };
  if (made.kind === 'close')
    return { ...common, firstDay: made.firstDay, days: made.days, holiday: null, name: made.name };
  return { ...common, holiday: null, name: null };
}

export const importHolidaysRoute = defineActionRoute({
  name: 'deadlines.import-holidays',
  path: '/holidays/imports',
  method: 'post',
  tag: TAG_DEADLINES,
  summary: 'Compares an iCalendar file with the calendar and, with `apply`, takes its announcements and closures over',
  body: z.object({
    text: z.string().openapi({ description: 'The file (RFC 5545).' }),
    apply: z.boolean().optional().openapi({ description: 'Absent or false: nothing is written.' }),
  }),
  action: importHolidays,
  input: ({ body }) => body,
  status: 200,
  response: z.object({ changes: z.array(change) }),
  present: ({ changes }: { changes: CalendarChange[] }) => ({ changes: changes.map(presentChange) }),
});

const ruleParams = z.object({ rule: z.string() });

export const setPeriodRoute = defineActionRoute({
  name: 'deadlines.set-period',
  path: '/deadlines/{rule}/period',
  method: 'put',
  tag: TAG_DEADLINES,
  summary: 'Enters the length that a body gives itself where the law leaves it open; null takes it away',
  params: ruleParams,
  body: z.object({
    institution: z.string().openapi({ description: 'The slug of the body.' }),
    period: z.object({ value: z.number().int(), unit: z.enum(UNITS) }).nullable(),
  }),
  action: setPeriod,
  input: ({ params: { rule }, body }) => ({ ...(body as object), rule }),
  status: 204,
});
