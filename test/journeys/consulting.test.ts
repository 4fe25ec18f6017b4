import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { totpCode } from '../../src/core/accounts/totp.ts';
import texts from '../fixtures/citizen-texts.json' with { type: 'json' };
import { violationsOf } from './axe.ts';
import { openTown, SITE } from './town.ts';
import { DESKTOP, PHONE, sidewaysOf, type Visitor } from './world.ts';

const town = await openTown();
const DAY = 86_400_000;
const DIRECTOR = 'direction@example.ma';
const FATIMA = 'fatima@example.ma';
const OMAR = 'omar@example.ma';
const inArabic = texts.items.find(({ type, lang }) => type === 'proposal' && lang === 'ar');
const inFrench = texts.items.find(({ type, lang }) => type === 'proposal' && lang === 'fr');

const words = async ({ page }: Visitor, selector = 'main') =>
  (await page.locator(selector).allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();

/** Clicks what leads to another page, which must fit the screen. */
async function click(person: Visitor, what: Locator): Promise<void> {
  await Promise.all([person.page.waitForEvent('load'), what.first().click()]);
  expect(await sidewaysOf(person.page), person.at()).toEqual({ pixels: 0, widest: [] });
}

const go = (person: Visitor, name: string | RegExp) =>
  click(person, person.page.getByRole('main').getByRole('link', { name }));
const press = (person: Visitor, name: RegExp) =>
  click(person, person.page.getByRole('main').getByRole('button', { name }));
const fill = (person: Visitor, name: string, text: string) => person.page.locator(`[name="${name}"]`).fill(text);

async function fillBoth(person: Visitor, name: string, ar: string, fr: string): Promise<void> {
  await fill(person, `${name}.ar`, ar);
  await fill(person, `${name}.fr`, fr);
}

async function fillDate(person: Visitor, name: string, date: string): Promise<void> {
  const [year = '', month = '', day = ''] = date.split('-');
  for (const [part, value] of Object.entries({ day, month, year })) await fill(person, `${name}.${part}`, value);
}

/** Types the code of the letter. */
async function signIn(person: Visitor, email: string): Promise<void> {
  await fill(person, 'contact', email);
  await click(person, person.page.locator('main form button[type="submit"]'));
  const { code } = await town.letterTo(person, email, /\d{6}/);
  await fill(person, 'code', code);
  await click(person, person.page.locator('main form button[type="submit"]'));
}

/** Time passes; the director comes back to a page of the desk. */
async function atTheDesk(director: Visitor, secret: string, path: string): Promise<void> {
  await director.context.clearCookies();
  await director.open(`/fr/sign-in?to=${encodeURIComponent(path)}`);
  await signIn(director, DIRECTOR);
  if (await director.page.locator('input[name="code"]').count()) {
    // A code of the app is taken once: the next one is half a minute away.
    town.clock.advance(30_000);
    await fill(director, 'code', totpCode(secret, town.clock.now()));
    await click(director, director.page.locator('main form button[type="submit"]'));
  }
  await director.open(path);
}

/** Closes a stage with its report. */
async function closeStage(director: Visitor, secret: string, reference: string, number: number): Promise<void> {
  await atTheDesk(director, secret, `/fr${SITE}/desk/consultations/${reference}/stages/${number}`);
  await go(director, /Clore l’étape/);
  await fillBoth(director, 'said', 'الماء أولوية للجميع.', 'L’eau est une priorité pour tous.');
  await fillBoth(director, 'decided', 'ننتقل إلى المرحلة التالية.', 'On passe à l’étape suivante.');
  await press(director, /Publier le rapport/);
  expect(await words(director)).toContain('L’eau est une priorité pour tous.');
}

test('a region and its people make a plan together, from the first question to what became of an idea', async () => {
  const director = await town.visitor({ ...DESKTOP, locale: 'fr-FR' });
  const link = await town.command(
    ...['user', 'create', '--email', DIRECTOR, '--name', 'Naïma Benali', '--lang', 'fr'],
    ...['--role', 'president', '--institution', 'laayoune-sakia-el-hamra'],
  );
  await director.open(link.replace(/^https?:\/\/[^/]+/, ''));
  await press(director, /Se connecter/);
  await director.open(`/fr${SITE}/desk/consultations`);
  await go(director, 'Régler le second facteur');
  await press(director, /Régler l’application/);
  const secret = /[A-Z2-7]{4}(?: [A-Z2-7]{4}){7}/.exec(await words(director))?.[0].replaceAll(' ', '') ?? '';
  await fill(director, 'code', totpCode(secret, town.clock.now()));
  await click(director, director.page.locator('main form button[type="submit"]'));

  // She prepares the consultation from the model in five stages, and publishes it.
  await director.open(`/fr${SITE}/desk/consultations`);
  await go(director, 'Nouvelle consultation');
  await director.page.locator('input[name="model"][value="co-creation"]').check();
  await fillDate(director, 'startsOn', '2026-11-22');
  await fillBoth(director, 'title', 'الإعداد المشترك لخطة العمل', 'Co-création du plan d’action');
  await fillBoth(director, 'summary', 'نعد خطة العمل المقبلة معا.', 'Préparons ensemble le prochain plan.');
  await director.page.locator('select[name="aboutKind"]').selectOption('commitment');
  await fill(director, 'aboutReference', 'MALAA0004');
  await fillBoth(director, 'openTo', 'الالتزامات وآجالها.', 'Les engagements et leurs délais.');
  await fillBoth(director, 'notOpen', 'الاعتمادات المصادق عليها.', 'Les crédits déjà votés.');
  await fillBoth(director, 'decides', 'مجلس الجهة في يوليوز.', 'Le conseil, en juillet.');
  await fillBoth(director, 'themes', 'الماء\nالمشاركة', 'Eau\nParticipation');
  await press(director, /Préparer la consultation/);
  const reference = /CON-[\w-]+/.exec(director.at())?.[0] ?? '';
  expect(await words(director)).toContain('Validation et adoption');
  await press(director, /Publier la consultation/);

  // Fatima reads on her phone, in Arabic and without script, what she can change.
  await town.pass(DAY);
  const fatima = await town.visitor({ ...PHONE, locale: 'ar-MA', javaScriptEnabled: false });
  await fatima.open(`/ar${SITE}/consultations`);
  await go(fatima, /الإعداد المشترك/);
  expect(await words(fatima)).toContain('ما تقرر من قبل');

  // The stage of themes ends; that of ideas begins.
  await town.pass(16 * DAY);
  await closeStage(director, secret, reference, 1);
  await fatima.open(`/ar${SITE}/consultations/${reference}`);
  await go(fatima, /دعوة لتقديم الاقتراحات/);
  const list = fatima.at();
  await go(fatima, /قدم اقتراحا/);
  await signIn(fatima, FATIMA);
  await fill(fatima, 'title.ar', inArabic?.title ?? '');
  await fill(fatima, 'body.ar', inArabic?.body ?? '');
  await fatima.page.locator('select[name="theme"]').selectOption('t1');
  await press(fatima, /حفظ ومتابعة/);
  await press(fatima, /إرسال الاقتراح/);
  const hers = /PRO-[\w-]+/.exec(fatima.at())?.[0] ?? '';
  expect(await words(fatima)).toContain('اقتراحك منشور');

  // Omar writes in French, is shown what is like his own, supports hers.
  const omar = await town.visitor({ ...PHONE, locale: 'fr-FR', javaScriptEnabled: false });
  await omar.open(list.replace(/^\/ar/, '/fr'));
  await go(omar, /Faire une proposition/);
  await signIn(omar, OMAR);
  await fill(omar, 'title.fr', inFrench?.title ?? '');
  await fill(omar, 'body.fr', inFrench?.body ?? '');
  await omar.page.locator('select[name="theme"]').selectOption('t2');
  await press(omar, /Enregistrer et continuer/);
  await press(omar, /Envoyer la proposition/);
  const his = /PRO-[\w-]+/.exec(omar.at())?.[0] ?? '';
  await omar.open(`/fr${SITE}/proposals/${hers}`);
  await go(omar, /Soutenir/);
  await press(omar, /Je soutiens/);
  await omar.open(`/fr${SITE}/proposals/${hers}`);
  expect(await words(omar)).toContain('1 soutien');

  // The time for ideas is over: each gets its reasoned answer before the triage can be closed.
  await town.pass(30 * DAY);
  await closeStage(director, secret, reference, 2);
  await town.pass(21 * DAY);
  await atTheDesk(director, secret, `/fr${SITE}/desk/proposals`);
  await go(director, /Appel à propositions/);
  await director.page.locator(`input[name="p"][value="${hers}"]`).check();
  await press(director, /Voir la sélection/);
  await director.page.locator('input[name="state"][value="accepted"]').check();
  await fillBoth(director, 'reasons', 'اقتراح مفيد وقابل للإنجاز.', 'Proposition utile et réalisable.');
  await press(director, /Publier la réponse/);
  expect(await words(director)).toContain('Annuler ces réponses');
  town.expectComplaint(/409/);
  await director.open(`/fr${SITE}/desk/consultations/${reference}/stages/3/close`);
  await fillBoth(director, 'decided', 'لا شيء بعد.', 'Rien encore.');
  // With script a refusal is told on the page itself.
  await director.page
    .getByRole('main')
    .getByRole('button', { name: /Publier le rapport/ })
    .click();
  await director.page.getByText('1 proposition n’a pas de réponse').waitFor();
  await director.open(`/fr${SITE}/desk/proposals/${his}`);
  await go(director, /Répondre/);
  await director.page.locator('input[name="state"][value="not-accepted"]').check();
  await fillBoth(director, 'reasons', 'لا يدخل في الاختصاص.', 'Ce n’est pas de notre compétence.');
  await press(director, /Publier la réponse/);

  // What became of her idea: part of MALAA0004.
  await director.open(`/fr${SITE}/desk/proposals/${hers}`);
  await director.page.locator('select[name="kind"]').selectOption('commitment');
  await fill(director, 'target', 'MALAA0004');
  await fillBoth(director, 'words', 'أدرج في الالتزام.', 'Intégrée à l’engagement.');
  await press(director, /informer les auteurs/);
  await closeStage(director, secret, reference, 3);
  expect(await words(director)).toContain('MALAA0004');
  expect(await violationsOf(director.page)).toEqual([]);
  await town.pass(DAY);
  await fatima.open(`/ar${SITE}/proposals/${hers}`);
  expect(await words(fatima)).toContain('أدرج في الالتزام.');
  await go(fatima, 'MALAA0004');
  expect(fatima.at()).toContain('/commitments/MALAA0004');
  await fatima.open(`/ar${SITE}/consultations/${reference}/stages/3`);
  expect(await words(fatima)).toContain('ماذا تقرر؟');

  // Drafting and validation end with their reports, and the consultation is over.
  await town.pass(30 * DAY);
  await closeStage(director, secret, reference, 4);
  await town.pass(16 * DAY);
  await closeStage(director, secret, reference, 5);
  await omar.open(`/fr${SITE}/consultations/${reference}`);
  expect(await words(omar)).toContain('Terminée');
}, 300_000);
