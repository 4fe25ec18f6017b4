import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { dateFields, fill, go, presidentAt, press, signIn, words } from './hands.ts';
import { openTown, SITE } from './town.ts';
import { DESKTOP, PHONE } from './world.ts';

const town = await openTown();
const HOUR = 3_600_000;
const VOTER = 'naima@example.ma';

test('a citizen votes in Arabic on a phone without JavaScript, and after the closing checks the ballot here and offline', async () => {
  const { president } = await presidentAt(town, '/desk/votes');
  await go(president, 'Nouveau vote');
  await fill(president, {
    'title.ar': 'أي مشروع أولا؟',
    'title.fr': 'Quel projet d’abord ?',
    'explanation.ar': 'يبدأ المجلس بالمشروع الأول.',
    'explanation.fr': 'Le conseil commencera par le premier.',
    method: 'rank',
    'options.0.text.ar': 'طريق قروية',
    'options.0.text.fr': 'Piste rurale',
    'options.1.text.ar': 'مدرسة',
    'options.1.text.fr': 'École',
    'options.2.text.ar': 'مستوصف',
    'options.2.text.fr': 'Dispensaire',
    secret: 'yes',
    level: '1',
    tieRule: 'lot',
    ...dateFields('opensAt', '2026-11-21'),
    ...dateFields('closesAt', '2026-11-22'),
  });
  await press(president, /Enregistrer/);
  await press(president, /Publier le vote/);
  const reference = /VOT-\d{4}-\w{5}-\w/.exec(president.at())?.[0] ?? '';

  const citizen = await town.visitor({ ...PHONE, locale: 'ar-MA', javaScriptEnabled: false, acceptDownloads: true });
  await citizen.open(`/ar${SITE}/votes`);
  await go(citizen, 'أي مشروع أولا؟');
  await go(citizen, /^صوت$/);
  await signIn(town, citizen, VOTER);
  expect(await citizen.page.locator('html').getAttribute('dir')).toBe('rtl');
  await fill(citizen, { 'given.3': '1', 'given.2': '2' });
  await press(citizen, /أدل بصوتي/);
  expect(await words(citizen)).toContain('تم تسجيل ورقتك');
  const code = /(?:[0-9A-Z]{5}-){5}[0-9A-Z]/.exec(await words(citizen))?.[0] ?? '';
  expect(code).not.toBe('');

  // The clock closes the vote; nobody has to.
  await town.pass(33 * HOUR);
  await citizen.open(`/ar${SITE}/votes/${reference}`);
  await go(citizen, 'التحقق من ورقة');
  await fill(citizen, { code });
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
