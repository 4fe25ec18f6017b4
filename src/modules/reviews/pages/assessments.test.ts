import { beforeAll, describe, expect, test } from 'vitest';
import { commitments } from '#modules/commitments/module.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { system } from '#platform/tenant.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import type { SignedIn } from '../../../../test/setup/sign-in.ts';
import { loadPlans, REGION, REGION_PLAN } from '../examples.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db, { now: '2026-12-01T10:00:00Z' });
const FR = `/fr/${REGION}`;
const AR = `/ar/${REGION}`;
const DESK = `${FR}/desk/follow-up`;
const PUBLIC = `/action-plans/${REGION_PLAN}/follow-up`;

let director: SignedIn;
let monitor: SignedIn;

beforeAll(async () => {
  const { clock, actions } = program;
  await loadPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal });
  director = await signInOfficial(program, db, {
    institution: REGION,
    email: 'dgs@example.ma',
    role: 'director-general-of-services',
  });
  monitor = await signInOfficial(program, db, {
    institution: REGION,
    email: 'monitor@example.ma',
    role: 'independent-monitor',
  });
  const report = commitments.actions?.find((action) => action.name === 'commitments.update-milestone-status');
  if (!report) throw new Error('no such action');
  const { rows } = await pool.query(`select reference from milestone where reference like 'MALAA0003-%'`);
  for (const { reference } of rows)
    await actions.perform(report, {
      actor: system('test'),
      tenant: null,
      input: { milestone: reference, status: 'finished', on: '2026-11-20' },
    });
});

const idIn = (location: string | null) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(location ?? '')?.[0] ?? '';
const valid = async (html: string, what: string) => expect(await faultsOfHtml(html), what).toEqual([]);
const nobody = () => openBrowser(program);

describe('the independent assessment', () => {
  let assessment = '';

  test('comes to the desk of the independent body when a commitment is finished, and of nobody else', async () => {
    const desk = await monitor.browser.get(`${FR}/desk`);
    expect(desk.text).toContain('Évaluation de fin d’engagement');
    expect(desk.text).toContain('20 décembre 2026');
    expect(desk.text).toContain('Point d’étape public');
    await valid(desk.text, 'the desk');
    expect((await director.browser.get(`${FR}/desk`)).text).not.toContain('Évaluation de fin');
  });

  test('is written where the assessed body sees nothing of it, and not by the body itself', async () => {
    const form = `${DESK}/plans/${REGION_PLAN}/assessments/new?kind=commitment-end&commitment=MALAA0003`;
    expect((await director.browser.get(form)).status).toBe(403);
    const page = await monitor.browser.get(form);
    await valid(page.text, 'a new assessment');
    const lacking = await monitor.browser.submit(form, { kind: 'commitment-end', commitment: '' });
    expect(lacking.status).toBe(422);
    const made = await monitor.browser.submit(form, { kind: 'commitment-end', commitment: 'MALAA0003' });
    assessment = idIn(made.location);
    const path = `${DESK}/assessments/${assessment}`;
    expect((await director.browser.get(path)).status).toBe(403);
    expect((await monitor.browser.submit(form, { kind: 'commitment-end', commitment: 'MALAA0003' })).status).toBe(409);

    await monitor.browser.submit(
      path,
      { 'summary.fr': 'Engagement tenu en partie.', 'summary.ar': 'التزام نفذ جزئيا.' },
      { do: 'write' },
    );
    const early = await monitor.browser.submit(path, {}, { do: 'publish' });
    expect(early.status).toBe(409);
    const coding = `${path}/commitments/MALAA0003`;
    await valid((await monitor.browser.get(coding)).text, 'coding');
    const none = await monitor.browser.submit(coding, { 'reasons.fr': 'Sans niveau.' });
    expect(none.status).toBe(422);
    const coded = await monitor.browser.submit(coding, {
      completion: 'limited',
      earlyResults: 'moderate',
      potentialForResults: 'modest',
      'reasons.fr': 'Le club existe, sans activité régulière.',
    });
    expect(coded.status).toBe(303);
    await valid((await monitor.browser.get(path)).text, 'an assessment on the desk');
    expect((await nobody().get(`${FR}${PUBLIC}/assessments/${assessment}`)).status).toBe(404);
  });

  test('stands beside what the body says of itself, and the difference is told in both languages', async () => {
    const self = `${DESK}/commitments/MALAA0003/self-assessment`;
    expect((await monitor.browser.get(self)).status).toBe(403);
    await valid((await director.browser.get(self)).text, 'self-assessment');
    const said = await director.browser.submit(self, { completion: 'complete', 'text.fr': 'Tout est réalisé.' });
    expect(said.status).toBe(303);
    const published = await monitor.browser.submit(`${DESK}/assessments/${assessment}`, {}, { do: 'publish' });
    expect(published.status).toBe(303);
    for (const [site, words] of [
      [FR, ['2 niveaux plus bas', 'Tout est réalisé.', 'Le club existe', 'Limité', 'Complet']],
      [AR, ['أدنى مما تقوله الهيئة', 'بدرجتين', 'محدود', 'مكتمل']],
    ] as const) {
      const page = await nobody().get(`${site}/commitments/MALAA0003/assessments`);
      for (const word of words) expect(page.text, word).toContain(word);
      await valid(page.text, `side by side ${site}`);
    }
  });

  test('may be replied to once, is corrected only by a next version with its reason, and every version stays', async () => {
    const path = `${DESK}/assessments/${assessment}`;
    const reply = `${path}/reply`;
    expect((await director.browser.submit(reply, { 'text.fr': 'Le club a repris en novembre.' })).status).toBe(303);
    expect((await director.browser.submit(reply, { 'text.fr': 'Encore.' })).status).toBe(409);
    const page = `${FR}${PUBLIC}/assessments/${assessment}`;
    const first = await nobody().get(page);
    expect(first.text).toContain('Le club a repris');
    await valid(first.text, 'an assessment');
    const before = await pool.query('select content, hash from assessment_version where version = 1');

    await monitor.browser.submit(path, { 'summary.fr': 'Engagement largement tenu.' }, { do: 'write' });
    expect((await nobody().get(page)).text).not.toContain('largement');
    const why = await monitor.browser.submit(path, {}, { do: 'publish' });
    expect(why.status).toBe(422);
    expect(why.text).toContain('Écrivez pourquoi la version précédente');
    await monitor.browser.submit(path, { 'why.fr': 'Nouvelles preuves reçues.' }, { do: 'publish' });
    const second = await nobody().get(page);
    expect(second.text).toContain('largement tenu');
    expect(second.text).toContain('Nouvelles preuves');
    expect(second.text).not.toContain('Le club a repris');
    const old = await nobody().get(`${page}?version=1`);
    expect(old.text).toContain('tenu en partie');
    expect(old.text).toContain('Ceci est une version antérieure');
    await valid(old.text, 'an earlier version');
    expect((await pool.query('select content, hash from assessment_version where version = 1')).rows).toEqual(
      before.rows,
    );
    expect((await nobody().get(`${page}?version=9`)).status).toBe(404);
    for (const site of [FR, AR]) await valid((await nobody().get(`${site}${PUBLIC}`)).text, `follow-up ${site}`);
    const list = await program.json<{ items: { version: number; hash: string }[] }>(
      `/api/v1/assessments?plan=${REGION_PLAN}`,
    );
    expect(list.items.map((one) => one.version)).toEqual([2, 1]);
    expect(list.items[1]?.hash).toBe(before.rows[0].hash);
  });
});
