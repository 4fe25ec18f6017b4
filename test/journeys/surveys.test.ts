import { expect, test } from 'vitest';
import { violationsOf } from './axe.ts';
import { click, dateFields, fill, go, presidentAt, press, words } from './hands.ts';
import { openTown, SITE } from './town.ts';
import { DESKTOP, PHONE, type Visitor } from './world.ts';

const town = await openTown();

/** A question, typed into its form. */
async function addQuestion(official: Visitor, kind: string, fr: string, ar: string, more: Record<string, string> = {}) {
  await go(official, 'Nouvelle question');
  await fill(official, { kind, 'title.fr': fr, 'title.ar': ar, ...more });
  await press(official, 'Enregistrer');
}

test('an official writes a survey; a citizen answers in Arabic without script; two officials type a sheet of paper; results are published', async () => {
  const { president: official } = await presidentAt(town, '/desk/surveys');
  await go(official, 'Nouveau sondage');
  await fill(official, {
    'title.ar': 'الحافلات في مدينتنا',
    'title.fr': 'Les bus dans notre ville',
    'intro.ar': 'رأيكم يساعد المجلس على تحسين النقل.',
    'intro.fr': 'Votre avis aide le conseil à améliorer le transport.',
    ...dateFields('opensOn', '2026-11-20'),
    ...dateFields('closesOn', '2026-12-20'),
    admission: 'anyone',
    privacy: 'anonymous',
    showing: 'decision',
  });
  await press(official, 'Enregistrer et passer aux questions');
  await go(official, 'Nouvelle partie');
  await fill(official, { 'title.ar': 'استعمالك للحافلة', 'title.fr': 'Votre usage du bus' });
  await press(official, 'Enregistrer');
  await addQuestion(official, 'single', 'Prenez-vous le bus ?', 'هل تركب الحافلة؟', {
    required: 'yes',
    'options.0.title.ar': 'نعم',
    'options.0.title.fr': 'Oui',
    'options.1.title.ar': 'لا',
    'options.1.title.fr': 'Non',
  });
  await go(official, 'Nouvelle question');
  await official.page.locator('main summary', { hasText: 'Quand est-ce demandé' }).click();
  await fill(official, {
    kind: 'rating',
    'title.ar': 'كيف تقيم الحافلات؟',
    'title.fr': 'Quelle note donnez-vous aux bus ?',
    required: 'yes',
    min: '1',
    max: '5',
    'when.0.test': '["q1","any-of","o1"]',
  });
  await press(official, 'Enregistrer');
  await go(official, 'Nouvelle partie');
  await fill(official, { 'title.ar': 'اقتراحاتك', 'title.fr': 'Vos propositions' });
  await press(official, 'Enregistrer');
  await click(official, official.page.getByRole('link', { name: 'Nouvelle question' }).last());
  await fill(official, { kind: 'long-text', 'title.ar': 'ماذا تقترح؟', 'title.fr': 'Que proposez-vous ?' });
  await press(official, 'Enregistrer');
  await go(official, 'Aperçu');
  expect(await words(official)).toContain('Demandé si : 1 est « Oui »');
  const reference = /ENQ-\d{4}-\w{5}-\w/.exec(official.at())?.[0] ?? '';
  await official.open(`/fr${SITE}/desk/surveys/${reference}`);
  await press(official, 'Publier le sondage');

  town.expectComplaint(/422/);
  // A phone in Arabic, without script: everything that may apply stands there; what does not apply is not asked for.
  const citizen = await town.visitor({ ...PHONE, locale: 'ar-MA', javaScriptEnabled: false });
  await citizen.open(`/ar${SITE}/surveys`);
  await go(citizen, 'الحافلات في مدينتنا');
  await go(citizen, 'ابدأ الإجابة');
  await press(citizen, 'ابدأ الإجابة');
  expect(await words(citizen)).toContain('إذا كان يعنيك');
  await fill(citizen, { 'q.q1': 'o1' });
  await press(citizen, 'احفظ وتابع');
  expect(await words(citizen)).toContain('أجب عن هذا السؤال');
  await fill(citizen, { 'q.q2': '2' });
  await press(citizen, 'احفظ وتابع');
  await fill(citizen, { 'q.q3': 'خط نحو المرسى' });
  await press(citizen, 'احفظ وارجع');
  expect(await citizen.page.locator('[name="q.q2"][value="2"]').isChecked()).toBe(true);
  await fill(citizen, { 'q.q2': '4' });
  await press(citizen, 'احفظ وتابع');
  expect(await citizen.page.locator('[name="q.q3"]').inputValue()).toBe('خط نحو المرسى');
  await press(citizen, 'احفظ وتابع');
  expect(await words(citizen)).toContain('خط نحو المرسى');
  await fill(citizen, { contact: 'fatima@example.ma' });
  await press(citizen, 'توصل برمز');
  const { code } = await town.letterTo(citizen, 'fatima@example.ma', /\d{6}/);
  await fill(citizen, { code });
  await press(citizen, 'أرسل إجابتي');
  expect(await words(citizen)).toContain('تم تسجيل إجابتك');

  // A desktop in French, with script: the question that does not apply is not there until it does.
  const other = await town.visitor({ ...DESKTOP, locale: 'fr-FR' });
  await other.open(`/fr${SITE}/surveys/${reference}/answer`);
  await press(other, 'Commencer à répondre');
  const rating = other.page.locator('[data-part="q2"]');
  await expect.poll(() => rating.isVisible()).toBe(false);
  await other.page.locator('[name="q.q1"][value="o1"]').check();
  await expect.poll(() => rating.isVisible()).toBe(true);
  await other.page.locator('[name="q.q1"][value="o2"]').check();
  await expect.poll(() => rating.isVisible()).toBe(false);
  expect(await violationsOf(other.page)).toEqual([]);
  await press(other, 'Enregistrer et continuer');
  await press(other, 'Enregistrer et continuer');
  expect(await violationsOf(other.page)).toEqual([]);
  expect(await words(other)).not.toContain('Quelle note');
  await fill(other, { contact: 'brahim@example.ma' });
  await press(other, 'Recevoir un code');
  const second = await town.letterTo(other, 'brahim@example.ma', /\d{6}/);
  await fill(other, { code: second.code });
  await press(other, 'Envoyer ma réponse');

  // A sheet of paper, typed by two officials.
  await official.open(`/fr${SITE}/desk/surveys/${reference}/papers`);
  await go(official, 'Saisir une feuille');
  const sheet = { sheet: '0001', lang: 'ar', 'q.q1': 'o1' };
  await fill(official, sheet);
  await fill(official, { 'q.q2': '5' });
  await press(official, 'Enregistrer');
  expect(await words(official)).toContain('attend la seconde');
  const { president: colleague } = await presidentAt(town, '/desk/surveys', 'saisie@example.ma');
  await colleague.open(`/fr${SITE}/desk/surveys/${reference}/papers/enter`);
  await fill(colleague, sheet);
  await fill(colleague, { 'q.q2': '5' });
  await press(colleague, 'Enregistrer');
  expect(await words(colleague)).toContain('la feuille est comptée');

  // The text is read and let be shown; then everybody sees the results.
  await official.open(`/fr${SITE}/desk/surveys/${reference}/texts/q3`);
  await fill(official, { shown: 'yes' });
  await press(official, 'Enregistrer la décision');
  await official.open(`/fr${SITE}/desk/surveys/${reference}`);
  await press(official, 'Publier les résultats');
  await town.pass(0);
  await citizen.open(`/ar${SITE}/surveys/${reference}/results`);
  const results = await words(citizen);
  for (const part of ['الإجابات 3', 'على الموقع 2', 'على الورق 1', 'نعم']) expect(results).toContain(part);
  await citizen.page.locator('summary', { hasText: 'جواب منشور' }).click();
  expect(await words(citizen)).toContain('خط نحو المرسى');
  await other.open(`/fr${SITE}/surveys/${reference}/results`);
  expect(await violationsOf(other.page)).toEqual([]);
});
