import { beforeAll, describe, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { aPerson } from '../../../../test/setup/actors.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, signInOfficial } from '../../../../test/setup/officials.ts';
import { PETITION_WORDS, petitionScene, verifiedAssociation } from '../../../../test/setup/petitions.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { type SignedIn, signIn } from '../../../../test/setup/sign-in.ts';
import { temporaryFolder } from '../../../../test/setup/temporary-folder.ts';
import { type Condition, conditionsOf } from '../council.ts';

const { db } = await testDatabase();
const program = testProgram(db, { config: { dataDir: await temporaryFolder() } });
const BODY = 'laayoune-sakia-el-hamra';
const [AR, FR] = [`/ar/${BODY}`, `/fr/${BODY}`];
const WORDS = { ...PETITION_WORDS, months: '3' };

let citizen: SignedIn;
let president: SignedIn;

beforeAll(async () => {
  await loadBodies(program, db);
  citizen = await signIn(program, db, 'wakila@example.ma');
  president = await signInOfficial(program, db, { email: 'p@example.ma', role: 'president', institution: BODY });
});

const date = (name: string, day: string, month: string, year: string) => ({
  [`${name}.day`]: day,
  [`${name}.month`]: month,
  [`${name}.year`]: year,
});
const found = (conditions: readonly Condition[], unmet: readonly Condition[] = []) =>
  Object.fromEntries(
    conditions.flatMap((condition) => [
      [`met.${condition}`, unmet.includes(condition) ? 'no' : 'yes'],
      [`evidence.${condition}`, 'محضر المكتب'],
    ]),
  );

async function closed(): Promise<string> {
  const drafted = await citizen.browser.submit(`${AR}/petitions/new`, WORDS);
  const petition = /PET-\d{4}-\w{5}-\w/.exec(drafted.location ?? '')?.[0] ?? '';
  const manage = `${AR}/petitions/${petition}/manage`;
  await citizen.browser.submit(manage, {}, { do: 'submit' });
  await president.browser.submit(`${AR}/desk/petitions/${petition}`, {}, { do: 'open' });
  await citizen.browser.submit(manage, {}, { do: 'close' });
  return petition;
}

async function filed(): Promise<string> {
  const petition = await closed();
  await citizen.browser.submit(`${AR}/petitions/${petition}/file`, {});
  return petition;
}

describe('a petition before the council', () => {
  test('from the filing to the answer, by the forms of its people', async () => {
    const petition = await closed();
    const manage = await citizen.browser.get(`${AR}/petitions/${petition}/manage`);
    expect(manage.text).toContain(`/petitions/${petition}/file`);
    const form = await citizen.browser.get(`${FR}/petitions/${petition}/file`);
    expect(await faultsOfHtml(form.text)).toEqual([]);
    expect(form.text).toContain('Le nombre requis n’est pas atteint');
    const receipt = await citizen.browser.submit(`${AR}/petitions/${petition}/file`, {});
    expect(receipt.location).toContain('/track?reference=');
    const tracked = await openBrowser(program).get(receipt.location ?? '');
    expect(await faultsOfHtml(tracked.text)).toEqual([]);
    const desk = `${FR}/desk/petitions/${petition}/council`;
    expect((await president.browser.get(`${FR}/desk/petitions`)).text).toContain(petition);
    expect((await president.browser.get(`${FR}/desk`)).text).toContain(`/desk/petitions/${petition}/council`);
    const first = await president.browser.get(desk);
    expect(await faultsOfHtml(first.text)).toEqual([]);
    expect(first.text).toContain('21 janvier 2027');
    const bare = await president.browser.submit(desk, { 'met.tie': 'yes' }, { do: 'check' });
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('Indiquez ce qui prouve ce constat');
    await president.browser.submit(desk, found(conditionsOf('region', 'citizens')), { do: 'check' });
    await president.browser.submit(desk, {}, { do: 'accept' });
    expect((await openBrowser(program).get(`${FR}/petitions/${petition}`)).text).toContain('1er mars 2027');
    await president.browser.submit(
      desk,
      { 'committee.ar': 'لجنة التنمية', 'committee.fr': 'Développement' },
      { do: 'refer' },
    );
    const agenda = {
      ...date('sessionOn', '1', '3', '2027'),
      item: '7',
      'words.ar': 'الولوجيات',
      'words.fr': 'Les accès',
    };
    await president.browser.submit(desk, agenda, { do: 'schedule' });
    const sessions = await openBrowser(program).get(`${FR}/petitions/sessions`);
    expect(await faultsOfHtml(sessions.text)).toEqual([]);
    expect(sessions.text).toContain('Les accès');
    const ics = await program.text(`${FR}/petitions/sessions.ics`);
    expect(ics).toContain(`petition-${petition}@jamaa`);
    expect(ics).toContain('20270301');
    // What nobody changed stays the same bytes; a new day on the agenda is a new revision of the entry.
    expect(await program.text(`${FR}/petitions/sessions.ics`)).toBe(ics);
    const one = await program.text(`${FR}/petitions/sessions.ics?session=2027-03-01`);
    expect(one.replace(/\r\n /g, '')).toContain('7. Les accès');
    expect(one).not.toContain('202707');
    expect((await openBrowser(program).get(`${FR}/petitions/sessions.ics?session=2027-03-02`)).status).toBe(404);
    program.clock.advance(60_000);
    await president.browser.submit(desk, { ...agenda, item: '8' }, { do: 'schedule' });
    const moved = await program.text(`${FR}/petitions/sessions.ics`);
    expect(moved).not.toBe(ics);
    expect(moved).toContain('SEQUENCE:1');
    await president.browser.submit(desk, agenda, { do: 'schedule' });
    const answer = {
      outcome: 'partly-adopted',
      ...date('on', '21', '11', '2026'),
      'votes.for': '30',
      'reasons.ar': 'قرر المجلس تهيئة الولوجيات في مقراته.',
      'reasons.fr': 'Le conseil aménage les accès de ses bâtiments.',
    };
    const half = await president.browser.submit(desk, { ...answer, outcome: '' }, { do: 'answer' });
    expect(half.status).toBe(422);
    expect(half.text).toContain('Le conseil aménage les accès');
    expect((await president.browser.submit(desk, answer, { do: 'answer' })).status).toBe(303);
    const page = await openBrowser(program).get(`${FR}/petitions/${petition}`);
    expect(await faultsOfHtml(page.text)).toEqual([]);
    for (const words of ['Le conseil aménage les accès', 'Voix pour', 'Le conseil a donné suite en partie'])
      expect(page.text).toContain(words);
    const detail = await program.json(`/api/v1/petitions/${petition}`);
    expect(detail).toMatchObject({ state: 'answered', council: { outcome: 'partly-adopted', agendaItem: 7 } });
    const uk = await program.json<{ data: { attributes: object } }>(`/petitions/${petition}.json`);
    expect(uk.data.attributes).toMatchObject({ scheduled_debate_date: '2027-03-01', debate_outcome_at: '2026-11-21' });
  });

  test('is refused with the text of the ground, in Arabic and in French, and everybody reads it with the remedy', async () => {
    const petition = await filed();
    const desk = `${AR}/desk/petitions/${petition}`;
    const unmet = found(conditionsOf('region', 'citizens'), ['signatures']);
    await president.browser.submit(`${desk}/council`, unmet, { do: 'check' });
    const list = await president.browser.get(`${desk}/council`);
    expect(list.text).toContain(`${desk}/reject?ground=signatures`);
    const form = await president.browser.get(`${desk}/reject?ground=signatures`);
    expect(await faultsOfHtml(form.text)).toEqual([]);
    expect(form.text).toContain('أقل من العدد المطلوب قانونا');
    expect(form.text).toContain('est inférieur au nombre requis');
    const wrong = await president.browser.submit(`${desk}/reject?ground=signatures`, { 'reasons.ar': 'لا' });
    expect(wrong.status).toBe(422);
    const reasons = {
      'reasons.ar': 'عدد التوقيعات الصحيحة 12، والمطلوب 300.',
      'reasons.fr': '12 signatures valables sur 300.',
    };
    expect((await president.browser.submit(`${desk}/reject?ground=signatures`, reasons)).status).toBe(303);
    const page = await openBrowser(program).get(`${FR}/petitions/${petition}`);
    for (const words of ['12 signatures valables', 'tribunal administratif', 'Refusée par le bureau'])
      expect(page.text).toContain(words);
    const uk = await program.json<{ data: { attributes: object } }>(`/petitions/${petition}.json`);
    expect(uk.data.attributes).toMatchObject({ state: 'rejected', rejection: { code: 'signatures' } });
  });

  test('of an association is examined by the conditions of associations', async () => {
    const { body } = await petitionScene(program, db, BODY);
    const actor = aPerson({ id: citizen.personId });
    const given = { actor, body, createdOn: '2021-02-03', receiptNumber: '46/2021' };
    const actingFor = await verifiedAssociation(program, db, given);
    const drafted = await citizen.browser.submit(`${AR}/petitions/new`, WORDS);
    const petition = /PET-\d{4}-\w{5}-\w/.exec(drafted.location ?? '')?.[0] ?? '';
    const pdf = (name: string) => new File([`%PDF-1.4\n% ${name}\n%%EOF`], `${name}.pdf`, { type: 'application/pdf' });
    const files = { constitution: pdf('recepisse'), statutes: pdf('statuts'), powers: pdf('pouvoirs') };
    const said = { activity: 'Nous accompagnons les personnes handicapées.', standing: 'yes', actingFor };
    await citizen.browser.submit(`${AR}/petitions/${petition}/association`, said, { files });
    await citizen.browser.submit(`${AR}/petitions/${petition}/manage`, {}, { do: 'submit' });
    await president.browser.submit(`${AR}/desk/petitions/${petition}`, {}, { do: 'open' });
    // The counter of the president's office takes the file.
    const desk = `${FR}/desk/petitions/${petition}/council`;
    const late = await president.browser.submit(desk, date('receivedOn', '22', '11', '2026'), { do: 'file' });
    expect(late.status).toBe(422);
    await president.browser.submit(desk, date('receivedOn', '21', '11', '2026'), { do: 'file' });
    const page = await president.browser.get(desk);
    expect(page.text).toContain('Association constituée depuis plus de trois ans');
    expect(page.text).not.toContain('Répartition des signatures');
    await president.browser.submit(desk, found(conditionsOf('region', 'association')), { do: 'check' });
    expect((await president.browser.submit(desk, {}, { do: 'accept' })).status).toBe(303);
    const shown = await openBrowser(program).get(`${FR}/petitions/${petition}`);
    expect(shown.text).toContain('Pétition acceptée');
    expect(shown.text).not.toContain('Collecte des signatures');
  });
});
