import { expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { newId } from '#platform/ids.ts';
import { queueLetter } from '#platform/mail/queue-letter.ts';
import { queueTextMessage } from '#platform/mail/text-message.ts';
import { testDatabase } from '../setup/database.ts';
import { testProgram } from '../setup/program.ts';

const { db } = await testDatabase();
const { ask } = testProgram(db);

const html =
  '<!DOCTYPE html><html lang="fr"><head><style>h1{color:red}</style></head><body><h1>Bonjour</h1></body></html>';
const id = await queueLetter(db, {
  to: 'fatima@example.ma',
  subject: 'Votre code',
  text: 'Bonjour\n\n4711',
  html,
  lang: 'fr',
  now: new Date('2026-11-21T10:00:00Z'),
});

test('letters of a trial are for the person on this machine', async () => {
  for (const path of ['', `/${id}`, `/${id}/letter.html`, `/${id}/letter.css`]) {
    expect((await ask(`/fr/dev/mail${path}`, { local: true })).status, path).toBe(200);
    expect((await ask(`/fr/dev/mail${path}`)).status, path).toBe(404);
  }
  expect((await ask(`/fr/dev/mail/${newId()}`, { local: true })).status).toBe(404);
});

test('the list and the letter are drawn in every language', async () => {
  for (const lang of ['ar', 'fr', 'en', 'zgh']) {
    expect(await (await ask(`/${lang}/dev/mail`, { local: true })).text()).toContain('Votre code');
    expect(await (await ask(`/${lang}/dev/mail/${id}`, { local: true })).text()).toContain('4711');
  }
});

test('messages to telephones stand beneath the letters', async () => {
  await queueTextMessage(db, {
    to: '+212612345678',
    text: '246810: رمزك',
    lang: 'ar',
    now: new Date('2026-11-21T10:00:00Z'),
  });
  for (const lang of ['ar', 'fr', 'en']) {
    const page = await (await ask(`/${lang}/dev/mail`, { local: true })).text();
    expect(page).toContain('246810: رمزك');
    expect(page).toContain('+212612345678');
    expect(await faultsOfHtml(page)).toEqual([]);
  }
});

test('a letter is shown without styles of its own inside', async () => {
  const shown = await ask(`/fr/dev/mail/${id}/letter.html`, { local: true });
  expect(shown.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await shown.text()).toContain('<link rel="stylesheet" href="letter.css">');
  const styles = await ask(`/fr/dev/mail/${id}/letter.css`, { local: true });
  expect(await styles.text()).toBe('h1{color:red}');
});
