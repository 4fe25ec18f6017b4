import { beforeAll, describe, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import type { SignedIn } from '../../../../test/setup/sign-in.ts';
import { allHolidays } from '../queries.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const HERE = 'laayoune-sakia-el-hamra';
let operator: SignedIn;
let director: SignedIn;

beforeAll(async () => {
  await loadBodies(program, db);
  operator = await signInOfficial(program, db, { email: 'operateur@example.ma', role: 'platform-operator' });
  const role = 'director-general-of-services';
  director = await signInOfficial(program, db, { email: 'dgs@example.ma', role, institution: HERE });
});

const REPLY = '/deadlines?rule=information-request.reply&from=2026-10-20';

describe('the calculator', () => {
  test.each(LANGUAGES)('is valid HTML in %s, empty, with a result, with faults, and the calendar too', async (lang) => {
    for (const [path, status] of [
      ['/deadlines', 200],
      [REPLY, 200],
      ['/deadlines?rule=petition.region.refusal&from=2026-12-31', 200],
      ['/deadlines?rule=petition.national.outcome&from=2026-12-31', 200],
      ['/deadlines?rule=&from.day=31&from.month=2&from.year=2026', 422],
      ['/deadlines/calendar', 200],
      ['/deadlines/calendar?year=2027', 200],
    ] as const) {
      const page = await program.ask(`/${lang}${path}`);
      expect(page.status, path).toBe(status);
      expect(await faultsOfHtml(await page.text()), path).toEqual([]);
    }
  });

  test('says the last day and every step of the way, in French and in Arabic', async () => {
    const french = await program.text(`/fr${REPLY}`);
    for (const said of [
      'Dernier jour : <time datetime="2026-11-19">jeudi 19 novembre 2026</time>',
      'La loi donne 20 jours ouvrables (Loi n° 31-13',
      'Le jour de départ, mardi 20 octobre 2026, ne compte pas',
      'Vendredi 6 novembre 2026 ne compte pas : Marche Verte.',
      'Texte officiel lu',
      'result.ics?rule=information-request.reply',
    ])
      expect(french).toContain(said);
    const arabic = await program.text(`/ar${REPLY}`);
    expect(arabic).toContain('20 يوم عمل');
    expect(arabic).toContain('لا يحتسب الجمعة 6 نونبر 2026: ذكرى المسيرة الخضراء.');
    expect(arabic).toContain('المادة 16');
  });

  test('takes the date in three parts, as its form sends it, and lists every fault with what was typed', async () => {
    const parts = 'from.day=20&from.month=10&from.year=2026';
    expect(await program.text(`/fr/deadlines?rule=information-request.reply&${parts}`)).toContain('19 novembre 2026');
    const wrong = await program.ask('/fr/deadlines?rule=&from.day=31&from.month=02&from.year=2026');
    const text = await wrong.text();
    expect(text).toContain('Choisissez un délai dans la liste');
    expect(text).toContain('Donnez une date qui existe');
    expect(text).toMatch(/name="from\.day"[^>]*value="31"/);
  });

  test('says that the calendar ends, and that the law leaves a length open, instead of answering', async () => {
    const beyond = await program.text('/fr/deadlines?rule=complaint.answer&from=2028-12-20');
    expect(beyond).toContain('ne couvre pas 2029');
    const open = await program.text('/fr/deadlines?rule=information-request.transfer&from=2026-11-20');
    expect(open).toContain('La loi ne fixe pas ce délai');
    expect(open).not.toContain('Dernier jour');
  });

  test('sets no cookie, so that the page cache may keep it, and lists every rule', async () => {
    const page = await program.ask('/fr/deadlines');
    expect(page.headers.get('set-cookie')).toBeNull();
    expect(await page.text()).toContain('href="/fr/deadlines?rule=petition.region.refusal"');
  });

  test('gives its result as a calendar entry with the reckoning', async () => {
    const file = await program.ask(`/fr${REPLY.replace('/deadlines?', '/deadlines/result.ics?')}`);
    expect(file.headers.get('content-type')).toContain('text/calendar');
    const text = (await file.text()).replaceAll('\r\n ', '');
    expect(text).toContain('DTSTART;VALUE=DATE:20261119');
    expect(text).toContain('La loi donne 20 jours ouvrables');
    expect((await program.ask('/fr/deadlines/result.ics?rule=x&from=y')).status).toBe(404);
  });
});

test('the calendar says what is announced and what is only computed, and follows into calendars', async () => {
  const page = await program.text('/fr/deadlines/calendar?year=2027');
  expect(page).toContain('Calculé, à confirmer');
  expect(page).toContain('lundi 17 mai 2027');
  const file = await program.text('/ar/deadlines/calendar.ics');
  expect(file).toContain('UID:holiday-unity-day-2026@jamaa');
  expect(file).toContain('DTEND;VALUE=DATE:20270519');
});

describe('the keeper of the calendar', () => {
  const DESK = '/fr/morocco/desk/holidays';

  test('works on the portal’s own site; to officials of bodies the pages are closed, elsewhere they do not exist', async () => {
    const page = await operator.browser.get(DESK);
    expect(page.status).toBe(200);
    expect(await faultsOfHtml(page.text)).toEqual([]);
    expect((await director.browser.get(DESK)).status).toBe(403);
    expect((await operator.browser.get(`/fr/${HERE}/desk/holidays`)).status).toBe(404);
    expect((await program.ask(DESK)).headers.get('location')).toContain('sign-in');
  });

  test('announces a feast, closes a day, takes it back, adds a year', async () => {
    const mawlid = (await allHolidays(db)).find(({ feast, year }) => feast === 'mawlid' && year === 1449);
    const page = `${DESK}/${mawlid?.id}`;
    expect(await faultsOfHtml((await operator.browser.get(page)).text)).toEqual([]);
    const date = { 'firstDay.day': '14', 'firstDay.month': '8', 'firstDay.year': '2027' };
    const refused = await operator.browser.submit(page, { ...date, source: '' }, { do: 'announce' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Dites où la date est annoncée');
    const done = await operator.browser.submit(page, { ...date, source: 'Habous' }, { do: 'announce' });
    expect(done.status).toBe(303);
    expect(await program.text('/fr/deadlines/calendar?year=2027')).toContain('samedi 14 août 2027');

    const closure = {
      ...date,
      'firstDay.day': '17',
      days: '1',
      'name.ar': 'إغلاق',
      'name.fr': 'Pont',
      source: 'Décret',
    };
    const added = await operator.browser.submit(`${DESK}/new`, closure, { to: `${DESK}/new` });
    expect(added.status).toBe(303);
    const pont = (await allHolidays(db)).find(({ name }) => name.fr === 'Pont');
    expect(pont).toMatchObject({ firstDay: '2027-08-17', feast: null, certainty: 'announced' });
    expect((await operator.browser.submit(`${DESK}/${pont?.id}`, {}, { do: 'remove' })).status).toBe(303);
    expect((await allHolidays(db)).some(({ name }) => name.fr === 'Pont')).toBe(false);

    expect((await operator.browser.submit(DESK, {}, { to: DESK })).status).toBe(303);
    expect(await program.text('/fr/deadlines/calendar?year=2029')).toContain('Aïd al-Fitr');
  });

  test('sees what a calendar file would change before anything is written', async () => {
    const event = (day: string, summary: string) =>
      `BEGIN:VEVENT\r\nUID:${day}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:${day}\r\nSUMMARY:${summary}\r\nEND:VEVENT\r\n`;
    const text = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//FR\r\nX-WR-CALNAME:Essai\r\n${event('20280228', 'Aïd Al Fitr')}${event('20281106', 'Marche Verte')}${event('20281120', 'Pont exceptionnel')}END:VCALENDAR\r\n`;
    const page = `${DESK}/import`;
    const wrong = await operator.browser.submit(page, { text: 'not a calendar' }, { do: 'look' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('n’est pas un calendrier ICS lisible');
    const looked = await operator.browser.submit(page, { text }, { do: 'look' });
    const preview = await operator.browser.get(looked.location ?? '');
    expect(preview.text).toContain('Aïd al-Fitr est annoncé au lundi 28 février 2028');
    expect(preview.text).toContain('Nouvelle fermeture, 1 jour');
    expect(preview.text).toContain('Déjà dans le calendrier');
    expect(await faultsOfHtml(preview.text)).toEqual([]);
    expect((await allHolidays(db)).some(({ firstDay }) => firstDay === '2028-11-20')).toBe(false);
    const applied = await operator.browser.submit(looked.location ?? '', {}, { do: 'apply' });
    expect(applied.status).toBe(303);
    const fitr = (await allHolidays(db)).find(({ firstDay }) => firstDay === '2028-02-28');
    expect(fitr).toMatchObject({ feast: 'eid-al-fitr', certainty: 'announced', source: 'Essai' });
  });
});

test('a body gives itself the lengths that the law leaves open, and the calculator says whose they are', async () => {
  const page = `/fr/${HERE}/desk/periods`;
  expect(await faultsOfHtml((await director.browser.get(page)).text)).toEqual([]);
  const fields = { rule: 'consultation.local', 'period.value': '20', 'period.unit': 'days' };
  expect((await director.browser.submit(page, { ...fields, 'period.value': '' }, { do: 'set' })).status).toBe(422);
  expect((await director.browser.submit(page, fields, { do: 'set' })).status).toBe(303);
  const asked = 'deadlines?rule=consultation.local&from=2026-11-20';
  expect(await program.text(`/fr/${HERE}/${asked}`)).toContain('L’institution s’est donné 20 jours');
  expect(await program.text(`/fr/${asked}`)).toContain('La loi ne fixe pas ce délai');
  expect((await director.browser.submit(page, {}, { do: 'clear' })).status).toBe(303);
  expect(await program.text(`/fr/${HERE}/${asked}`)).toContain('La loi ne fixe pas ce délai');
});
