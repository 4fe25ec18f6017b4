import { expect, test } from 'vitest';
import { REGULATION, REGULATION_WORDS } from '../../src/modules/draft-texts/examples.ts';
import { violationsOf } from './axe.ts';
import { click, dateFields, fill, go, presidentAt, press, signIn, signInAgain, words } from './hands.ts';
import { openTown, SITE } from './town.ts';
import { DESKTOP, PHONE } from './world.ts';

const town = await openTown();
const DAY = 86_400_000;
const PRESIDENT = 'presidence@example.ma';
const RESIDENT = 'amina@example.ma';
const REASONS = 'سنة مدة طويلة، والمواطن يريد أن يعرف مبكرا.';

test('an official publishes a text in two languages, a citizen amends it on an Arabic phone without script, and everybody reads the answer', async () => {
  const { president: official, secret } = await presidentAt(town, '/desk/draft-texts/new', PRESIDENT);

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
  await fill(official, dateFields('closesOn', '2026-12-07'), '#publish');
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
  await signIn(town, citizen, RESIDENT);
  expect(await citizen.page.locator('[name="wording"]').inputValue()).toBe('كل ثلاثة أشهر');
  await press(citizen, /نشر المساهمة/);
  expect(await words(citizen)).toContain('نشرت مساهمتك');
  expect(await citizen.page.locator('main ins').first().textContent()).toBe('ثلاثة أشهر');

  // With script, words that are selected are quoted.
  const reader = await town.visitor({ ...DESKTOP, locale: 'fr-FR' });
  await reader.open(`/fr${SITE}/draft-texts/${reference}/articles/a3/contribute`);
  await reader.page.locator('#words p').first().selectText();
  await reader.page.waitForFunction(() => document.querySelector('textarea')?.value !== '');
  expect(await reader.page.locator('[name="quote"]').inputValue()).toContain('Les séances sont publiques');
  expect(await violationsOf(reader.page), 'the form').toEqual([]);

  await town.pass(17 * DAY);
  await official.open(`${desk}/contributions?answer=none`);
  await signInAgain(town, official, PRESIDENT, secret);
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
  expect(await reader.page.locator('main ins').first().textContent()).toBe('ثلاثة أشهر');
  expect(await violationsOf(reader.page), 'two versions').toEqual([]);
  await reader.open(`/fr${SITE}/draft-texts/${reference}/amendments`);
  const table = await words(reader);
  for (const part of ['Accepté', 'Un an est en effet trop long.', REASONS]) expect(table).toContain(part);
  expect(await violationsOf(reader.page), 'the table').toEqual([]);

  expect(await town.command('verify')).toBe('Everything is in order.');
});
