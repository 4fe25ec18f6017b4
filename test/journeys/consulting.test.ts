import { expect, test } from 'vitest';
import { totpCode } from '../../src/core/accounts/totp.ts';
import texts from '../fixtures/citizen-texts.json' with { type: 'json' };
import { violationsOf } from './axe.ts';
import { dateFields, fill, go, presidentAt, press, signIn, typeCode, words } from './hands.ts';
import { openTown, SITE } from './town.ts';
import { PHONE, type Visitor } from './world.ts';

const town = await openTown();
const DAY = 86_400_000;
const DIRECTOR = 'direction@example.ma';
const FATIMA = 'fatima@example.ma';
const OMAR = 'omar@example.ma';
const inArabic = texts.items.find(({ type, lang }) => type === 'proposal' && lang === 'ar');
const inFrench = texts.items.find(({ type, lang }) => type === 'proposal' && lang === 'fr');

const fillBoth = (person: Visitor, name: string, ar: string, fr: string) =>
  fill(person, { [`${name}.ar`]: ar, [`${name}.fr`]: fr });

/** Time passes; the director comes back to a page of the desk. */
async function atTheDesk(director: Visitor, secret: string, path: string): Promise<void> {
  await director.context.clearCookies();
  await director.open(`/fr/sign-in?to=${encodeURIComponent(path)}`);
  await signIn(town, director, DIRECTOR);
  if (await director.page.locator('input[name="code"]').count()) {
    // A code of the app is taken once: the next one is half a minute away.
    town.clock.advance(30_000);
    await typeCode(director, totpCode(secret, town.clock.now()));
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
  const { president: director, secret } = await presidentAt(town, '/desk/consultations', DIRECTOR);

  // She prepares the consultation from the model in five stages, and publishes it.
  await go(director, 'Nouvelle consultation');
  await fill(director, { model: 'co-creation', ...dateFields('startsOn', '2026-11-22') });
  await fillBoth(director, 'title', 'الإعداد المشترك لخطة العمل', 'Co-création du plan d’action');
  await fillBoth(director, 'summary', 'نعد خطة العمل المقبلة معا.', 'Préparons ensemble le prochain plan.');
  await fill(director, { aboutKind: 'commitment', aboutReference: 'MALAA0004' });
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
  await signIn(town, fatima, FATIMA);
  await fill(fatima, { 'title.ar': inArabic?.title ?? '', 'body.ar': inArabic?.body ?? '', theme: 't1' });
  await press(fatima, /حفظ ومتابعة/);
  await press(fatima, /إرسال الاقتراح/);
  const hers = /PRO-[\w-]+/.exec(fatima.at())?.[0] ?? '';
  expect(await words(fatima)).toContain('اقتراحك منشور');

  // Omar writes in French, is shown what is like his own, supports hers.
  const omar = await town.visitor({ ...PHONE, locale: 'fr-FR', javaScriptEnabled: false });
  await omar.open(list.replace(/^\/ar/, '/fr'));
  await go(omar, /Faire une proposition/);
  await signIn(town, omar, OMAR);
  await fill(omar, { 'title.fr': inFrench?.title ?? '', 'body.fr': inFrench?.body ?? '', theme: 't2' });
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
  await fill(director, { p: hers });
  await press(director, /Voir la sélection/);
  await fill(director, { state: 'accepted' });
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
  await fill(director, { state: 'not-accepted' });
  await fillBoth(director, 'reasons', 'لا يدخل في الاختصاص.', 'Ce n’est pas de notre compétence.');
  await press(director, /Publier la réponse/);

  // What became of her idea: part of MALAA0004.
  await director.open(`/fr${SITE}/desk/proposals/${hers}`);
  await fill(director, { kind: 'commitment', target: 'MALAA0004' });
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
