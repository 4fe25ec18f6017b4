import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { totpCode } from '../../src/core/accounts/totp.ts';
import { REGULATION, REGULATION_WORDS } from '../../src/modules/draft-texts/examples.ts';
import { violationsOf } from './axe.ts';
import { openTown, SITE } from './town.ts';
import { DESKTOP, PHONE, sidewaysOf, type Visitor } from './world.ts';

const town = await openTown();
const DAY = 86_400_000;
const PRESIDENT = 'presidence@example.ma';
const RESIDENT = 'amina@example.ma';
const REASONS = 'سنة مدة طويلة، والمواطن يريد أن يعرف مبكرا.';

const words = async ({ page }: Visitor) =>
  (await page.locator('main').allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();

/** Clicks what leads to another page, which must fit the screen. */
async function click(person: Visitor, what: Locator): Promise<void> {
  await Promise.all([person.page.waitForEvent('load'), what.first().click()]);
  expect(await sidewaysOf(person.page), person.at()).toEqual({ pixels: 0, widest: [] });
}
const go = (person: Visitor, name: string | RegExp) =>
  click(person, person.page.getByRole('main').getByRole('link', { name }));
const press = (person: Visitor, name: RegExp) =>
  click(person, person.page.getByRole('main').getByRole('button', { name }));
const fill = async ({ page }: Visitor, fields: Record<string, string>) => {
  for (const [name, value] of Object.entries(fields)) await page.locator(`main [name="${name}"]`).first().fill(value);
};
const fillDate = async ({ page }: Visitor, form: string, name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-');
  for (const [part, value] of Object.entries({ day, month, year }))
    await page.locator(`#${form} [name="${name}.${part}"]`).fill(value);
};

async function typeCode(person: Visitor, code: string): Promise<void> {
  await fill(person, { code });
  await click(
    person,
    person.page.locator('main form', { has: person.page.locator('[name="code"]') }).getByRole('button'),
  );
}

async function signIn(person: Visitor, email: string): Promise<void> {
  await fill(person, { contact: email });
  const form = person.page.locator('main form', { has: person.page.locator('[name="contact"]') });
  await click(person, form.locator('button:not([type="button"])'));
  await typeCode(person, (await town.letterTo(person, email, /\d{6}/)).code);
}

test('an official publishes a text in two languages, a citizen amends it on an Arabic phone without script, and everybody reads the answer', async () => {
  const official = await town.visitor({ ...DESKTOP, locale: 'fr-FR' });
  const link = await town.command(
    ...['user', 'create', '--email', PRESIDENT, '--name', 'Khadija Alaoui', '--lang', 'fr'],
    ...['--role', 'president', '--institution', 'laayoune-sakia-el-hamra'],
  );
  await official.open(link.replace(/^https?:\/\/[^/]+/, ''));
  await press(official, /Se connecter/);
  await official.open(`/fr${SITE}/desk/draft-texts/new`);
  await go(official, 'Régler le second facteur');
  await press(official, /Régler l’application/);
  const secret = /[A-Z2-7]{4}(?: [A-Z2-7]{4}){7}/.exec(await words(official))?.[0].replaceAll(' ', '') ?? '';
  await typeCode(official, totpCode(secret, town.clock.now()));
  await go(official, 'Continuer');

  await fill(official, {
    'title.ar': REGULATION.title.ar,
    'title.fr': REGULATION.title.fr,
    'presentation.ar': REGULATION.presentation.ar,
    'presentation.fr': REGULATION.presentation.fr,
  });
  await press(official, /Enregistrer/);
  const reference = /TXT-2026-\w{5}-\w/.exec(official.at())?.[0] ?? '';
  const desk = `/fr${SITE}/desk/draft-texts/${reference}`;
  for (const lang of ['ar', 'fr'] as const) {
    await official.open(`${desk}/import`);
    await official.page.locator(`[name="lang"][value="${lang}"]`).check();
    await fill(official, { words: REGULATION_WORDS[lang] });
    await press(official, /Découper et voir/);
    expect(await words(official)).toContain('Articles : 3 · chapitres : 1');
    await press(official, /Reprendre ce découpage/);
  }
  await fillDate(official, 'publish', 'closesOn', '2026-12-07');
  await press(official, /Publier et ouvrir/);
  expect(await violationsOf(official.page), 'the desk').toEqual([]);

  // On a phone, without script.
  const citizen = await town.visitor({ ...PHONE, locale: 'ar-MA', javaScriptEnabled: false });
  await citizen.open(`/ar${SITE}/draft-texts`);
  await go(citizen, REGULATION.title.ar);
  expect(await words(citizen)).toContain('تنشر الجماعة ميزانيتها كل سنة على موقعها.');
  await click(citizen, citizen.page.locator('#a2').getByRole('link', { name: /اقتراح تعديل/ }));
  await citizen.page.locator('[name="deed"][value="replace"]').check();
  await fill(citizen, { quote: 'كل سنة', wording: 'كل ثلاثة أشهر', reasons: REASONS, author: 'أمينة الإدريسي' });
  await press(citizen, /نشر المساهمة/);
  // What was typed waits while she confirms her address.
  await signIn(citizen, RESIDENT);
  expect(await citizen.page.locator('[name="wording"]').inputValue()).toBe('كل ثلاثة أشهر');
  await press(citizen, /نشر المساهمة/);
  expect(await words(citizen)).toContain('نشرت مساهمتك');
  expect(await citizen.page.locator('main ins').first().innerText()).toBe('ثلاثة أشهر');

  // With script, words that are selected are quoted.
  const reader = await town.visitor({ ...DESKTOP, locale: 'fr-FR' });
  await reader.open(`/fr${SITE}/draft-texts/${reference}/articles/a3/contribute`);
  await reader.page.locator('#words p').first().selectText();
  await reader.page.waitForFunction(() => document.querySelector('textarea')?.value !== '');
  expect(await reader.page.locator('[name="quote"]').inputValue()).toContain('Les séances sont publiques');
  expect(await violationsOf(reader.page), 'the form').toEqual([]);

  await town.pass(17 * DAY);
  await official.open(`${desk}/contributions?answer=none`);
  await signIn(official, PRESIDENT);
  await typeCode(official, totpCode(secret, town.clock.now()));
  await official.open(`${desk}/contributions?answer=none`);
  await official.page.locator('[name="c"]').first().check();
  await press(official, /Répondre aux contributions choisies/);
  await official.page.locator('[name="outcome"][value="accepted"]').check();
  await fill(official, { 'reasons.fr': 'Un an est en effet trop long.', 'reasons.ar': 'سنة مدة طويلة فعلا.' });
  await press(official, /Publier/);
  await official.open(desk);
  await press(official, /Préparer la version suivante/);
  await official.page.locator('#version [name="note.fr"]').fill('Le budget paraît tous les trois mois.');
  await click(official, official.page.locator('#version').getByRole('button'));
  await official.page.locator('#finish [name="summary.fr"]').fill('Une contribution, retenue.');
  await click(official, official.page.locator('#finish').getByRole('button'));

  await reader.open(`/fr${SITE}/draft-texts/${reference}/compare?lang=ar`);
  expect(await reader.page.locator('main ins').first().innerText()).toBe('ثلاثة أشهر');
  expect(await violationsOf(reader.page), 'two versions').toEqual([]);
  await reader.open(`/fr${SITE}/draft-texts/${reference}/amendments`);
  const table = await words(reader);
  for (const part of ['Accepté', 'Un an est en effet trop long.', REASONS]) expect(table).toContain(part);
  expect(await violationsOf(reader.page), 'the table').toEqual([]);

  // The letter of the next morning tells the author.
  await town.pass(DAY);
  const digest = await town.letterTo(citizen, RESIDENT, /^جديد/);
  expect(digest.text).toContain('أجابت الهيئة عن مساهمتك');
  expect(await town.command('verify')).toBe('Everything is in order.');
});
