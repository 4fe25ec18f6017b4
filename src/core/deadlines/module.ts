import { defineModule } from '#platform/module.ts';
import { KEEP_CALENDAR, SET_PERIODS } from './access.ts';
import { addClosure } from './actions/add-closure.ts';
import { addYear } from './actions/add-year.ts';
import { announceHoliday } from './actions/announce-holiday.ts';
import { importHolidays } from './actions/import-holidays.ts';
import { loadHolidays } from './actions/load-holidays.ts';
import { markLateDeadlines } from './actions/mark-late-deadlines.ts';
import { refreshDeadlines } from './actions/refresh-deadlines.ts';
import { removeClosure } from './actions/remove-closure.ts';
import { setPeriod } from './actions/set-period.ts';
import {
  addClosureRoute,
  addYearRoute,
  announceHolidayRoute,
  importHolidaysRoute,
  removeClosureRoute,
  setPeriodRoute,
} from './api/desk.ts';
import { getDeadlineRoute, listHolidaysRoute, listRulesRoute } from './api/public.ts';
import { holidayImport } from './import.ts';
import { markLateJob, refreshJob } from './jobs.ts';
import { messages } from './messages.ts';
import { deadlinesMigration } from './migrations/2026-11-22-1400-deadlines.ts';
import { calendarPage } from './pages/calendar-page.tsx';
import { deadlinesPage } from './pages/deadlines-page.tsx';
import { holidayPage } from './pages/holiday-page.tsx';
import { holidaysPage } from './pages/holidays-page.tsx';
import { importHolidaysPage } from './pages/import-holidays-page.tsx';
import { newClosurePage } from './pages/new-closure-page.tsx';
import { periodsPage } from './pages/periods-page.tsx';
import { holidaysIcs, resultIcs } from './resources.ts';
import { holidaySeed } from './seed.ts';
import { deadlineSiteMap } from './site-map.ts';

export const deadlines = defineModule({
  name: 'deadlines',
  uses: ['institutions'],
  messages,
  migrations: [deadlinesMigration],
  actions: [
    addClosure,
    addYear,
    announceHoliday,
    importHolidays,
    loadHolidays,
    markLateDeadlines,
    refreshDeadlines,
    removeClosure,
    setPeriod,
  ],
  // The pages with a fixed last word come before the one that takes any.
  pages: [calendarPage, deadlinesPage, holidaysPage, importHolidaysPage, newClosurePage, holidayPage, periodsPage],
  resources: [holidaysIcs, resultIcs],
  routes: [
    listRulesRoute,
    getDeadlineRoute,
    listHolidaysRoute,
    announceHolidayRoute,
    addClosureRoute,
    removeClosureRoute,
    addYearRoute,
    importHolidaysRoute,
    setPeriodRoute,
  ],
  jobs: [markLateJob, refreshJob],
  imports: [holidayImport],
  seeds: [holidaySeed],
  siteMap: [deadlineSiteMap],
  menu: [{ label: 'deadlines.title', path: '/deadlines', on: 'both', order: 85, minor: true }],
  tasks: [{ label: 'deadlines.task.label', hint: 'deadlines.task.hint', path: '/deadlines', on: 'both', order: 60 }],
  deskLinks: [
    {
      group: 'institutions.desk.group.body',
      label: 'deadlines.desk.title',
      path: '/desk/holidays',
      power: KEEP_CALENDAR,
      order: 65,
    },
    {
      group: 'institutions.desk.group.body',
      label: 'deadlines.periods.title',
      path: '/desk/periods',
      power: SET_PERIODS,
      order: 66,
    },
  ],
  powers: [
    { name: KEEP_CALENDAR, label: 'deadlines.power.keep-calendar' },
    { name: SET_PERIODS, label: 'deadlines.power.set-periods' },
  ],
  dataSources: [
    {
      name: 'deadlines.source.name',
      licence: 'CC BY-SA 3.0',
      licenceUrl: 'https://creativecommons.org/licenses/by-sa/3.0/',
      origin: 'date-holidays 3.37.0 (data/countries/MA.yaml)',
      note: 'deadlines.source.note',
    },
  ],
});
