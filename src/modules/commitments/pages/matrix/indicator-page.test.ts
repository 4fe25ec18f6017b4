import { beforeAll, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { testDatabase } from '../../../../../test/setup/database.ts';
import { signInOfficial } from '../../../../../test/setup/officials.ts';
import { testProgram } from '../../../../../test/setup/program.ts';
import type { SignedIn } from '../../../../../test/setup/sign-in.ts';
import { loadRealPlans } from '../../examples.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { clock, actions } = program;
const BODY = 'laayoune-sakia-el-hamra';
const LIST = `/fr/${BODY}/desk/matrix/commitments/MALAA0004/indicators`;
let president: SignedIn;

const DEFINED = {
  kind: 'impact',
  'name.fr': 'Habitants informés',
  'name.ar': 'الساكنة المطلعة',
  'unit.fr': '%',
  baseline: '20,5',
  targets: '2027-12-31; 80\n2026-06-30; 50',
  'method.fr': 'Enquête téléphonique',
  frequency: 'half-yearly',
};

beforeAll(async () => {
  await loadRealPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal });
  president = await signInOfficial(program, db, {
    email: 'p@example.ma',
    role: 'president',
    institution: BODY,
    name: 'La présidente',
  });
});

test('an indicator is defined, measured and shown as figure, line and table', async () => {
  const { browser } = president;
  const wrong = await browser.submit(LIST, { ...DEFINED, targets: 'bientôt' });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('Chaque ligne : une date');
  const made = await browser.submit(LIST, DEFINED);
  expect([made.status, made.location]).toEqual([303, `${LIST}/1?done=1`]);
  const refused = await browser.submit(`${LIST}/1`, {
    values: '2026-01-31; 30; Enquête\n2026-02-30; 31; Enquête',
  });
  expect(refused.text).toContain('2026-02-30');
  expect(refused.status).toBe(422);
  const values = '2026-01-31; 30; Enquête de janvier\n2026-07-31; 44,5; Enquête de juillet';
  expect((await browser.submit(`${LIST}/1`, { values })).status).toBe(303);
  const page = await program.text(`/fr/${BODY}/commitments/MALAA0004`);
  expect(page).toContain('Habitants informés');
  expect(page).toContain('44,5');
  expect(page).toContain('Enquête de juillet');
  expect(page).toMatch(/<figure[^>]*indicator-1/);
  expect(await faultsOfHtml(page)).toEqual([]);
  expect(await program.text(`/ar/${BODY}/commitments/MALAA0004`)).toContain('الساكنة المطلعة');
  const { items } = await program.json<{ items: { targets: unknown[]; values: { value: number }[] }[] }>(
    '/api/v1/commitments/MALAA0004/indicators',
  );
  expect(items).toMatchObject([{ baseline: 20.5, values: [{ value: 30 }, { value: 44.5 }] }]);
  expect(items[0]?.targets).toEqual([
    { on: '2026-06-30', value: 50 },
    { on: '2027-12-31', value: 80 },
  ]);
});

test('a withdrawn indicator is seen no more', async () => {
  const { browser } = president;
  expect((await browser.submit(`${LIST}/1`, {}, { do: 'withdraw' })).status).toBe(303);
  expect(await program.text(`/fr/${BODY}/commitments/MALAA0004`)).not.toContain('Habitants informés');
});
