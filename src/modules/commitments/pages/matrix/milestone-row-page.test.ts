import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { within } from '#platform/db/database.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { NO_SURROUNDINGS } from '#platform/surroundings.ts';
import { openBrowser } from '../../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../../test/setup/database.ts';
import { signInOfficial } from '../../../../../test/setup/officials.ts';
import { testProgram } from '../../../../../test/setup/program.ts';
import type { SignedIn } from '../../../../../test/setup/sign-in.ts';
import { loadRealPlans } from '../../examples.ts';
import { commitmentScope } from '../../queries/matrix-scope.ts';
import { verifySums } from '../../verify.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { clock, actions } = program;
const BODY = 'laayoune-sakia-el-hamra';
const FR = `/fr/${BODY}`;
const ROW = `${FR}/desk/matrix/rows/MALAA0004-M02`;

let head: SignedIn;
let editor: SignedIn;
let director: SignedIn;
let stranger: SignedIn;
let institutionId = '';

beforeAll(async () => {
  await loadRealPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal });
  const sign = (email: string, role: string, name: string, institution = BODY) =>
    signInOfficial(program, db, { email, role, institution, name });
  head = await sign('head@example.ma', 'division-head', 'Fatima Zahra El Idrissi');
  editor = await sign('editor@example.ma', 'editor', 'Brahim Ouali');
  director = await sign('dgs@example.ma', 'director-general-of-services', 'Naïma Benali');
  stranger = await sign('far@example.ma', 'president', 'Somebody', 'dakhla-oued-ed-dahab');
  institutionId = (await director.browser.get(`${FR}/desk`)) && (await bodyId());
});

async function bodyId(): Promise<string> {
  const row = await db.selectFrom('institution').select('id').where('slug', '=', BODY).executeTakeFirstOrThrow();
  return row.id;
}

const milestone = (reference: string) =>
  within(db, institutionId)
    .selectFrom('milestone')
    .selectAll()
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();

const FIELDS = {
  status: 'in-progress',
  percent: '60',
  'statusOn.day': '',
  'statusOn.month': '',
  'statusOn.year': '',
  'done.ar': 'نظمت دورتان من أصل ثلاث.',
  'done.fr': 'Deux sessions sur trois sont tenues.',
  'obstacles.ar': '',
  'obstacles.fr': '',
  'nextStep.ar': '',
  'nextStep.fr': 'Troisième session en janvier.',
  evidence: 'https://region.example.ma/pv-2.pdf Procès-verbal de la deuxième session',
  'expectedResult.ar': '',
  'expectedResult.fr': '45 membres formés',
  'indicator.ar': '',
  'indicator.fr': 'Membres formés',
  'target.ar': '',
  'target.fr': '45',
  'note.ar': '',
  'note.fr': '',
};

describe('a row of the matrix', () => {
  test('is on the desk of the body that owns the plan, and nowhere else', async () => {
    expect((await openBrowser(program).get(ROW)).status).toBe(303);
    expect((await stranger.browser.get(ROW)).status).toBe(403);
    expect((await stranger.browser.get('/fr/dakhla-oued-ed-dahab/desk/matrix/rows/MALAA0004-M02')).status).toBe(404);
    const page = await head.browser.get(ROW);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Mise à jour du jalon');
    expect(page.text).not.toContain('Attribution');
    expect((await director.browser.get(ROW)).text).toContain('Attribution');
  });

  test('is saved unseen, then published by whoever is responsible', async () => {
    const saved = await head.browser.submit(ROW, { ...FIELDS, do: 'save' });
    expect(saved.location).toBe(`${FR}/desk/matrix/commitments/MALAA0004?done=1#MALAA0004-M02`);
    expect(await milestone('MALAA0004-M02')).toMatchObject({
      status: 'not-reported',
      row_version: 1,
      published_version: 0,
    });
    const desk = await editor.browser.get(`${FR}/desk/matrix/commitments/MALAA0004`);
    expect(desk.text).toContain('Mise à jour à publier');
    const publicPage = () => program.text(`${FR}/action-plans/MA-11-AP-2025-2027/matrix`);
    expect(await publicPage()).not.toContain('45 membres formés');

    // The next day the director names the head of division: the editor may write, but no longer publish.
    const assigned = await director.browser.submit(ROW, { official: head.personId, office: '' }, { do: 'assign' });
    expect(assigned.status).toBe(303);
    const refused = await editor.browser.submit(ROW, { ...FIELDS, do: 'publish' });
    expect(refused.status).toBe(403);
    expect((await editor.browser.get(ROW)).text).not.toContain('value="publish"');

    const published = await head.browser.submit(ROW, {
      ...FIELDS,
      'note.fr': 'Deuxième session tenue à Boujdour.',
      do: 'publish',
    });
    expect(published.status).toBe(303);
    expect(await milestone('MALAA0004-M02')).toMatchObject({
      status: 'in-progress',
      percent: 60,
      reported_on: '2026-11-21',
      status_on: '2026-11-21',
      status_note: { fr: 'Deuxième session tenue à Boujdour.' },
      row_version: 2,
      published_version: 2,
    });
    const text = await publicPage();
    expect(text).toContain('45 membres formés');
    expect(text).toContain('Procès-verbal de la deuxième session');
    expect(text).not.toContain('Fatima Zahra');
    expect(await program.text(`${FR}/commitments/MALAA0004`)).toContain('Deuxième session tenue à Boujdour.');
    const history = (await director.browser.get(ROW)).text;
    expect(history).toContain('Version 2, enregistrée par <bdi>Fatima Zahra El Idrissi</bdi>');
    expect(history).toContain('Publiée par <bdi>Fatima Zahra El Idrissi</bdi>');
    const wrong: string[] = [];
    for await (const sentence of verifySums.run(db, NO_SURROUNDINGS)) wrong.push(sentence);
    expect(wrong).toEqual([]);
  });

  test('says what is wrong with it, and keeps what was typed', async () => {
    const path = `${FR}/desk/matrix/rows/MALAA0004-M03`;
    const answer = await head.browser.submit(path, {
      ...FIELDS,
      status: 'stuck',
      percent: 'beaucoup',
      evidence: 'le procès-verbal',
      do: 'publish',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('L’avancement est un nombre entier de 0 à 100');
    expect(answer.text).toContain('Chaque ligne commence par un lien complet');
    expect(answer.text).toContain('value="beaucoup"');
    expect(answer.text).toContain('>le procès-verbal</textarea>');
    const stuck = await head.browser.submit(path, { ...FIELDS, status: 'stuck', do: 'publish' });
    expect(stuck.text).toContain('href="#f-obstacles"');
    expect((await milestone('MALAA0004-M03')).row_version).toBe(0);
  });
});

describe('two people on one row', () => {
  const path = `${FR}/desk/matrix/rows/MALAA0004-M05`;
  beforeEach(async () => {
    await within(db, institutionId)
      .deleteFrom('milestone_version')
      .where('milestone_id', '=', (await milestone('MALAA0004-M05')).id)
      .execute();
    await within(db, institutionId)
      .updateTable('milestone')
      .set({ row_version: 0, published_version: 0 })
      .where('reference', '=', 'MALAA0004-M05')
      .execute();
  });
  const open = async (person: SignedIn) => {
    const page = await person.browser.get(path);
    const token = /name="form-token" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
    return (fields: Record<string, string>) =>
      person.browser.post(path, { ...FIELDS, ...fields, version: '0', 'form-token': token });
  };

  test('are told, see both versions, and lose nothing', async () => {
    const [mine, theirs] = [await open(editor), await open(head)];
    expect((await theirs({ do: 'save', 'done.fr': 'Version de Fatima' })).status).toBe(303);
    const answer = await mine({ do: 'save', 'done.fr': 'Version de Brahim' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Fatima Zahra El Idrissi');
    expect(answer.text).toContain('Version de Fatima');
    expect(answer.text).toContain('>Version de Brahim</textarea>');
    expect(answer.text).toContain('name="version" value="1"');
    expect(await faultsOfHtml(answer.text)).toEqual([]);
    expect((await milestone('MALAA0004-M05')).row_version).toBe(1);
  });

  test('who changed other fields find both changes in the form', async () => {
    const [mine, theirs] = [await open(editor), await open(head)];
    const same = {
      'expectedResult.fr': '',
      'indicator.fr': '',
      'target.fr': '',
      'nextStep.fr': '',
      'done.ar': '',
      'done.fr': '',
      evidence: '',
    };
    await theirs({ ...same, do: 'save', percent: '10', status: 'not-reported', 'target.fr': '100 comptes' });
    const answer = await mine({
      ...same,
      do: 'save',
      percent: '',
      status: 'not-reported',
      'done.fr': 'Plateforme en ligne',
    });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('ses changements ont rejoint les vôtres');
    expect(answer.text).toContain('>100 comptes</textarea>');
    expect(answer.text).toContain('>Plateforme en ligne</textarea>');
    expect(answer.text).toMatch(/name="percent"[^>]*value="10"/);
  });
});

test('every page of the matrix is valid HTML, in both directions', async () => {
  expect(await commitmentScope(db, 'MALAA0004', institutionId)).toBeDefined();
  for (const lang of ['ar', 'fr'])
    for (const path of [
      '/desk/matrix',
      '/desk/matrix/plans/MA-11-AP-2025-2027',
      '/desk/matrix/plans/MA-11-AP-2025-2027?state=late&mine=yes',
      '/desk/matrix/commitments/MALAA0004',
      '/desk/matrix/rows/MALAA0004-M02',
      '/action-plans/MA-11-AP-2025-2027/matrix',
    ]) {
      const page = await director.browser.get(`/${lang}/${BODY}${path}`);
      expect([path, page.status, await faultsOfHtml(page.text)]).toEqual([path, 200, []]);
    }
});
