import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { silentLog } from '#platform/log.ts';
import type { Actor, Tenant } from '#platform/tenant.ts';
import { runnerFor } from '../../src/app.ts';
import { totpCode } from '../../src/core/accounts/totp.ts';
import { issueSheets } from '../../src/modules/petitions/actions/issue-sheets.ts';
import { recordSheet } from '../../src/modules/petitions/actions/record-sheet.ts';
import { SHEET_LINES } from '../../src/modules/petitions/sheet.ts';
import { aPerson } from '../setup/actors.ts';
import { emptyAccount } from '../setup/officials.ts';
import { SITE, type Town } from './town.ts';
import { DESKTOP, type Visitor } from './world.ts';

/** Somebody enters by the code of their letter. */
export async function enter(town: Town, visitor: Visitor, lang: string, email: string): Promise<void> {
  const { page } = visitor;
  await visitor.open(`/${lang}/sign-in`);
  await page.locator('input[name=contact]').fill(email);
  await page.locator('main form:has(input[name=contact]) button[type=submit]').click();
  await page.locator('input[name=code]').waitFor();
  const { code } = await town.letterTo(visitor, email);
  await page.locator('input[name=code]').fill(code);
  await page.locator('main form:has(input[name=code]) button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.includes('/sign-in'));
}

/** The president of the council at work, in French on a desktop. */
export async function president(town: Town): Promise<Visitor> {
  const words = ['user', 'create', '--email', 'rais@example.ma', '--name', 'Président', '--role', 'president'];
  const link = new URL(await town.command(...words, '--institution', SITE.slice(1), '--lang', 'fr'));
  const visitor = await town.visitor({ ...DESKTOP, locale: 'fr-FR' });
  const { page } = visitor;
  await visitor.open(`${link.pathname}${link.search}`);
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL((url) => !url.pathname.includes('/sign-in/link'));
  await visitor.open('/fr/me/second-factor');
  await page.locator('form:has(input[name=do][value=totp]) button').click();
  await page.waitForURL(/second-factor\/.+|app/);
  const secret = /secret=([A-Z2-7]+)/.exec(await page.content())?.[1] ?? '';
  await page.locator('input[name=code]').fill(totpCode(secret, town.clock.now()));
  await page.locator('main form:has(input[name=code]) button[type=submit]').click();
  await page.locator('main pre').waitFor();
  return visitor;
}

/** What a form with this deed says when it is sent. */
export const deed = ({ page }: Visitor, verb: string) =>
  page.locator(`main form:has(input[name=do][value=${verb}]) button[type=submit]`).last();

/** The reference of the petition whose page somebody is at. */
export const petitionAt = (visitor: Visitor): string => /PET-\d{4}-\w{5}-\w/.exec(visitor.at())?.[0] ?? '';

/** Somebody drafts a petition on its form and sends it to the council's office; answers its reference. */
export async function draft(visitor: Visitor, site: string, words: Record<string, string>): Promise<string> {
  const { page } = visitor;
  await visitor.open(`${site}/petitions/new`);
  for (const [name, text] of Object.entries(words)) await page.locator(`[name=${name}]`).last().fill(text);
  await page.locator('main form:has([name=demand]) button[type=submit]').click();
  await page.waitForURL(/\/manage$/);
  return petitionAt(visitor);
}

/** Somebody without an account signs with the code of their letter, and has the receipt. */
export async function sign(
  town: Town,
  visitor: Visitor,
  petition: string,
  who: { email: string; name: string; where: [field: string, value: string] },
): Promise<string> {
  const { page } = visitor;
  await page.locator(`a[href$="/petitions/${petition}/sign"]`).first().click();
  await page.locator('input[name=name]').fill(who.name);
  await page.locator(`input[name=${who.where[0]}][value="${who.where[1]}"]`).check();
  await page.locator('input[name=contact]').fill(who.email);
  await page.locator('input[name=declares]').check();
  await page.locator('main form:has(input[name=contact]) button[type=submit]').click();
  await page.locator('input[name=code]').waitFor();
  const { code } = await town.letterTo(visitor, who.email);
  await page.locator('input[name=code]').fill(code);
  await page.locator('main form:has(input[name=code]) button[type=submit]').click();
  await page.waitForURL(/\/signature\?/);
  return (await page.locator('main').textContent()) ?? '';
}

export type People = Awaited<ReturnType<typeof peopleOf>>;

/** The bodies and people of a story behind their forms: what other tests show form by form is done by the same actions. */
export async function peopleOf(town: Town, slug: string) {
  const { db } = town.database;
  const body = await institutionBySlug(db, slug);
  if (!body) throw new Error(`${slug} is not there`);
  const tenant: Tenant = asTenant(body);
  const actions = runnerFor(db, town.clock, silentLog(), { config: town.config() });
  const official = async (): Promise<Actor> =>
    aPerson({
      id: await emptyAccount(db, town.clock.now()),
      secondFactor: true,
      powers: ['examine', 'collect', 'judge'].map((power) => ({
        name: `petitions.${power}`,
        institutionId: body.id,
      })),
    });
  const [first, second] = [await official(), await official()];
  const perform = <I, T, R>(action: Parameters<typeof actions.perform<I, T, R>>[0], input: object, actor = first) =>
    actions.perform(action, { actor, tenant, input });
  /** Two officials read a sheet of twelve alike; its lines are spread over these places. */
  const readSheet = async (petition: string, sheet: number, places: readonly string[], readers = [first, second]) => {
    const lines = Array.from({ length: SHEET_LINES }, (_one, index) => ({
      line: index + 1,
      name: `موقع ${sheet} ${index + 1}`,
      ...(places.length > 0 ? { territory: places[index % places.length] } : { tie: 'residence' }),
      address: 'حي السلام',
      copy: true,
    }));
    for (const reader of readers) await perform(recordSheet, { petition, sheet, lines }, reader);
  };
  return {
    actions,
    tenant,
    office: first,
    second,
    perform,
    readSheet,
    /** Paper for so many signatures, printed, signed, and read by both. */
    async onPaper(petition: string, sheets: number): Promise<void> {
      await perform(issueSheets, { petition, sheets });
      for (let sheet = 1; sheet <= sheets; sheet++) await readSheet(petition, sheet, []);
    },
    /** Whoever has this address, as actions see them. */
    async citizen(email: string): Promise<Actor> {
      const { person_id: id } = await db
        .selectFrom('contact')
        .select('person_id')
        .where('address', '=', email)
        .executeTakeFirstOrThrow();
      return aPerson({ id });
    },
  };
}
