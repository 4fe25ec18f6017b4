import { nationalPortal } from '#core/institutions/index.ts';
import { addClosure } from '../../../src/core/deadlines/actions/add-closure.ts';
import { packText } from '../../../src/core/deadlines/packed-text.ts';
import { allHolidays } from '../../../src/core/deadlines/queries.ts';
import type { MakeExamples } from '../example.ts';
import { BODY } from '../people.ts';
import { ITSELF } from '../world.ts';

const rule = 'consultation.local';
const period = { value: 20, unit: 'days' };
const name = { ar: 'إغلاق استثنائي', fr: 'Fermeture exceptionnelle' };
const closure = { firstDay: '2027-08-17', days: 1, name, source: 'Décret' };
const asked = { rule: 'information-request.reply', from: '2026-10-20' };
const text = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//x//x//FR',
  'BEGIN:VEVENT',
  'UID:1',
  'DTSTAMP:20260101T000000Z',
  'DTSTART;VALUE=DATE:20281120',
  'SUMMARY:Pont exceptionnel',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const dateFields = (day: string) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { 'firstDay.day': date, 'firstDay.month': month, 'firstDay.year': year };
};

export const deadlinesExamples: MakeExamples = async ({ program, db, body }) => {
  const entered = { ...closure, firstDay: '2027-08-18' };
  await program.actions.perform(addClosure, { actor: ITSELF, tenant: body, input: entered });
  const holidays = await allHolidays(db);
  const feast = holidays.find(({ certainty }) => certainty === 'provisional');
  const closed = holidays.find((one) => one.feast === null && one.firstDay === entered.firstDay);
  if (!feast || !closed) throw new Error('the calendar holds no feast to announce, or no closure');
  const announcement = { firstDay: feast.firstDay, source: 'Habous' };
  const onFeast = { params: { id: feast.id } };
  const days = { first: '2027-08-17', last: '2027-08-18' };
  // The calendar has one desk, on the portal's own site.
  const desk = { site: (await nationalPortal(db)).slug };
  return {
    pages: {
      'deadlines.holiday-page': {
        ...desk,
        ...onFeast,
        forms: { announce: { ...dateFields(feast.firstDay), source: 'Habous' }, remove: {} },
      },
      'deadlines.holidays-page': { ...desk, forms: { '': { year: '2029' } } },
      'deadlines.import-holidays-page': { ...desk, forms: { look: { text }, apply: { file: packText(text) } } },
      'deadlines.new-closure-page': {
        ...desk,
        forms: {
          '': {
            ...dateFields(closure.firstDay),
            days: '1',
            'name.ar': name.ar,
            'name.fr': name.fr,
            source: closure.source,
          },
        },
      },
      'deadlines.periods-page': {
        forms: { set: { rule, 'period.value': '20', 'period.unit': 'days' }, clear: { rule } },
      },
      'deadlines.result-ics': { query: asked },
    },
    routes: {
      'deadlines.get-deadline': { params: { rule: asked.rule }, query: { from: asked.from } },
      'deadlines.announce-holiday': { ...onFeast, body: announcement },
      'deadlines.add-closure': { body: closure },
      'deadlines.remove-closure': { params: { id: closed.id } },
      'deadlines.add-year': { body: { year: 2029 } },
      'deadlines.import-holidays': { body: { text, apply: true } },
      'deadlines.set-period': { params: { rule }, body: { institution: BODY, period } },
    },
    actions: {
      'deadlines.announce-holiday': { input: { holiday: feast.id, ...announcement } },
      'deadlines.add-closure': { input: closure },
      'deadlines.remove-closure': { input: { holiday: closed.id } },
      'deadlines.add-year': { input: { year: 2029 } },
      'deadlines.import-holidays': { input: { text, apply: true } },
      'deadlines.set-period': { input: { rule, period } },
      'deadlines.load-holidays': {
        input: {
          meta: { exceptional: [] },
          holidays: [{ date: '2027-11-18', id: 'independence-day', certainty: 'certain' }],
        },
      },
      'deadlines.refresh-deadlines': { input: { institution: body.id, ...days, after: null } },
    },
  };
};
