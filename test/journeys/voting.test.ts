import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { totpCode } from '../../src/core/accounts/totp.ts';
import { openTown, SITE } from './town.ts';
import { DESKTOP, PHONE, sidewaysOf, type Visitor } from './world.ts';

const town = await openTown();
const HOUR = 3_600_000;
const VOTER = 'naima@example.ma';
const PRESIDENT = 'bureau@example.ma';

const words = async ({ page }: Visitor, selector = 'main') =>
  (await page.locator(selector).allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();

async function click(person: Visitor, what: Locator): Promise<void> {
  await Promise.all([person.page.waitForEvent('load'), what.first().click()]);
  expect(await sidewaysOf(person.page), person.at()).toEqual({ pixels: 0, widest: [] });
}
const go = (person: Visitor, name: string | RegExp) =>
  click(person, person.page.getByRole('main').getByRole('link', { name }));
const press = (person: Visitor, name: RegExp) =>
  click(person, person.page.getByRole('main').getByRole('button', { name }));
const fill = ({ page }: Visitor, name: string, value: string) => page.locator(`main [name="${name}"]`).fill(value);
const check = ({ page }: Visitor, name: string, value: string) =>
  page.locator(`main [name="${name}"][value="${value}"]`).check();

/** Signs in with the code of the letter. */
async function signIn(person: Visitor, email: string): Promise<void> {
  await fill(person, 'contact', email);
  await click(
    person,
    person.page.locator('main form', { has: person.page.locator('[name="contact"]') }).locator('button'),
  );
  const { code } = await town.letterTo(person, email, /\d{6}/);
  await fill(person, 'code', code);
  await click(
    person,
    person.page.locator('main form', { has: person.page.locator('[name="code"]') }).locator('button'),
  );
}

/** The president’s office, with its second factor shown. */
async function office(): Promise<Visitor> {
  const president = await town.visitor({ ...DESKTOP, locale: 'fr-FR' });
  const link = await town.command(
    ...['user', 'create', '--email', PRESIDENT, '--name', 'Khadija Alaoui', '--lang', 'fr'],
    ...['--role', 'president', '--institution', 'laayoune-sakia-el-hamra'],
  );
  await president.open(link.replace(/^https?:\/\/[^/]+/, ''));
  await press(president, /Se connecter/);
  await president.open(`/fr${SITE}/desk/votes`);
  await go(president, 'Régler le second facteur');
  await press(president, /Régler l’application/);
  const secret = /[A-Z2-7]{4}(?: [A-Z2-7]{4}){7}/.exec(await words(president))?.[0].replaceAll(' ', '') ?? '';
  await fill(president, 'code', totpCode(secret, town.clock.now()));
  await press(president, /Confirmer|Vérifier|Continuer|Activer/);
  await go(president, 'Continuer');
  return president;
}

test('a citizen votes in Arabic on a phone without JavaScript, and after the closing checks the ballot here and offline', async () => {
  const president = await office();
  await go(president, 'Nouveau vote');
  await fill(president, 'title.ar', 'أي مشروع أولا؟');
  await fill(president, 'title.fr', 'Quel projet d’abord ?');
  await fill(president, 'explanation.ar', 'يبدأ المجلس بالمشروع الأول.');
  await fill(president, 'explanation.fr', 'Le conseil commencera par le premier.');
  await check(president, 'method', 'rank');
  for (const [index, [ar, fr]] of [
    ['طريق قروية', 'Piste rurale'],
    ['مدرسة', 'École'],
    ['مستوصف', 'Dispensaire'],
  ].entries()) {
    await fill(president, `options.${index}.text.ar`, ar ?? '');
    await fill(president, `options.${index}.text.fr`, fr ?? '');
  }
  await check(president, 'secret', 'yes');
  await check(president, 'level', '1');
  await check(president, 'tieRule', 'lot');
  for (const [name, day] of [
    ['opensAt', '21'],
    ['closesAt', '22'],
  ] as const) {
    await fill(president, `${name}.day`, day);
    await fill(president, `${name}.month`, '11');
    await fill(president, `${name}.year`, '2026');
  }
  await press(president, /Enregistrer/);
  await press(president, /Publier le vote/);
  const reference = /VOT-\d{4}-\w{5}-\w/.exec(president.at())?.[0] ?? '';

  const citizen = await town.visitor({ ...PHONE, locale: 'ar-MA', javaScriptEnabled: false, acceptDownloads: true });
  await citizen.open(`/ar${SITE}/votes`);
  await go(citizen, 'أي مشروع أولا؟');
  await go(citizen, /^صوت$/);
  await signIn(citizen, VOTER);
  expect(await citizen.page.locator('html').getAttribute('dir')).toBe('rtl');
  await citizen.page.locator('select[name="given.3"]').selectOption('1');
  await citizen.page.locator('select[name="given.2"]').selectOption('2');
  await press(citizen, /أدل بصوتي/);
  expect(await words(citizen)).toContain('تم تسجيل ورقتك');
  const code = /(?:[0-9A-Z]{5}-){5}[0-9A-Z]/.exec(await words(citizen))?.[0] ?? '';
  expect(code).not.toBe('');

  // The clock closes the vote; nobody has to.
  await town.pass(33 * HOUR);
  await citizen.open(`/ar${SITE}/votes/${reference}`);
  await go(citizen, 'التحقق من ورقة');
  await fill(citizen, 'code', code);
  await press(citizen, /تحقق/);
  expect(await words(citizen)).toContain('هذه الورقة في اللائحة المنشورة');
  expect(await words(citizen)).toContain('الرتبة 1: مستوصف');
  const [download] = await Promise.all([
    citizen.page.waitForEvent('download'),
    citizen.page
      .getByRole('main')
      .getByRole('link', { name: `${reference}-ballots.json` })
      .click(),
  ]);
  const list = await download.path();
  const verifier = join(dirname(list), 'verify-ballots.mjs');
  await writeFile(verifier, await (await fetch(`${town.address()}/verify-ballots.mjs`)).text());
  const root = /[0-9a-f]{64}/.exec(await words(citizen))?.[0] ?? '';
  const { stdout, status } = spawnSync(process.execPath, [verifier, list, root, code], { encoding: 'utf8' });
  expect(stdout).toContain(`The ballot ${code} is in it and says: 3>2`);
  expect(status).toBe(0);

  const reader = await town.visitor({ ...DESKTOP, locale: 'fr-FR' });
  await reader.open(`/fr${SITE}/votes/${reference}`);
  const result = await words(reader);
  for (const part of ['Résultat', 'Dispensaire', 'Retenue', '1 bulletin']) expect(result).toContain(part);
});
