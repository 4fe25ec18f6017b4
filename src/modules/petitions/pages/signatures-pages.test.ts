import { beforeAll, describe, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import type { Actor } from '#platform/tenant.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, signInOfficial } from '../../../../test/setup/officials.ts';
import { LAAYOUNE, type PetitionScene, petitionScene, TARFAYA } from '../../../../test/setup/petitions.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import type { SignedIn } from '../../../../test/setup/sign-in.ts';
import { publishPetitionRoot } from '../actions/publish-petition-root.ts';
import { signPetition } from '../actions/sign-petition.ts';
import { DOSSIER_PART, dossierParts } from '../dossier.ts';
import { USUAL_FORMAT } from '../sampling.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const BODY = 'laayoune-sakia-el-hamra';
const FR = `/fr/${BODY}`;
const SYSTEM: Actor = { kind: 'system', name: 'test' };

let scene: PetitionScene;
let president: SignedIn;
let facilitator: SignedIn;

beforeAll(async () => {
  await loadBodies(program, db);
  scene = await petitionScene(program, db);
  const sign = (email: string, role: string) => signInOfficial(program, db, { email, role, institution: BODY });
  president = await sign('president@example.ma', 'president');
  facilitator = await sign('facilitator@example.ma', 'facilitator');
});

async function signed(petition: string, name: string, territory = LAAYOUNE): Promise<void> {
  const signatory = { name, tie: 'residence', territory, declares: true, address: 'حي السلام' };
  await scene.perform(signPetition, await scene.aCitizen(), { petition, lang: 'ar', network: 'n', signatory });
}

const publish = (petition: string) =>
  program.actions.perform(publishPetitionRoot, { actor: SYSTEM, tenant: null, input: { petition } });

/** The words of each page of a document. */
async function pagesOf(path: string, cookie: string): Promise<string[]> {
  const answer = await program.ask(path, { headers: { cookie } });
  expect(answer.status).toBe(200);
  const { extractText, getDocumentProxy } = await import('unpdf');
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(await answer.arrayBuffer())));
  return text.map((page) => page.replace(/\s+/g, ' '));
}

describe('signatures on the desk', () => {
  test('a person at the counter goes home with a receipt', async () => {
    const petition = await scene.opened();
    const { browser } = facilitator;
    const list = await browser.get(`${FR}/desk/signatures`);
    expect(list.text).toContain(`/desk/signatures/${petition}`);
    const path = `${FR}/desk/signatures/${petition}/counter`;
    const missing = await browser.submit(path, { name: 'Saïd', copy: 'yes' });
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('Choisissez la préfecture ou la province');
    const done = await browser.submit(path, { name: 'Saïd', territory: TARFAYA, declares: 'yes', copy: 'yes' });
    const receipt = await browser.follow(done);
    expect(receipt.text).toContain('Code du récépissé');
    const desk = await browser.get(`${FR}/desk/signatures/${petition}`);
    expect(await faultsOfHtml(desk.text)).toEqual([]);
    expect(desk.text).not.toContain('/checks');
    expect((await browser.get(`${FR}/desk/signatures/${petition}/checks`)).status).toBe(404);
    const page = await openBrowser(program).get(`${FR}/petitions/${petition}`);
    expect(page.text.replace(/[\u00a0\u202f]/g, ' ')).toContain('Dont au guichet : 1 ; sur papier : 0.');
  });

  test('a sheet is printed, read by two officials, and counts once they agree', async () => {
    const petition = await scene.opened();
    const issued = await president.browser.submit(`${FR}/petitions/${petition}/sheets`, { sheets: '2' });
    const ready = await president.browser.follow(issued);
    expect(ready.text).toContain('Les feuilles 1 à 2 sont prêtes');
    const paper = await pagesOf(`${FR}/petitions/${petition}/sheets.pdf?from=1&to=2`, president.cookie);
    expect(paper).toHaveLength(2);
    for (const [index, page] of paper.entries()) {
      for (const words of ['Date de dépôt', 'Objet', petition, `Feuille de signatures n° ${index + 1}`, '12'])
        expect(page).toContain(words);
    }
    const path = `${FR}/desk/signatures/${petition}/sheets/1`;
    const lines = { 'line-1.name': 'Saïd', 'line-1.territory': TARFAYA, 'line-2.rejected': 'no-signature' };
    const faulty = await facilitator.browser.submit(path, { ...lines, 'line-1.territory': '' });
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('href="#f-line-1-territory"');
    expect(faulty.text).toContain('value="Saïd"');
    await facilitator.browser.submit(path, lines);
    expect((await facilitator.browser.get(path)).text).toContain('Un autre agent doit la saisir aussi');
    const second = await president.browser.get(path);
    expect(second.text).toContain('Un autre agent a saisi cette feuille');
    expect(second.text).not.toContain('Saïd');
    await president.browser.submit(path, { ...lines, 'line-1.name': 'Saad' });
    const differing = await president.browser.get(path);
    expect(await faultsOfHtml(differing.text)).toEqual([]);
    expect(differing.text).toContain('Saad');
    expect((await president.browser.submit(path, {})).status).toBe(422);
    await president.browser.submit(path, { 'line-1': 'first' });
    const counted = await facilitator.browser.get(path);
    expect(counted.text).toContain('Rejetée : Sans signature');
    expect((await openBrowser(program).get(`${FR}/petitions/${petition}/count.json`)).text).toContain('1');
  });

  test('a repeated name is looked at, found not to count, and counted again', async () => {
    const petition = await scene.opened();
    for (const name of ['Saïd', 'SAID', 'Karim']) await signed(petition, name);
    const here = `${FR}/desk/signatures/${petition}`;
    const checks = await president.browser.get(`${here}/checks`);
    expect(await faultsOfHtml(checks.text)).toEqual([]);
    expect(checks.text).toContain('Signatures en plus : 1.');
    const preview = `${here}/invalidate?kind=alike`;
    expect((await president.browser.get(preview)).text).toContain('2 au lieu de 3');
    const unsaid = await president.browser.submit(preview, { reasons: 'court' });
    expect(unsaid.status).toBe(422);
    expect(unsaid.text).toContain('Motivez par une phrase au moins');
    const reasons = 'La même personne a signé deux fois, comme elle l’a reconnu.';
    const done = await president.browser.submit(preview, { ground: 'twice', reasons });
    const finding = await president.browser.follow(done);
    expect(finding.text).toContain(reasons);
    const count = () => openBrowser(program).get(`${FR}/petitions/${petition}/count.json`);
    expect((await count()).text).toBe('{"signature_count":2}');
    await president.browser.submit(done.location?.replace('?done=1', '') ?? '', {
      reasons: 'Ce sont deux frères jumeaux.',
    });
    expect((await count()).text).toBe('{"signature_count":3}');
    expect((await president.browser.get(`${here}/invalidate?kind=whatever`)).status).toBe(404);
  });

  test('a sample goes out as a file, comes back, and says something', async () => {
    const petition = await scene.opened();
    for (const name of ['Saïd', 'Amina', 'Karim', 'Fatima']) await signed(petition, name);
    await publish(petition);
    const { browser } = president;
    const taken = await browser.submit(`${FR}/desk/signatures/${petition}/samples`, {
      register: 'population',
      size: '3',
    });
    const path = taken.location ?? '';
    const file = await browser.get(`${path}/sample.csv`);
    const lines = file.text.replace('\uFEFF', '').trim().split('\r\n');
    expect(lines[0]).toBe('numero;nom;adresse;prefecture_province;lien;resultat');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^1;\S+;حي السلام;Laâyoune;Résidence;$/);
    const back = lines.map((line, index) => (index === 0 ? line : `${line}${index === 3 ? 'introuvable' : 'trouve'}`));
    const csv = new File([back.join('\n')], 'back.csv', { type: 'text/csv' });
    const wrong = new File([`${lines[0]}\n1;;;;;oui`], 'wrong.csv', { type: 'text/csv' });
    const refused = await browser.submit(path, {}, { files: { file: wrong } });
    expect(refused.text).toContain('« oui » n’est pas une réponse convenue');
    await browser.submit(path, {}, { files: { file: csv } });
    const result = await browser.get(path);
    expect(await faultsOfHtml(result.text)).toEqual([]);
    expect(result.text.replace(/[\u00a0\u202f]/g, ' ')).toContain('67 %');
    const format = { ...USUAL_FORMAT, delimiter: ',' };
    const fields = Object.fromEntries([
      ['delimiter', format.delimiter],
      ...Object.entries(format.headings).map(([name, word]) => [`headings.${name}`, word]),
      ...Object.entries(format.answers).map(([name, word]) => [`answers.${name}`, word]),
    ]);
    await browser.submit(`${FR}/desk/registers/population`, { ...fields, 'headings.name': 'nom_complet' });
    expect((await browser.get(`${path}/sample.csv`)).text).toContain('numero,nom_complet,');
  });
});

describe('the file of a petition', () => {
  test('has date and subject on every page, all signatories with their marks, and says what no text provides for', async () => {
    const representative = await scene.aCitizen();
    const petition = await scene.opened(representative, {
      lang: 'fr',
      title: 'Des accès adaptés',
      demand: 'Nous demandons.',
    });
    for (let index = 0; index < 30; index++)
      await signed(petition, `Signataire ${'abcdefghijklmnopqrstuvwxyzABCD'[index]}`);
    await publish(petition);
    const page = await president.browser.get(`${FR}/petitions/${petition}/dossier?on.day=1&on.month=12&on.year=2026`);
    expect(page.text).toContain('dossier.pdf?part=1&amp;on=2026-12-01');
    const pages = await pagesOf(`${FR}/petitions/${petition}/dossier.pdf?part=1&on=2026-12-01`, president.cookie);
    for (const text of pages)
      for (const words of ['1er décembre 2026', 'Des accès adaptés']) expect(text).toContain(words);
    const whole = pages.join(' ');
    for (const words of [
      'Aucun texte ne prévoit la signature électronique',
      'celles de ce dossier',
      'Copies des cartes',
    ])
      expect(whole).toContain(words);
    expect(whole.match(/Signataire [a-zA-D]/g)).toHaveLength(30);
    expect((await facilitator.browser.get(`${FR}/petitions/${petition}/dossier`)).status).toBe(404);
    expect((await openBrowser(program).get(`${FR}/petitions/${petition}/dossier.pdf`)).status).not.toBe(200);
  });

  test('of many has many parts', () => {
    expect([0, 1, DOSSIER_PART, DOSSIER_PART + 1, 10_000].map(dossierParts)).toEqual([1, 1, 1, 2, 5]);
  });
});
