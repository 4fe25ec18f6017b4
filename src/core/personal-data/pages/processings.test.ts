import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { closeWorkshop } from '#platform/workshop/workshop.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, signInOfficial } from '../../../../test/setup/officials.ts';
import { type TestProgram, testProgram } from '../../../../test/setup/program.ts';
import type { SignedIn } from '../../../../test/setup/sign-in.ts';
import { isProcessingOpen, SAMPLE_REFERENCE } from '../processings.ts';

const { db } = await testDatabase();
const trial = testProgram(db);
const production = testProgram(db, { config: { mode: 'production' } });
const HERE = 'laayoune-sakia-el-hamra';
const REGISTER = `/fr/${HERE}/desk/processings`;
const KIND = 'personal-data.requests';
let institutionId = '';
let director: SignedIn;

/** The same person in the same session, in a program of the other mode. */
const inMode = (program: TestProgram, person: SignedIn) => (path: string) =>
  program.ask(path, { headers: { cookie: person.cookie } });

beforeAll(async () => {
  await loadBodies(trial, db);
  const body = await db.selectFrom('institution').select('id').where('slug', '=', HERE).executeTakeFirstOrThrow();
  institutionId = body.id;
  const role = 'director-general-of-services';
  director = await signInOfficial(trial, db, { email: 'dgs@example.ma', role, institution: HERE });
});
afterAll(closeWorkshop);

describe('a processing', () => {
  test('is closed in production until its reference is entered; a trial shows a sample that is plainly one', async () => {
    expect(await isProcessingOpen(db, institutionId, KIND, { trial: false })).toBe(false);
    expect(await isProcessingOpen(db, institutionId, KIND, { trial: true })).toBe(true);
    const form = '/fr/me/data/requests/new';
    expect(await (await inMode(production, director)(form)).text()).toContain(
      'Ces données ne sont pas encore collectées',
    );
    const sample = await (await inMode(trial, director)(form)).text();
    expect(sample).toContain(SAMPLE_REFERENCE);
    expect(sample).toContain('référence d’essai, sans valeur');
  });

  test('entered in a trial is a sample, which production ignores', async () => {
    const page = `${REGISTER}/${KIND}`;
    expect(await faultsOfHtml((await director.browser.get(page)).text)).toEqual([]);
    expect((await director.browser.submit(page, { reference: '' }, { do: 'open' })).status).toBe(422);
    await director.browser.submit(page, { reference: 'D-GS-123/2026' }, { do: 'open' });
    expect((await director.browser.get(REGISTER)).text).toContain('D-GS-123/2026');
    expect((await director.browser.get(REGISTER)).text).toContain('Référence d’essai');
    expect(await isProcessingOpen(db, institutionId, KIND, { trial: false })).toBe(false);
  });

  test('stays closed in a trial too once the body has closed it', async () => {
    await director.browser.submit(`${REGISTER}/personal-data.demographics`, {}, { do: 'close' });
    expect(await isProcessingOpen(db, institutionId, 'personal-data.demographics', { trial: true })).toBe(false);
  });

  test('is open with a real reference, in that body only, and written down', async () => {
    const { openProcessing } = await import('../actions/open-processing.ts');
    const { system } = await import('#platform/tenant.ts');
    const enter = (reference: string) =>
      production.actions.perform(openProcessing, {
        actor: system('test'),
        tenant: null,
        input: { institution: HERE, kind: KIND, reference },
      });
    await expect(enter(SAMPLE_REFERENCE)).rejects.toThrow();
    await enter('A-PO-77/2026');
    expect(await isProcessingOpen(db, institutionId, KIND, { trial: false })).toBe(true);
    const portal = await db
      .selectFrom('institution')
      .select('id')
      .where('slug', '=', 'morocco')
      .executeTakeFirstOrThrow();
    expect(await isProcessingOpen(db, portal.id, KIND, { trial: false })).toBe(false);
    expect((await director.browser.get(`/fr/${HERE}/desk/audit`)).text).toContain('A-PO-77/2026');
  });

  test('stands in a register that is printed, in Arabic too', async () => {
    const register = await director.browser.get(`/ar/${HERE}/desk/processings`);
    expect(register.text).toContain('سجل المعالجات');
    expect(register.text).toContain('A-PO-77/2026');
    expect(await faultsOfHtml(register.text)).toEqual([]);
    const pdf = await inMode(trial, director)(`/fr/${HERE}/desk/processings.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const { extractText, getDocumentProxy } = await import('unpdf');
    const document = await getDocumentProxy(new Uint8Array(await pdf.arrayBuffer()));
    expect((await extractText(document, { mergePages: true })).text).toContain('A-PO-77/2026');
    expect((await trial.ask(`/fr/${HERE}/desk/processings.pdf`)).status).toBe(401);
  });
});
