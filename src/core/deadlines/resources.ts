import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { CALENDAR_TYPE, calendar } from '#platform/feeds/calendar.ts';
import { plain } from '#platform/i18n/text.ts';
import { defineResource } from '#platform/page.ts';
import { calculate } from './calculation.ts';
import { reckoning, ruleTitle } from './explain.ts';
import { lastDayOf, TAG } from './holidays.ts';
import { allHolidays } from './queries.ts';

/** Public holidays for calendar programs; a feast keeps its uid when its day is announced, so that the entry moves. */
export const holidaysIcs = defineResource({
  name: 'deadlines.holidays-ics',
  path: '/deadlines/calendar.ics',
  on: 'both',
  async load({ db, page }) {
    const holidays = await allHolidays(db);
    return {
      type: CALENDAR_TYPE,
      tags: [TAG],
      download: 'holidays.ics',
      body: calendar({
        name: page.ts('deadlines.calendar.title'),
        lang: page.lang,
        url: page.absolute('/deadlines/calendar.ics'),
        events: holidays.map((holiday) => ({
          uid:
            holiday.feast === null ? `closure-${holiday.id}@jamaa` : `holiday-${holiday.feast}-${holiday.year}@jamaa`,
          title: plain(holiday.name, page.lang),
          start: holiday.firstDay,
          end: lastDayOf(holiday),
          description: page.ts(`deadlines.certainty.${holiday.certainty}`),
          url: page.absolute('/deadlines/calendar'),
          updated: holiday.changedAt,
          revision: holiday.revision,
        })),
      }),
    };
  },
});

const query = z.object({ rule: z.string().max(80).catch(''), from: z.string().max(20).catch('') });

/** The result of the calculator as one entry for a calendar. What cannot be counted is a file that does not exist. */
export const resultIcs = defineResource<z.infer<typeof query>>({
  name: 'deadlines.result-ics',
  path: '/deadlines/result.ics',
  on: 'both',
  query,
  async load({ db, page, query: { rule: name, from } }) {
    const said = await calculate(db, { rule: name, from, institutionId: page.tenant?.id ?? null });
    if (said.kind !== 'counted') throw new NotFound();
    const { rule, period, deadline } = said.calculation;
    const title = ruleTitle(page, rule.name);
    const address = page.absolute(`/deadlines?rule=${rule.name}&from=${from}`);
    return {
      type: CALENDAR_TYPE,
      download: `${rule.name}-${deadline.due}.ics`,
      body: calendar({
        name: title,
        lang: page.lang,
        events: [
          {
            uid: `deadline-${rule.name}-${from}@jamaa`,
            title: `${page.ts('deadlines.result.due')} – ${title}`,
            start: deadline.due,
            description: reckoning(page, rule, period, deadline).join('\n'),
            url: address,
            // The same question has the same answer until the calendar changes: the file says when it was asked.
            updated: page.now,
          },
        ],
      }),
    };
  },
});
