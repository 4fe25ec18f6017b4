import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { totpCode } from '../../src/core/accounts/totp.ts';
import { openWorld, sidewaysOf, type Visitor, type World } from './world.ts';

const world = openWorld();
const SITE = '/fr/laayoune-sakia-el-hamra';
const MATRIX = `${SITE}/desk/matrix/commitments/MALAA0004`;
const root = join(import.meta.dirname, '..', '..');

/** An official of the regional council, at work in a browser of their own. */
async function official(world: World, email: string, name: string, role: string): Promise<Visitor> {
  const call = ['user', 'create', '--email', email, '--name', name, '--role', role];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'bin', 'jamaa'), ...call, '--institution', 'laayoune-sakia-el-hamra', '--lang', 'fr'],
    { env: { PATH: process.env.PATH, HOME: process.env.HOME, JAMAA_MODE: 'trial', JAMAA_DATA_DIR: world.folder() } },
  );
  const link = new URL(stdout.trim().split('\n').at(-1) ?? '');
  const visitor = await world.visitor();
  const { page } = visitor;
  await visitor.open(`${link.pathname}${link.search}`);
  await page.locator('main form button[type=submit]').first().click();
  await page.waitForURL((url) => !url.pathname.includes('/sign-in/link'));
  await visitor.open('/fr/me/second-factor');
  await page.locator('form:has(input[name=do][value=totp]) button').click();
  await page.waitForURL(/second-factor\/.+|app/);
  const secret = /secret=([A-Z2-7]+)/.exec(await page.content())?.[1] ?? '';
  await page.locator('input[name=code]').fill(totpCode(secret, new Date()));
  await page.locator('main form:has(input[name=code]) button[type=submit]').click();
  await page.waitForLoadState();
  return visitor;
}

describe('two officials on one row of the matrix', () => {
  test('neither loses what they wrote, and each is told of the other', async () => {
    world.expectComplaint(/409/);
    const fatima = await official(world, 'fatima@example.ma', 'Fatima El Idrissi', 'division-head');
    const brahim = await official(world, 'brahim@example.ma', 'Brahim Ouali', 'editor');
    for (const { page } of [fatima, brahim]) {
      await page.goto(`${world.address()}${MATRIX}`);
      // The keyboard alone: to the row, and Enter opens it under the row.
      await page.locator('a[data-edit="MALAA0004-M02"]').focus();
      await page.keyboard.press('Enter');
      await page.locator('tr.editing textarea[name="done.fr"]').waitFor();
      expect(page.url()).toContain('/desk/matrix/commitments/MALAA0004');
    }
    const field = ({ page }: Visitor, name: string) => page.locator(`tr.editing [name="${name}"]`);
    await field(fatima, 'status').selectOption('in-progress');
    await field(fatima, 'done.fr').fill('Ce que Fatima a écrit');
    await field(fatima, 'target.fr').evaluate((area: HTMLTextAreaElement) => {
      area.value = '45 membres formés';
    });
    await fatima.page.keyboard.press('Control+Enter');
    await fatima.page.locator('tr:has(a[data-edit="MALAA0004-M02"])', { hasText: 'Mise à jour à publier' }).waitFor();
    expect(await fatima.page.locator('tr.editing').count()).toBe(0);
    expect(await fatima.page.evaluate(() => (document.activeElement as HTMLElement).dataset.edit)).toBe(
      'MALAA0004-M02',
    );

    await field(brahim, 'done.fr').fill('Ce que Brahim a écrit');
    await field(brahim, 'percent').fill('40');
    await brahim.page.keyboard.press('Control+Enter');
    const told = brahim.page.locator('tr.editing #errors');
    await told.waitFor();
    const words = await told.textContent();
    expect(words).toContain('Fatima El Idrissi');
    expect(words).toContain('Ce que Fatima a écrit');
    expect(words).toContain('Ce que Brahim a écrit');
    // What only she changed is in the form already; what both wrote is his to decide, and still as he typed it.
    expect(await field(brahim, 'target.fr').inputValue()).toBe('45 membres formés');
    expect(await field(brahim, 'status').inputValue()).toBe('in-progress');
    expect(await field(brahim, 'done.fr').inputValue()).toBe('Ce que Brahim a écrit');
    await field(brahim, 'done.fr').fill('Ce que Fatima a écrit. Ce que Brahim a écrit.');
    await brahim.page.keyboard.press('Control+Enter');
    await brahim.page.locator('tr.editing').waitFor({ state: 'detached' });

    await fatima.page.goto(`${world.address()}${SITE}/desk/matrix/rows/MALAA0004-M02`);
    expect(await fatima.page.locator('textarea[name="done.fr"]').inputValue()).toBe(
      'Ce que Fatima a écrit. Ce que Brahim a écrit.',
    );
    expect(await fatima.page.locator('input[name="percent"]').inputValue()).toBe('40');
    const history = await fatima.page.locator('section[aria-labelledby=history]').textContent();
    expect(history).toContain('Brahim Ouali');
    expect(history).toContain('Fatima El Idrissi');

    // The same on a phone: nothing sticks out, in the table and in the form.
    await fatima.page.setViewportSize({ width: 360, height: 740 });
    expect(await sidewaysOf(fatima.page)).toEqual({ pixels: 0, widest: [] });
    await fatima.page.goto(`${world.address()}${MATRIX}`);
    expect(await sidewaysOf(fatima.page)).toEqual({ pixels: 0, widest: [] });
  });
});
