import { beforeAll, describe, expect, test } from 'vitest';
import { nationalPortal } from '#core/institutions/index.ts';
import { InvalidInput, TooMany } from '#platform/errors.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { NOBODY } from '#platform/tenant.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, signInOfficial } from '../../../../test/setup/officials.ts';
import { LAAYOUNE, type PetitionScene, petitionScene } from '../../../../test/setup/petitions.ts';
import { TEST_DAY, testProgram } from '../../../../test/setup/program.ts';
import type { SignedIn } from '../../../../test/setup/sign-in.ts';
import { startSignature } from '../actions/start-signature.ts';
import type { Signing } from '../signing-limits.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const AMINA = { name: 'أمينة', tie: 'residence', territory: LAAYOUNE, publish: false, declares: true, lang: 'fr' };

let operator: SignedIn;
let scene: PetitionScene;
let petition: string;
let here: string;

beforeAll(async () => {
  await loadBodies(program, db);
  operator = await signInOfficial(program, db, { email: 'operateur@example.ma', role: 'platform-operator' });
  scene = await petitionScene(program, db);
  petition = await scene.opened();
  here = `/fr/${(await nationalPortal(db)).slug}/desk/signing-limits`;
});

const rule = { kind: 'network', pattern: '196.200.0.0/16', verdict: 'refused', reason: 'Envois automatiques' };
const add = (fields: Record<string, string>) => operator.browser.submit(here, { ...rule, ...fields }, { do: 'add' });
let people = 0;
const begin = (network: string, address = '', domain = 'example.ma') => {
  const isFrom: Signing['isFrom'] = (networks) => address !== '' && networks.check(address);
  const contact = `signer-${people++}@${domain}`;
  return scene.perform(startSignature, NOBODY, { ...AMINA, petition, contact, network, isFrom });
};

describe('the limits of signing', () => {
  test.each(LANGUAGES)('are a valid page in %s, for the operator on the site of the portal alone', async (lang) => {
    const page = await operator.browser.get(here.replace('/fr/', `/${lang}/`));
    expect(page.status).toBe(200);
    expect(await faultsOfHtml(page.text)).toEqual([]);
    expect((await operator.browser.get(`/${lang}/${scene.body.slug}/desk/signing-limits`)).status).toBe(404);
    const role = 'director-general-of-services';
    const other = { email: `dgs-${lang}@example.ma`, role, institution: scene.body.slug };
    const director = await signInOfficial(program, db, other);
    expect((await director.browser.get(here)).status).toBe(404);
  });

  test('what is wrong comes back as it was typed, with what is wrong about it', async () => {
    const wide = await add({ pattern: '0.0.0.0/0' });
    expect(wide.status).toBe(422);
    expect(wide.text).toContain('pas plus large que /8');
    expect(wide.text).toMatch(/name="pattern"[^>]*value="0\.0\.0\.0\/0"/);
    expect((await add({ kind: 'mail-domain', pattern: '*.ma' })).text).toContain('Écrivez un domaine');
    const over = { 'until.day': '1', 'until.month': '1', 'until.year': '2026' };
    expect((await add(over)).text).toContain('Écrivez un jour qui n’est pas passé');
    const rate = await operator.browser.submit(here, { perMinute: '50', perHour: '10' }, { do: 'rate' });
    expect(rate.text).toContain('ne peut pas être inférieur');
  });

  test('hold where a signature is begun: refused, allowed without a limit, else so many from one network', async () => {
    expect((await add({})).status).toBe(303);
    expect((await add({})).text).toContain('a déjà une exception');
    await add({ kind: 'mail-domain', pattern: '**.spam.example' });
    await add({ pattern: '41.140.0.0/24', verdict: 'allowed', reason: 'Borne de la commune' });
    await add({ kind: 'mail-domain', pattern: 'uiz.ac.ma', verdict: 'allowed', reason: 'Université' });
    await operator.browser.submit(here, { perMinute: '2', perHour: '3' }, { do: 'rate' });
    await expect(begin('n', '196.200.7.7')).rejects.toThrow(InvalidInput);
    await expect(begin('n', '', 'mail.spam.example')).rejects.toMatchObject({ faults: [{ pointer: '/contact' }] });
    await begin('n');
    await begin('n');
    await expect(begin('n')).rejects.toThrow(TooMany);
    await begin('n', '41.140.0.9');
    await begin('n', '', 'uiz.ac.ma');
    await begin('another');
    program.clock.advance(61_000);
    await expect(begin('n')).rejects.toThrow(TooMany);
    program.clock.advance(3_600_000);
    await begin('n');
    program.clock.set(TEST_DAY);
  });

  test('a rule ends with its last day, and is taken away by its button; both stand in the log', async () => {
    const until = { 'until.day': '22', 'until.month': '11', 'until.year': '2026' };
    await add({ pattern: '105.66.0.0/16', ...until });
    await expect(begin('late', '105.66.1.1')).rejects.toThrow(InvalidInput);
    program.clock.set('2026-11-24T10:00:00Z');
    await begin('late', '105.66.1.1');
    program.clock.set(TEST_DAY);
    const found = await pool.query<{ id: string }>("select id from signing_rule where pattern = '196.200.0.0/16'");
    await operator.browser.submit(here, { rule: found.rows[0]?.id ?? '' }, { do: 'remove' });
    await begin('free', '196.200.7.7');
    const { rows } = await pool.query("select event from audit where event like 'petitions.signing-rule-%'");
    expect(rows.length).toBeGreaterThanOrEqual(5);
  });
});
