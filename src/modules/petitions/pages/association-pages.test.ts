import { beforeAll, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { aPerson } from '../../../../test/setup/actors.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, signInOfficial } from '../../../../test/setup/officials.ts';
import { PETITION_WORDS, petitionScene, verifiedAssociation } from '../../../../test/setup/petitions.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { type SignedIn, signIn } from '../../../../test/setup/sign-in.ts';
import { temporaryFolder } from '../../../../test/setup/temporary-folder.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db, { config: { dataDir: await temporaryFolder() } });
const BODY = 'laayoune-sakia-el-hamra';
const FR = `/fr/${BODY}`;
const WORDS = { ...PETITION_WORDS, months: '3' };
const SAID = { activity: 'Nous accompagnons les personnes en situation de handicap.', standing: 'yes' };

let citizen: SignedIn;
let president: SignedIn;

beforeAll(async () => {
  await loadBodies(program, db);
  citizen = await signIn(program, db, 'maryam@example.ma');
  president = await signInOfficial(program, db, { email: 'p@example.ma', role: 'president', institution: BODY });
});

const pdf = (name: string) => new File([`%PDF-1.4\n% ${name}\n%%EOF`], `${name}.pdf`, { type: 'application/pdf' });

async function drafted(): Promise<string> {
  const done = await citizen.browser.submit(`${FR}/petitions/new`, WORDS);
  return /PET-\d{4}-\w{5}-\w/.exec(done.location ?? '')?.[0] ?? '';
}

async function association(createdOn: string, receiptNumber: string): Promise<string> {
  const { body } = await petitionScene(program, db, BODY);
  const actor = aPerson({ id: citizen.personId });
  return verifiedAssociation(program, db, { actor, body, createdOn, receiptNumber });
}

test('an association petitions with its documents and no signatures', async () => {
  const { browser } = citizen;
  const petition = await drafted();
  const path = `${FR}/petitions/${petition}/association`;
  expect((await browser.get(path)).text).toContain('Vous ne représentez ici aucune association');
  const actingFor = await association('2021-02-03', '46/2021');
  const refused = await browser.submit(path, { ...SAID, standing: [], actingFor } as never);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Confirmez que l’association est en situation régulière');
  await browser.submit(path, { ...SAID, actingFor });
  const half = await browser.get(path);
  expect(await faultsOfHtml(half.text)).toEqual([]);
  expect(half.text).toContain('Manquante');
  const early = await browser.submit(`${FR}/petitions/${petition}/manage`, {}, { do: 'submit' });
  expect(early.status).toBe(409);
  const files = { constitution: pdf('recepisse'), statutes: pdf('statuts'), powers: pdf('pouvoirs') };
  await browser.submit(path, { ...SAID, actingFor }, { files });
  const whole = await browser.get(path);
  expect(whole.text).not.toContain('Manquante');
  expect(whole.text).toContain('statuts.pdf');
  await browser.submit(`${FR}/petitions/${petition}/manage`, {}, { do: 'submit' });
  const desk = await president.browser.get(`${FR}/desk/petitions/${petition}`);
  expect(await faultsOfHtml(desk.text)).toEqual([]);
  expect(desk.text).toContain('Association Saguia');
  const file = /href="([^"]*\/file\?until=[^"]*)"/.exec(desk.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect((await openBrowser(program).get(file)).status).toBe(200);
  await president.browser.submit(`${FR}/desk/petitions/${petition}`, {}, { do: 'open' });
  const page = await openBrowser(program).get(`${FR}/petitions/${petition}`);
  expect(page.status).toBe(200);
  expect(page.text).toContain('Pétition présentée par une association');
  expect(page.text).not.toContain('/sign"');
  expect(page.text).not.toContain('statuts.pdf');
  expect(page.text).not.toContain('Collecte des signatures');
  const filed = await browser.submit(`${FR}/petitions/${petition}/file`, { petitioner: 'citizens' });
  expect(filed.status).toBe(303);
  const { rows } = await pool.query<{ petitioner: string }>('select petitioner from petition_council');
  expect(rows).toEqual([{ petitioner: 'association' }]);
});

test('but not one that is three years old to the day, nor one that somebody does not represent', async () => {
  const petition = await drafted();
  const path = `${FR}/petitions/${petition}/association`;
  const young = await association('2023-11-21', '47/2023');
  const files = { constitution: pdf('a'), statutes: pdf('b'), powers: pdf('c') };
  await citizen.browser.submit(path, { ...SAID, actingFor: young }, { files });
  const early = await citizen.browser.submit(`${FR}/petitions/${petition}/manage`, {}, { do: 'submit' });
  expect(early.status).toBe(409);
  const stranger = await citizen.browser.submit(path, { ...SAID, actingFor: '0199aaaa-0000-7000-8000-000000000000' });
  expect(stranger.status).toBe(422);
  // Back to citizens: it can be sent.
  await citizen.browser.submit(path, { actingFor: '' });
  const sent = await citizen.browser.submit(`${FR}/petitions/${petition}/manage`, {}, { do: 'submit' });
  expect(sent.status).toBe(303);
});

test('its papers go with the draft, when its representative leaves or citizens petition after all', async () => {
  const kept = async (petition: string) => {
    const { rows } = await pool.query<{ state: string; hash: string | null; name: string }>(
      "select state, hash, name from attachment where subject_id = $1 and visibility = 'private' order by id",
      [petition],
    );
    return rows;
  };
  const files = { constitution: pdf('x'), statutes: pdf('y'), powers: pdf('z') };
  const actingFor = await association('2019-02-03', '48/2019');
  const changed = await drafted();
  await citizen.browser.submit(`${FR}/petitions/${changed}/association`, { ...SAID, actingFor }, { files });
  expect((await kept(changed)).map(({ state }) => state)).toEqual(['shown', 'shown', 'shown']);
  await citizen.browser.submit(`${FR}/petitions/${changed}/association`, { actingFor: '' });
  const left = await drafted();
  await citizen.browser.submit(`${FR}/petitions/${left}/association`, { ...SAID, actingFor }, { files });
  const closed = await citizen.browser.submit('/fr/me/data/close', { confirm: 'yes' });
  expect(closed.status).toBe(303);
  for (const petition of [changed, left]) {
    const rows = await kept(petition);
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).toEqual({ state: 'removed', hash: null, name: '' });
  }
  expect((await pool.query('select 1 from petition where reference = $1', [left])).rowCount).toBe(0);
});
