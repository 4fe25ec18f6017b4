import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { docxOf } from '#platform/documents/testing.ts';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { renderPdf } from '#platform/pdf/render-pdf.ts';
import { closeWorkshop } from '#platform/workshop/workshop.ts';
import { openBrowser } from '../../../test/setup/browser.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { signInOfficial } from '../../../test/setup/officials.ts';
import { loadPlans } from '../../../test/setup/plans.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { type SignedIn, signIn } from '../../../test/setup/sign-in.ts';
import { workOff } from '../../../test/setup/work-off.ts';
import { dropUploads } from './jobs.ts';
import { attachmentById } from './queries.ts';
import { keepUpload } from './uploads.ts';
import { verifyContents } from './verify.ts';

const { db, pool } = await testDatabase();
const dataDir = await mkdtemp(join(tmpdir(), 'attachments-'));
const program = testProgram(db, { config: { dataDir } });
const FILES = join(dataDir, 'files');
const SITE = '/fr/laayoune-sakia-el-hamra';
const COMMITMENT = 'commitment:MALAA0003';
const FORM = `${SITE}/attachments/add?to=${encodeURIComponent(COMMITMENT)}`;
const CANARY = 'zorbalakanari';

let official: SignedIn;
let stranger: SignedIn;
let citizen: SignedIn;

beforeAll(async () => {
  await loadPlans(program, db);
  official = await signInOfficial(program, db, {
    email: 'chef@example.ma',
    role: 'division-head',
    institution: 'laayoune-sakia-el-hamra',
  });
  stranger = await signInOfficial(program, db, {
    email: 'ailleurs@example.ma',
    role: 'division-head',
    institution: 'dakhla-oued-ed-dahab',
  });
  citizen = await signIn(program, db, 'citoyen@example.ma');
}, 120_000);
beforeEach(async () => {
  await pool.query('truncate attachment, attachment_upload');
  await pool.query(`delete from search_document where kind = 'document'`);
  await pool.query('delete from graphile_worker._private_jobs');
  await rm(FILES, { recursive: true, force: true });
});
afterAll(async () => {
  await closeWorkshop();
  await rm(dataDir, { recursive: true, force: true });
});

const pdfOf = async (text: string) => {
  const bytes = await renderPdf({
    lang: 'fr',
    title: 'Compte rendu',
    institution: { name: 'Conseil régional', accent: 'palm', emblem: null },
    reference: { label: 'No', value: 'X-1' },
    date: '2026-11-20',
    blocks: [{ kind: 'paragraph', text }],
  });
  return new File([Buffer.from(bytes)], 'compte rendu.pdf');
};
const picture = async (name = 'photo.png') =>
  new File(
    [
      await sharp({ create: { width: 800, height: 400, channels: 3, background: '#147' } })
        .png()
        .toBuffer(),
    ],
    name,
  );
const SAID = { 'title.fr': 'Compte rendu de la réunion', 'title.ar': '', lang: 'fr', 'description.fr': '' };

const send = (fields: Record<string, string>, file?: File, by = official) =>
  by.browser.submit(FORM, fields, { files: file ? { upload: file } : {} });

/** Attaches and answers the id. */
async function attach(file: File, fields: Record<string, string> = {}): Promise<string> {
  const done = await send({ ...SAID, ...fields }, file);
  if (done.status !== 303) throw new Error(`${done.status} ${done.text.slice(0, 3000)}`);
  return /attachments\/([^?]+)/.exec(done.location ?? '')?.[1] ?? '';
}

async function contents(): Promise<string[]> {
  const names = await readdir(FILES, { recursive: true }).catch(() => []);
  return names.filter((name) => /[0-9a-f]{64}$/.test(name)).map((name) => name.slice(-64));
}

const remove = (id: string, reason = 'Erreur') =>
  official.browser.submit(`${SITE}/attachments/${id}/edit`, { 'reason.fr': reason }, { do: 'remove' });

async function faults(): Promise<string[]> {
  const found: string[] = [];
  for await (const fault of verifyContents.run(db, program.around)) found.push(fault);
  return found;
}

describe('an official attaches a document', () => {
  test('from the page of the commitment, without script, and everybody reads it', async () => {
    const page = `${SITE}/commitments/MALAA0003`;
    expect((await openBrowser(program).get(page)).text).not.toContain('id="documents"');
    const seen = await official.browser.get(page);
    expect(seen.text).toContain('Joindre un document');
    expect(await faultsOfHtml((await official.browser.get(FORM)).text)).toEqual([]);
    const id = await attach(await pdfOf('Les centres ruraux de Boujdour'));
    const shown = await openBrowser(program).get(page);
    expect(shown.text).toContain('Compte rendu de la réunion');
    expect(await faultsOfHtml(shown.text)).toEqual([]);
    const own = await openBrowser(program).get(`${SITE}/attachments/${id}`);
    expect(own.text).toContain('Compte rendu de la réunion');
    expect(own.text).toContain('Télécharger (<bdi dir="ltr">PDF');
    expect(own.text).toContain('en cours de lecture');
    expect(await faultsOfHtml(own.text)).toEqual([]);
    const arabic = await openBrowser(program).get(`/ar/laayoune-sakia-el-hamra/attachments/${id}`);
    expect(await faultsOfHtml(arabic.text)).toEqual([]);
    const desk = await official.browser.get(`${SITE}/desk/documents`);
    expect(desk.text).toContain('Compte rendu de la réunion');
    expect(await faultsOfHtml(desk.text)).toEqual([]);
  });

  test('on a milestone and on a plan', async () => {
    for (const [on, page] of [
      ['milestone:MALAA0003-M01', '/commitments/MALAA0003'],
      ['action-plan:MA-11-AP-2025-2027', '/action-plans/MA-11-AP-2025-2027'],
    ]) {
      const form = `${SITE}/attachments/add?to=${encodeURIComponent(on ?? '')}`;
      const done = await official.browser.submit(form, SAID, { files: { upload: await pdfOf(on ?? '') } });
      expect(done.status).toBe(303);
      expect((await program.text(`${SITE}${page}`)).match(/Compte rendu de la réunion/g)).toHaveLength(1);
    }
  });

  test('and its words are found, by a job', async () => {
    const id = await attach(await pdfOf(`Les centres ruraux ${CANARY}`));
    expect(await program.text(`/fr/search?q=${CANARY}`)).not.toContain(`/attachments/${id}`);
    await workOff(program, db, pool);
    expect(await program.text(`/fr/search?q=${CANARY}`)).toContain(`/attachments/${id}`);
    expect(await program.text(`${SITE}/attachments/${id}`)).toContain('La recherche trouve le texte');
  });

  test('that is damaged: the page says that it could not be read', async () => {
    const id = await attach(new File([docxOf(['x']).subarray(0, -30)], 'x.docx'));
    await workOff(program, db, pool);
    expect((await attachmentById(db, id))?.wordsState).toBe('failed');
    expect(await program.text(`${SITE}/attachments/${id}`)).toContain('endommagé');
  });

  test('nobody else does, and nothing of theirs is kept', async () => {
    const file = await pdfOf('x');
    expect((await stranger.browser.get(FORM)).status).toBe(403);
    expect((await citizen.browser.get(FORM)).status).toBe(403);
    expect((await openBrowser(program).get(FORM)).status).toBe(303);
    // The form of the official's page, sent by somebody who may not.
    const page = (await official.browser.get(FORM)).text;
    expect(page).toContain('enctype="multipart/form-data"');
    const body = new FormData();
    body.append('upload', file);
    const sent = await program.ask(FORM, { method: 'POST', body, headers: { cookie: citizen.cookie } });
    expect(sent.status).toBe(403);
    expect(await contents()).toEqual([]);
  });
});

describe('a form that is not right', () => {
  test('keeps the file, lists every fault, and is sent again without the file', async () => {
    const wrong = await send({ ...SAID, 'title.fr': '', lang: '' }, await pdfOf('x'));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Écrivez le titre du document');
    expect(wrong.text).toContain('Choisissez la langue du document');
    expect(wrong.text).toContain('compte rendu.pdf');
    expect(await faultsOfHtml(wrong.text)).toEqual([]);
    const ticket = /name="kept" value="([^"]+)"/.exec(wrong.text)?.[1] ?? '';
    const done = await send({ ...SAID, kept: ticket });
    expect(done.status).toBe(303);
    expect(await contents()).toHaveLength(1);
    // A ticket is good once.
    const again = await send({ ...SAID, kept: ticket });
    expect([again.status, again.text.includes('Le fichier n’est plus conservé')]).toEqual([422, true]);
  });

  test('with a picture that nobody describes is refused in plain words', async () => {
    const wrong = await send(SAID, await picture());
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Dites ce que montre l’image');
    expect(wrong.text).toContain('href="#f-description-ar"');
    expect(await attach(await picture(), { 'description.fr': 'Le centre' })).not.toBe('');
  });

  test.each([
    ['no file', undefined, 'Choisissez un fichier'],
    ['an empty file', () => new File([], 'vide.pdf'), 'Ce fichier est vide'],
    ['a page that calls itself a PDF', () => new File(['<!doctype html><script>'], 'x.pdf'), 'n’est pas accepté'],
    ['a program', () => new File([Buffer.from('MZ\u0000\u0000')], 'x.exe'), 'n’est pas accepté'],
    ['a drawing with script', () => new File(['<svg onload="x()"/>'], 'x.svg'), 'n’est pas accepté'],
    ['a file of 21 MB', () => new File([Buffer.alloc(21 * 1024 * 1024, 'a')], 'x.txt'), 'trop lourd'],
  ])('with %s is refused, with the other faults', async (_what, file, said) => {
    const wrong = await send({ ...SAID, 'title.fr': '' }, file?.());
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain(said);
    expect(wrong.text).toContain('Écrivez le titre du document');
    expect(await contents()).toEqual([]);
  });

  test('more than a form may bring at all is refused', async () => {
    const wrong = await send(SAID, new File([Buffer.alloc(33 * 1024 * 1024)], 'x.pdf'));
    expect(wrong.status).toBe(413);
  });

  test('with a virus, when clamd is asked', async () => {
    const clamd = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', (chunk) => {
        if (chunk.subarray(-4).equals(Buffer.alloc(4))) socket.end('stream: Eicar-Test FOUND\0');
      });
    });
    await new Promise<void>((resolve) => clamd.listen(0, '127.0.0.1', resolve));
    const { port } = clamd.address() as { port: number };
    const guarded = testProgram(db, { config: { dataDir, clamdUrl: `tcp://127.0.0.1:${port}` } });
    const browser = openBrowser(guarded);
    for (const [name, value] of official.browser.cookies) browser.cookies.set(name, value);
    const wrong = await browser.submit(FORM, SAID, { files: { upload: await pdfOf('x') } });
    expect([wrong.status, wrong.text.includes('porte un virus')]).toEqual([422, true]);
    expect(await contents()).toEqual([]);
    await new Promise((resolve) => clamd.close(resolve));
  });
});

describe('a file', () => {
  test('is a download of its own type, whole, in parts, or not at all for whoever has it', async () => {
    const sent = await pdfOf('x');
    const bytes = Buffer.from(await sent.arrayBuffer());
    const path = `${SITE}/attachments/${await attach(sent)}/file`;
    const whole = await program.ask(path);
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-type')).toBe('application/pdf');
    expect(whole.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''compte%20rendu.pdf");
    expect(whole.headers.get('cache-control')).toContain('must-revalidate');
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    const part = await program.ask(path, { headers: { range: 'bytes=100-199' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${bytes.length}`]);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true);
    const etag = whole.headers.get('etag') ?? '';
    expect((await program.ask(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await program.ask(path, { headers: { range: 'bytes=9999999-' } })).status).toBe(416);
  });

  test('that is a picture is shown small, and the same each time', async () => {
    const id = await attach(await picture(), { 'description.fr': 'Le centre' });
    const small = await program.ask(`${SITE}/attachments/${id}/thumbnail.webp`);
    expect(small.headers.get('content-type')).toBe('image/webp');
    const bytes = Buffer.from(await small.arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 320, height: 160 });
    const again = await program.ask(`${SITE}/attachments/${id}/thumbnail.webp`);
    expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true);
    expect(await program.text(`${SITE}/commitments/MALAA0003`)).toMatch(/<img[^>]*thumbnail[^>]*alt="Le centre"/);
    const document = await attach(await pdfOf('x'));
    expect((await program.ask(`${SITE}/attachments/${document}/thumbnail.webp`)).status).toBe(404);
  });

  test('is missed and recognised as changed by the verification', async () => {
    await attach(await pdfOf('x'));
    expect(await faults()).toEqual([]);
    const [hash = ''] = await contents();
    await program.around.files.removeFile(hash);
    expect(await faults()).toEqual([expect.stringContaining('is missing')]);
  });
});

describe('removing', () => {
  test('leaves the place and the reason, and nothing else anywhere', async () => {
    const file = new File([await (await pdfOf(`Texte ${CANARY}`)).arrayBuffer()], `${CANARY}.pdf`);
    const id = await attach(file, { 'title.fr': `Titre ${CANARY}`, 'description.fr': `Dit ${CANARY}` });
    const shot = await attach(await picture(`${CANARY}.png`), { 'title.ar': CANARY, 'description.fr': CANARY });
    await workOff(program, db, pool);
    const paths = [
      `${SITE}/commitments/MALAA0003`,
      `/fr/search?q=${CANARY}`,
      `/fr/search?q=${CANARY}x`,
      ...[id, shot].flatMap((one) => [
        `${SITE}/attachments/${one}`,
        `${SITE}/attachments/${one}/file`,
        `${SITE}/attachments/${one}/thumbnail.webp`,
        `${SITE}/attachments/${one}/preview.webp`,
        `/api/v1/documents/${one}`,
      ]),
      '/api/v1/documents',
      '/api/v1/documents.csv',
      `${SITE}/commitments/MALAA0003/feed.atom`,
      '/sitemap.xml',
    ];
    const before = await Promise.all(paths.map((path) => program.text(path)));
    expect(before.filter((text) => text.includes(CANARY)).length).toBeGreaterThan(5);
    for (const one of [id, shot]) expect((await remove(one, 'Contient une adresse')).status).toBe(303);
    await workOff(program, db, pool);

    for (const path of paths) {
      const text = await program.text(path);
      // The question itself stands in the field of the search.
      expect(text.replaceAll(`value="${CANARY}`, '').replaceAll(`q=${CANARY}`, ''), path).not.toMatch(
        path.includes('/search') ? new RegExp(`attachments/(${id}|${shot})`) : new RegExp(CANARY, 'i'),
      );
    }
    expect(await program.text(`/fr/search?q=${CANARY}x`)).not.toMatch(new RegExp(`${CANARY}(?!x)`, 'i'));
    expect(await contents()).toEqual([]);
    const { rows: tables } = await pool.query(
      `select format('select count(*) as n from %I.%I as t where t::text ilike ''%%${CANARY}%%''', table_schema, table_name) as ask,
         table_schema || '.' || table_name as name
       from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker')`,
    );
    const holding: string[] = [];
    for (const { ask, name } of tables) if (Number((await pool.query(ask)).rows[0].n) > 0) holding.push(name);
    expect(holding).toEqual([]);

    const page = await openBrowser(program).get(`${SITE}/attachments/${id}`);
    expect([page.status, page.text.includes('Contient une adresse')]).toEqual([410, true]);
    expect(await faultsOfHtml(page.text)).toEqual([]);
    expect((await program.ask(`${SITE}/attachments/${id}/file`)).status).toBe(410);
    expect(await program.text(paths[0] ?? '')).toContain('Contient une adresse');
    expect((await official.browser.get(`${SITE}/attachments/${id}/edit`)).status).toBe(404);
  });

  test('one of two documents with the same content leaves the other its file', async () => {
    const file = await pdfOf('the same');
    const one = await attach(file);
    const other = await attach(file);
    expect(await contents()).toHaveLength(1);
    await remove(one);
    await workOff(program, db, pool);
    expect((await program.ask(`${SITE}/attachments/${other}/file`)).status).toBe(200);
    expect(await faults()).toEqual([]);
    await remove(other);
    await workOff(program, db, pool);
    expect(await contents()).toEqual([]);
  });

  test('asks for a reason, and only those who may', async () => {
    const id = await attach(await pdfOf('x'));
    const wrong = await remove(id, ' ');
    expect([wrong.status, wrong.text.includes('Écrivez le motif du retrait')]).toEqual([422, true]);
    for (const by of [stranger, citizen])
      expect((await by.browser.get(`${SITE}/attachments/${id}/edit`)).status).toBe(403);
  });
});

test('what is said of a document is changed, and found by its new words only', async () => {
  const id = await attach(await pdfOf('x'), { 'title.fr': `Ancien ${CANARY}` });
  const edit = `${SITE}/attachments/${id}/edit`;
  expect(await faultsOfHtml((await official.browser.get(edit)).text)).toEqual([]);
  const fields = { 'title.fr': 'Nouveau titre', 'title.ar': '', 'description.fr': 'Dit plus', lang: 'mul' };
  expect((await official.browser.submit(edit, fields, { do: 'update' })).status).toBe(303);
  expect(await program.text(`${SITE}/attachments/${id}`)).toContain('Nouveau titre');
  expect(await program.text(`/fr/search?q=${CANARY}`)).not.toContain(`/attachments/${id}`);
});

test('what was sent and never attached is dropped after a day, unless a document has the same content', async () => {
  const { actor, institutionId } = {
    actor: { kind: 'system', name: 'test' } as const,
    institutionId: (await pool.query(`select id from institution where slug = 'laayoune-sakia-el-hamra'`)).rows[0].id,
  };
  const bytes = Buffer.from('lines\nof a text');
  const sender = { db, around: program.around, actor, now: program.clock.now() };
  await keepUpload(sender, institutionId, { name: 'a.txt', bytes });
  const kept = await pdfOf('attached');
  await attach(kept);
  await keepUpload(sender, institutionId, { name: 'b.pdf', bytes: Buffer.from(await kept.arrayBuffer()) });
  expect(await contents()).toHaveLength(2);
  const later = { ...program, clock: { now: () => new Date(Date.parse('2026-11-23T10:00:00Z')) } };
  await dropUploads.run(undefined, { ...later, db } as never);
  const [left, ...others] = await contents();
  expect(others).toEqual([]);
  expect((await pool.query('select hash from attachment')).rows).toEqual([{ hash: left }]);
  expect((await pool.query('select 1 from attachment_upload')).rowCount).toBe(0);
  expect(await readFile(join(FILES, left?.slice(0, 2) ?? '', left?.slice(2, 4) ?? '', left ?? ''))).toBeTruthy();
});
