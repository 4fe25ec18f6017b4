import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { go, pathOf, presidentAt, press, send, setUpApp, signIn, signInAgain, words } from './hands.ts';
import { openTown, SITE } from './town.ts';
import { DESKTOP, PHONE, type Visitor } from './world.ts';

const town = await openTown();
const DAY = 86_400_000;
const RESIDENT = 'fatima@example.ma';
const PRESIDENT = 'presidence@example.ma';
const OFFICIAL = 'said@example.ma';
const QUESTION = 'متى تبدأ الهيئات الاستشارية عملها؟';
const ANSWER = 'Les trois instances tiennent leur première réunion en janvier.';
const ADVERTISEMENT = 'Vente de voitures d’occasion, livraison partout au Maroc.';

/** What a download holds. */
async function downloaded({ page }: Visitor, name: RegExp): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('main').getByRole('link', { name }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

/** Which of these deeds of citizens the log of the platform holds. */
async function deedsOf(...events: string[]): Promise<string[]> {
  const { rows } = await town.database.pool.query(
    'select distinct event from audit where event = any($1) order by event',
    [events],
  );
  return rows.map((row) => row.event);
}

test('a citizen comments, follows, gets the digest, takes the data along and leaves; an official answers and hides; the log tells both', async () => {
  const citizen = await town.visitor({ ...PHONE, locale: 'ar-MA', javaScriptEnabled: false, acceptDownloads: true });

  // The citizen writes first and signs in then: what was typed is still there.
  await citizen.open(`/ar${SITE}/commitments/MALAA0004`);
  await go(citizen, /شارك/);
  await citizen.page.locator('textarea[name="body"]').fill(QUESTION);
  await send(citizen, 'body');
  await citizen.page.locator('input[name="lasting"]').check();
  await signIn(town, citizen, RESIDENT);
  expect(await citizen.page.locator('textarea[name="body"]').inputValue()).toBe(QUESTION);
  expect(await citizen.page.locator('html').getAttribute('dir')).toBe('rtl');
  await citizen.page.locator('input[name="pseudonym"]').fill('فاطمة من المرسى');
  await send(citizen, 'body');
  expect(await words(citizen)).toContain(QUESTION);
  expect(await words(citizen)).toContain('فاطمة من المرسى');

  // Following is one press; the letter of the day comes the morning after.
  await citizen.open(`/ar${SITE}/commitments/MALAA0004`);
  await go(citizen, /^تتبع/);
  await press(citizen, /^تتبع/);
  expect(await words(citizen)).toContain('أنت تتتبع هذا');

  // The president invites an official, who may answer and moderate.
  const { president, secret } = await presidentAt(town, '/desk/staff', PRESIDENT);
  await go(president, 'Ajouter un poste');
  await president.page.locator('select[name="function"]').selectOption('moderator');
  await president.page.locator('main summary', { hasText: 'Pouvoirs supplémentaires' }).click();
  await president.page.locator('input[name="extraPowers"][value="comments.answer"]').check();
  await send(president, 'function');
  await go(president, 'Inviter quelqu’un');
  await president.page.locator('input[name="name"]').fill('Saïd Bouaida');
  await president.page.locator('input[name="email"]').fill(OFFICIAL);
  await send(president, 'email');
  expect(await words(president)).toContain(OFFICIAL);

  // The official reads what the post allows, accepts it, and must show a second factor before seeing anything.
  const official = await town.visitor({ ...DESKTOP, locale: 'fr-FR' });
  const invitation = await town.letterTo(official, OFFICIAL, /Invitation/);
  await official.open(pathOf(invitation.links[0]));
  expect(await words(official)).toContain('examine les signalements');
  await press(official, /Accepter le poste/);
  await signIn(town, official, OFFICIAL);
  await press(official, /Accepter le poste/);
  await setUpApp(town, official);
  expect(official.at()).toBe(`/fr${SITE}/desk`);
  expect(await words(official)).toContain('Rien ne vous attend');

  // Somebody else advertises; the citizen reports it.
  const seller = await town.visitor({ ...DESKTOP, locale: 'fr-FR' });
  await seller.open(`/fr${SITE}/comments?on=commitment:MALAA0004`);
  await seller.page.locator('textarea[name="body"]').fill(ADVERTISEMENT);
  await send(seller, 'body');
  await signIn(town, seller, 'seller@example.ma');
  await seller.page.locator('input[name="pseudonym"]').fill('Auto Sahara');
  await send(seller, 'body');
  await citizen.open(`/ar${SITE}/comments?on=commitment:MALAA0004`);
  await go(citizen, /تبليغ عن تعليق/);
  await citizen.page.locator('input[name="ground"][value="advertising"]').check();
  await send(citizen, 'ground');

  // The official finds it on the desk, hides it and says why; and answers the question.
  await official.open(`/fr${SITE}/desk`);
  await go(official, /consultatives/);
  await official.page.locator('select[name="ground"]').selectOption('advertising');
  await press(official, /Masquer le texte/);
  await official.open(`/fr${SITE}/comments?on=commitment:MALAA0004`);
  const thread = await words(official);
  expect(thread).not.toContain(ADVERTISEMENT);
  expect(thread).toContain('Masqué par la modération : Publicité');
  await go(official, 'Répondre à فاطمة من المرسى');
  await official.page.locator('textarea[name="body"]').fill(ANSWER);
  await send(official, 'office');
  expect(await words(official)).toContain(ANSWER);

  // The morning after, one letter tells the citizen what happened, and leads to the answer.
  await town.pass(DAY);
  const digest = await town.letterTo(citizen, RESIDENT, /^جديد/);
  expect(digest.text).toContain('جواب رسمي');
  await citizen.open(pathOf(digest.links[0]));
  expect(await words(citizen)).toContain(ANSWER);
  expect(await citizen.page.locator('main [lang="fr"]', { hasText: ANSWER }).count()).toBeGreaterThan(0);

  // Everything that is known goes along; then the account is closed, and what was said stays under another name.
  await citizen.page.locator('.site-header').getByRole('link', { name: 'فضائي' }).click();
  await go(citizen, 'معطياتي الشخصية');
  const known = JSON.stringify(JSON.parse(await downloaded(citizen, /JSON/)));
  for (const part of [RESIDENT, QUESTION, 'MALAA0004']) expect(known).toContain(part);
  expect(await downloaded(citizen, /PDF/)).toMatch(/^%PDF-/);
  await go(citizen, 'أغلق حسابك');
  expect(await words(citizen)).toContain('ما يبقى، ولماذا');
  await citizen.page.locator('input[name="confirm"]').check();
  await send(citizen, 'confirm');
  expect(citizen.at()).toMatch(/\/account-closed$/);
  expect((await town.letterTo(citizen, RESIDENT, /أغلق حسابك/)).text).toContain('عضو سابق');
  await citizen.open('/ar/me');
  expect(citizen.at()).toMatch(/\/sign-in/);
  await citizen.open(`/ar${SITE}/comments?on=commitment:MALAA0004`);
  const left = await words(citizen);
  expect(left).toContain(QUESTION);
  expect(left).toContain('عضو سابق');
  expect(left).not.toContain('فاطمة من المرسى');

  // The president reads both stories in the log, and nobody can have changed it.
  await president.open(`/fr${SITE}/desk/audit`);
  await signInAgain(town, president, PRESIDENT, secret);
  expect(president.at()).toBe(`/fr${SITE}/desk/audit`);
  const rows = await president.page.locator('main tbody tr').allInnerTexts();
  const told = rows.map((row) => row.replace(/\s+/g, ' '));
  for (const [deed, who] of [
    ['Invitation acceptée', 'Saïd Bouaida'],
    ['Application d’authentification ajoutée', 'Saïd Bouaida'],
    ['Réponse officielle', 'Saïd Bouaida'],
    ['Contribution masquée', 'Saïd Bouaida'],
    ['Contribution signalée', 'Un(e) citoyen(ne)'],
    ['Commentaire écrit', 'Un(e) citoyen(ne)'],
  ])
    expect(
      told.filter((row) => row.includes(deed ?? '') && row.includes(who ?? '')),
      deed,
    ).not.toEqual([]);
  expect(told.join()).not.toMatch(/fatima|فاطمة/);
  expect(await deedsOf('subject.followed', 'account.closed')).toEqual(['account.closed', 'subject.followed']);
  expect(await town.command('verify')).toBe('Everything is in order.');
});
