import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { totpCode } from '../../src/core/accounts/totp.ts';
import { SITE, type Town } from './town.ts';
import { DESKTOP, sidewaysOf, type Visitor } from './world.ts';

/** What a person reads, in one line. */
export const words = async ({ page }: Visitor, selector = 'main'): Promise<string> =>
  (await page.locator(selector).allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();

/** Clicks what leads to another page, which must fit the screen. With script a form is sent first and the page loaded then. */
export async function click(person: Visitor, what: Locator): Promise<void> {
  await Promise.all([person.page.waitForEvent('load'), what.first().click()]);
  expect(await sidewaysOf(person.page), person.at()).toEqual({ pixels: 0, widest: [] });
}

/** Follows the link of this name. */
export const go = (person: Visitor, name: string | RegExp): Promise<void> =>
  click(person, person.page.getByRole('main').getByRole('link', { name }));

/** Presses the button of this name. */
export const press = (person: Visitor, name: string | RegExp): Promise<void> =>
  click(person, person.page.getByRole('main').getByRole('button', { name }));

/** Fills in, ticks or chooses, by the names of the fields; `within` says where, when a page has a name twice. */
export async function fill({ page }: Visitor, fields: Record<string, string>, within = 'main'): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`${within} [name="${name}"]`).first();
    const type = await field.evaluate((one) => (one as HTMLInputElement).type);
    if (type === 'radio' || type === 'checkbox')
      await page.locator(`${within} [name="${name}"][value="${value}"]`).check();
    else if (type.startsWith('select')) await field.selectOption(value);
    else await field.fill(value);
  }
}

/** The three fields of a date. */
export function dateFields(name: string, date: string): Record<string, string> {
  const [year = '', month = '', day = ''] = date.split('-');
  return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year };
}

/** Sends the form that has this field. */
export const send = (person: Visitor, field: string): Promise<void> =>
  click(
    person,
    person.page
      .locator('main form', { has: person.page.locator(`[name="${field}"]`) })
      .locator('button[type="submit"], button:not([type])'),
  );

/** Types a code and sends it. */
export async function typeCode(person: Visitor, code: string): Promise<void> {
  await fill(person, { code });
  await send(person, 'code');
}

/** Signs in, or makes the account: the code comes by letter. */
export async function signIn(town: Town, person: Visitor, email: string): Promise<void> {
  await fill(person, { contact: email });
  await send(person, 'contact');
  await typeCode(person, (await town.letterTo(person, email, /\d{6}/)).code);
}

/** Whoever works at the desk signs in anew: the code of the letter, then that of the app. */
export async function signInAgain(town: Town, official: Visitor, email: string, secret: string): Promise<void> {
  await signIn(town, official, email);
  await typeCode(official, totpCode(secret, town.clock.now()));
}

/** Sets up an app for codes, its secret typed by hand, and goes on to where the work waits; returns the secret. */
export async function setUpApp(town: Town, official: Visitor): Promise<string> {
  await go(official, 'Régler le second facteur');
  await press(official, /Régler l’application/);
  const secret = /[A-Z2-7]{4}(?: [A-Z2-7]{4}){7}/.exec(await words(official))?.[0].replaceAll(' ', '') ?? '';
  await typeCode(official, totpCode(secret, town.clock.now()));
  expect((await words(official, 'main pre')).split(' ').length).toBeGreaterThanOrEqual(8);
  await go(official, 'Continuer');
  return secret;
}

/** The president of the region at this page of the desk, in French on a desktop, with the second factor shown. */
export async function presidentAt(town: Town, path: string, email = 'presidence@example.ma') {
  const president = await town.visitor({ ...DESKTOP, locale: 'fr-FR' });
  const link = await town.command(
    ...['user', 'create', '--email', email, '--name', 'Khadija Alaoui', '--lang', 'fr'],
    ...['--role', 'president', '--institution', SITE.slice(1)],
  );
  await president.open(pathOf(link));
  await press(president, /Se connecter/);
  await president.open(`/fr${SITE}${path}`);
  return { president, secret: await setUpApp(town, president) };
}

/** A link of a letter without the address of the site. */
export const pathOf = (link = ''): string => link.replace(/^https?:\/\/[^/]+/, '');
