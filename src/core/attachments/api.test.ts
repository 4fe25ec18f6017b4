import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InvalidInput, TooMany } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { aPerson } from '../../../test/setup/actors.ts';
import { type ApiClient, apiClient } from '../../../test/setup/api-client.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { signInOfficial } from '../../../test/setup/officials.ts';
import { loadPlans } from '../../../test/setup/plans.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { signIn } from '../../../test/setup/sign-in.ts';
import { attachTo, removeAttachmentsOf } from './attach.ts';
import { FILES_PER_DAY, type Visibility } from './attachment.ts';
import { ownDocuments } from './personal-data.ts';
import { privatePath } from './private-address.ts';
import { attachmentsOf } from './queries.ts';
import { keepUpload } from './uploads.ts';

const { db, pool } = await testDatabase();
const dataDir = await mkdtemp(join(tmpdir(), 'attachments-api-'));
const program = testProgram(db, { config: { dataDir } });
const HERE = 'laayoune-sakia-el-hamra';

let official: ApiClient;
let personId = '';
let citizen: ApiClient;
let institutionId = '';

beforeAll(async () => {
  await loadPlans(program, db);
  const role = 'editor';
  ({ personId } = await signInOfficial(program, db, { email: 'redaction@example.ma', role, institution: HERE }));
  official = await apiClient(program, { personId }, 'read', 'write', 'desk');
  citizen = await apiClient(program, await signIn(program, db, 'citoyen@example.ma'), 'read', 'write');
  institutionId = (await pool.query('select id from institution where slug = $1', [HERE])).rows[0].id;
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const CSV = 'commune;habitants\nLaâyoune;217732\nBoujdour;50566\n';

function form(fields: Record<string, string>, file?: File): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  if (file) body.append('upload', file);
  return body;
}

const SAID = { on: 'commitment:MALAA0003', lang: 'fr', 'title.fr': 'Habitants par commune' };
const table = () => new File([CSV], 'habitants.csv', { type: 'text/csv' });

describe('by the API', () => {
  test('a document is attached, read in parts, described and removed', async () => {
    const made = await official('POST', '/documents', form(SAID, table()));
    expect(made.status).toBe(201);
    const { id } = made.json as { id: string };
    const shown = await program.json(`/api/v1/documents/${id}`);
    expect(shown).toMatchObject({
      on: 'commitment:MALAA0003',
      state: 'shown',
      title: { fr: 'Habitants par commune' },
      type: 'csv',
      bytes: Buffer.byteLength(CSV),
      removedAt: null,
    });
    const path = new URL(String(shown.file)).pathname;
    const part = await program.ask(path, { headers: { range: 'bytes=0-6' } });
    expect([part.status, await part.text()]).toEqual([206, 'commune']);
    expect((await program.json('/api/v1/documents?on=commitment:MALAA0003')).total).toBe(1);
    expect((await program.json(`/api/v1/documents?institution=${HERE}`)).total).toBe(1);
    expect(await program.text('/api/v1/documents.csv')).toContain('Habitants par commune');

    const described = { title: { fr: 'Habitants', ar: 'السكان' }, description: {}, lang: 'mul' };
    expect((await official('PATCH', `/documents/${id}`, described)).status).toBe(204);
    expect(await program.json(`/api/v1/documents/${id}`)).toMatchObject({ title: described.title, lang: 'mul' });

    const reason = { reason: { fr: 'Chiffres provisoires' } };
    expect((await citizen('POST', `/documents/${id}/removal`, reason)).status).toBe(403);
    expect((await official('POST', `/documents/${id}/removal`, {})).status).toBe(422);
    expect((await official('POST', `/documents/${id}/removal`, reason)).status).toBe(204);
    expect((await official('POST', `/documents/${id}/removal`, reason)).status).toBe(410);
    expect((await official('PATCH', `/documents/${id}`, described)).status).toBe(410);
    expect(await program.json(`/api/v1/documents/${id}`)).toMatchObject({
      state: 'removed',
      title: {},
      file: null,
      sha256: null,
      removedReason: reason.reason,
    });
  });

  test('the same request sent twice attaches once', async () => {
    const key = { 'idempotency-key': newId() };
    const fields = { ...SAID, 'title.fr': 'Une fois' };
    const first = await official('POST', '/documents', form(fields, table()), key);
    const again = await official('POST', '/documents', form(fields, table()), key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.json.id).toBe(first.json.id);
    const other = await official('POST', '/documents', form(fields, new File(['a;b\nc;d\n'], 'x.csv')), key);
    expect(other.status).toBe(409);
  });

  test('faults are told by their fields, and nobody else attaches', async () => {
    const faulty = await official('POST', '/documents', form({ on: SAID.on, lang: 'fr' }, new File(['MZ'], 'x')));
    expect(faulty.status).toBe(422);
    expect((faulty.json.errors as { pointer: string }[]).map((one) => one.pointer)).toEqual(['/upload', '/title/ar']);
    const none = await official('POST', '/documents', form(SAID));
    expect(none.json.errors).toHaveLength(1);
    expect((await citizen('POST', '/documents', form(SAID, table()))).status).toBe(403);
    expect((await official('POST', '/documents', form({ ...SAID, on: 'region:11' }, table()))).status).toBe(404);
    const elsewhere = { ...SAID, on: 'action-plan:MA-12-AP-2025-2027' };
    expect([403, 404]).toContain((await official('POST', '/documents', form(elsewhere, table()))).status);
    expect((await program.ask('/api/v1/documents', { method: 'POST', body: form(SAID, table()) })).status).toBe(401);
  });
});

/** What another room does in its own action: keeps the file, then attaches it to a thing of its own. */
async function attachAs(visibility: Visibility, file: { name: string; bytes: Buffer }, id = newId()) {
  const actor = aPerson({ id: personId });
  const now = program.clock.now();
  const { ticket } = await keepUpload({ db, around: program.around, actor, now }, institutionId, file);
  const subject = { kind: 'letter-of-a-test', id };
  const place = { institutionId, subject, visibility, tags: [] };
  const context = { actor, now, queue: async () => {}, touch: () => {} };
  const attached = await db
    .transaction()
    .execute((tx) => attachTo({ ...context, db: tx }, place, { upload: ticket, lang: 'fr' }));
  return { ...attached, place, context };
}

describe('a private file', () => {
  test('opens for ten minutes by an address that was handed out, and for nobody else', async () => {
    const { id } = await attachAs('private', { name: 'lettre.txt', bytes: Buffer.from('Je vous écris') });
    const { keys } = program.around;
    const path = `/fr${privatePath(keys, id, program.clock.now())}`;
    const opened = await program.ask(path);
    expect([opened.status, await opened.text()]).toEqual([200, 'Je vous écris']);
    expect(opened.headers.get('cache-control')).toContain('no-store');
    expect(opened.headers.get('x-robots-tag')).toBe('noindex');
    expect((await program.ask(path, { headers: { range: 'bytes=0-1' } })).status).toBe(206);

    const other = newId();
    for (const wrong of [
      `/fr/attachments/${id}/file`,
      path.replace(/key=./, 'key=_'),
      path.replace(/until=\d/, 'until=9'),
      path.replace(id, other),
      `/fr/attachments/${id}`,
      `/fr/attachments/${id}/edit`,
      `/api/v1/documents/${id}`,
    ])
      expect((await program.ask(wrong)).status, wrong).toBe(404);
    expect((await program.ask(`/fr${privatePath(keys, id, new Date('2026-11-21T09:49:00Z'))}`)).status).toBe(410);
    expect(JSON.stringify(await program.json('/api/v1/documents'))).not.toContain(id);
    expect(await program.text('/fr/search?q=lettre.txt')).not.toContain(id);
  });

  test('that is a picture is shown small in the same way', async () => {
    const bytes = await sharp({ create: { width: 640, height: 640, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer();
    const { id } = await attachAs('private', { name: 'photo.jpg', bytes });
    const small = await program.ask(
      `/fr${privatePath(program.around.keys, id, program.clock.now(), 'thumbnail.webp')}`,
    );
    expect([small.status, small.headers.get('cache-control')]).toEqual([200, 'private, no-store, no-transform']);
    expect((await program.ask(`/fr/attachments/${id}/thumbnail.webp`)).status).toBe(404);
  });

  test('goes with what it hangs on', async () => {
    const { place, context } = await attachAs('private', { name: 'a.txt', bytes: Buffer.from('une pièce') });
    const count = await db
      .transaction()
      .execute((tx) => removeAttachmentsOf({ ...context, db: tx }, place, { fr: 'Dossier clos' }));
    expect(count).toBe(1);
    const [left] = await attachmentsOf(db, institutionId, [place.subject], 'private');
    expect(left).toMatchObject({ state: 'removed', name: '', hash: null });
  });
});

describe('a ticket', () => {
  const bytes = Buffer.from('un texte');

  test('is good for whoever sent the file, in the body it was sent to, for a day', async () => {
    const actor = aPerson({ id: personId });
    const now = program.clock.now();
    const sender = { db, around: program.around, actor, now };
    const { ticket } = await keepUpload(sender, institutionId, { name: 'x.txt', bytes });
    const elsewhere = (await pool.query('select id from institution where id <> $1 limit 1', [institutionId])).rows[0]
      .id;
    const later = new Date(now.getTime() + 25 * 3_600_000);
    for (const [who, where, when] of [
      [aPerson({ id: newId() }), institutionId, now],
      [actor, elsewhere, now],
      [actor, institutionId, later],
    ] as const) {
      const place = { institutionId: where, subject: { kind: 'x', id: 'y' }, visibility: 'private', tags: [] } as const;
      const attempt = db.transaction().execute((tx) =>
        attachTo({ db: tx, actor: who, now: when, queue: async () => {}, touch: () => {} }, place, {
          upload: ticket,
          lang: 'fr',
        }),
      );
      await expect(attempt).rejects.toBeInstanceOf(InvalidInput);
    }
  });

  test('is not given without end', async () => {
    const actor = aPerson({ id: personId });
    await pool.query(
      `insert into attachment_upload (institution_id, id, person_id, hash, size, type, name, kept_at)
       select $1, 'n' || n, $2, 'h', 1, 'txt', 'x', $3 from generate_series(1, $4::int) n`,
      [institutionId, personId, program.clock.now(), FILES_PER_DAY],
    );
    const sender = { db, around: program.around, actor, now: program.clock.now() };
    await expect(keepUpload(sender, institutionId, { name: 'x.txt', bytes })).rejects.toBeInstanceOf(TooMany);
  });
});

test('whoever attached documents finds them among their data; the account is closed, the documents stay', async () => {
  const known = (await ownDocuments.export(db, personId)) as { documents: { on: string }[]; notAttachedYet: unknown[] };
  expect(known.documents.map((one) => one.on)).toContain('commitment:MALAA0003');
  expect(known.notAttachedYet).not.toEqual([]);
  const kept = await db.transaction().execute((tx) => ownDocuments.close(tx, personId, program.clock.now()));
  expect(kept).toHaveLength(1);
  expect(await ownDocuments.export(db, personId)).toEqual({ documents: [], notAttachedYet: [] });
  expect((await program.json('/api/v1/documents')).total).toBeGreaterThan(0);
});
