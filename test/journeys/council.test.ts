import { describe, expect, test } from 'vitest';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { silentLog } from '#platform/log.ts';
import { runnerFor } from '../../src/app.ts';
import { conditionsOf } from '../../src/modules/petitions/council.ts';
import { closedPetition } from '../../src/modules/petitions/examples.ts';
import { aPerson } from '../setup/actors.ts';
import { emptyAccount } from '../setup/officials.ts';
import { violationsOf } from './axe.ts';
import { presidentAt, signIn } from './hands.ts';
import { openTown, SITE } from './town.ts';
import { DESKTOP, PHONE, sidewaysOf } from './world.ts';

const town = await openTown();
const { database, clock } = town;

/** A petition of this person to the council of Laâyoune-Sakia El Hamra, whose signing is over. */
async function closedOf(email: string): Promise<string> {
  const { db } = database;
  const { person_id: id } = await db
    .selectFrom('contact')
    .select('person_id')
    .where('address', '=', email)
    .executeTakeFirstOrThrow();
  const body = await institutionBySlug(db, SITE.slice(1));
  if (!body) throw new Error('the council is not there');
  const powers = [{ name: 'petitions.examine', institutionId: body.id }];
  return closedPetition({
    actions: runnerFor(db, clock, silentLog(), { config: town.config() }),
    representative: aPerson({ id }),
    office: aPerson({ id: await emptyAccount(db, clock.now()), secondFactor: true, powers }),
    tenant: asTenant(body),
  });
}

describe('a petition to the council of the region', () => {
  test('goes from its filing in Arabic on a phone to the answer of the council in French, and everybody follows it', async () => {
    const wakila = await town.visitor({ ...PHONE, locale: 'ar-MA', javaScriptEnabled: false });
    await wakila.open('/ar/sign-in');
    await signIn(town, wakila, 'wakila@example.ma');
    const petition = await closedOf('wakila@example.ma');

    // The file is given, and the receipt is there at once.
    await wakila.open(`/ar${SITE}/petitions/${petition}/manage`);
    await wakila.page.getByRole('link', { name: 'إيداع ملف العريضة لدى المجلس' }).click();
    await wakila.page.getByRole('button', { name: 'أودع العريضة' }).click();
    await wakila.page.getByText('أودع ملف العريضة وسُلم الوصل').waitFor();
    expect(await wakila.page.locator('main').textContent()).toContain('21 يناير 2027');
    expect(await sidewaysOf(wakila.page)).toEqual({ pixels: 0, widest: [] });
    const receipt = await town.letterTo(wakila, 'wakila@example.ma', /وصل/);
    expect(receipt.text).toContain(petition);

    // Whoever has the letter follows it without an account, and writes.
    const reader = await town.visitor({ ...PHONE, locale: 'ar-MA', javaScriptEnabled: false });
    const followed = receipt.links.find((link) => link.includes('/track?')) ?? '';
    await reader.page.goto(followed);
    await reader.page.locator('textarea[name=words]').fill('هل تكفيكم هذه الوثائق؟');
    await reader.page.getByRole('button', { name: 'إرسال' }).click();
    await reader.page.getByText('هل تكفيكم هذه الوثائق؟').waitFor();

    // The bureau finds it on its desk, checks every condition of the law and accepts.
    const { president } = await presidentAt(town, '/desk/staff');
    const { page } = president;
    await president.open(`/fr${SITE}/desk`);
    await page.locator(`a[href$="/desk/petitions/${petition}/council"]`).first().click();
    for (const condition of conditionsOf('region', 'citizens')) {
      await page.locator(`input[name="met.${condition}"][value=yes]`).check();
      await page.locator(`input[name="evidence.${condition}"]`).fill('Procès-verbal du bureau');
    }
    await page.getByRole('button', { name: 'Enregistrer les constats' }).click();
    await page.getByRole('button', { name: 'Accepter la pétition' }).click();
    await page.locator('input[name="committee.ar"]').fill('لجنة التنمية البشرية');
    await page.locator('input[name="committee.fr"]').fill('Commission du développement humain');
    await page.getByRole('button', { name: 'Envoi à la commission permanente' }).click();
    await page.locator('dl.summary').getByText('Commission du développement humain').first().waitFor();
    await page.locator('input[name="words.ar"]').fill('ولوجيات المرافق العمومية');
    // The day that the law names stands there already: the first Monday of March.
    expect(await page.locator('input[name="sessionOn.day"]').inputValue()).toBe('1');
    expect(await page.locator('input[name="sessionOn.month"]').inputValue()).toBe('3');
    await page.locator('input[name="sessionOn.day"]').fill('21');
    await page.locator('input[name="sessionOn.month"]').fill('11');
    await page.locator('input[name="sessionOn.year"]').fill('2026');
    await page.getByRole('button', { name: 'Inscription à l’ordre du jour' }).click();
    await page.locator('input[name="deliberation"]').waitFor();
    expect(await sidewaysOf(page)).toEqual({ pixels: 0, widest: [] });
    expect(await violationsOf(page)).toEqual([]);

    // The council deliberates, and its answer is there for everybody.
    await page.locator('input[name=outcome][value=adopted]').check();
    await page.locator('input[name=deliberation]').fill('12/2026');
    await page.locator('input[name="votes.for"]').fill('30');
    await page.locator('textarea[name="reasons.ar"]').fill('قرر المجلس تهيئة الولوجيات في كل مقراته.');
    await page.locator('textarea[name="reasons.fr"]').fill('Le conseil aménage les accès de tous ses bâtiments.');
    await page.getByRole('button', { name: 'Délibération et réponse du conseil' }).click();
    await page.getByRole('button', { name: 'Suite donnée à la délibération' }).waitFor();

    const visitor = await town.visitor({ ...DESKTOP, locale: 'fr-FR' });
    await visitor.open(`/fr${SITE}/petitions/${petition}`);
    const read = await visitor.page.locator('main').textContent();
    for (const words of ['Le conseil aménage les accès', 'Voix pour', 'Commission du développement humain'])
      expect(read).toContain(words);
    // What its representative wrote stays between them and the office.
    await visitor.open(`/ar${SITE}/petitions/${petition}`);
    const inArabic = await visitor.page.locator('main').textContent();
    expect(inArabic).toContain('استجاب المجلس للعريضة');
    expect(inArabic).not.toContain('هل تكفيكم هذه الوثائق؟');
    expect(await violationsOf(visitor.page)).toEqual([]);
    await reader.page.reload();
    await reader.page.getByText('قرر المجلس تهيئة الولوجيات').first().waitFor();
  });
});
