import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { AwsV4Signer } from 'aws4fetch';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { handClock } from '../clock.ts';
import { InvalidInput, Unavailable } from '../errors.ts';
import { createLog } from '../log.ts';
import type { JobContext } from '../module.ts';
import { safeFileName } from './file-name.ts';
import { openFileStore, type Upload } from './file-store.ts';
import type { FileType } from './file-types.ts';
import { s3Place } from './s3-shelf.ts';

let folder = '';
let lines: string[] = [];
const log = createLog({
  destination: new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) }),
});

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'files-')), 'files');
  lines = [];
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const ALL: FileType[] = ['pdf', 'jpg', 'png', 'webp', 'csv', 'txt', 'json', 'docx'];
const upload = (name: string, content: Upload['content'] | string, over: Partial<Upload> = {}): Upload => ({
  name,
  content: typeof content === 'string' ? Buffer.from(content) : content,
  maxBytes: 1_000_000,
  allow: ALL,
  ...over,
});
// Dropping strays needs the clock alone.
const nothing = { log } as unknown as JobContext;
const store = (over = {}) => openFileStore({ folder, log, ...over });
const kept = async (of: ReturnType<typeof store>, hash: string, part?: { first: number; last: number }) => {
  const found = await of.readFile(hash, part);
  return found && { size: found.size, content: await buffer(found.stream) };
};
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof InvalidInput ? error.faults[0] : error;
};
const filesIn = async (place: string): Promise<string[]> =>
  (await readdir(place, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).map((one) => one.name);

const PDF = '%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF';

describe('a file', () => {
  test('is kept once under the hash of what it holds, for the owner alone, and read back', async () => {
    const files = store();
    const hash = createHash('sha256').update(PDF).digest('hex');
    const stored = await files.storeFile(upload('تقرير سنوي.pdf', PDF));
    expect(stored).toEqual({ hash, size: PDF.length, type: 'pdf', name: 'تقرير سنوي.pdf' });
    expect(await files.storeFile(upload('again.PDF', PDF))).toMatchObject({ hash, name: 'again.pdf' });
    expect(await filesIn(folder)).toEqual([hash]);
    const { mode } = await stat(join(folder, hash.slice(0, 2), hash.slice(2, 4), hash));
    expect(mode & 0o077).toBe(0);
    expect(await kept(files, hash)).toEqual({ size: PDF.length, content: Buffer.from(PDF) });
    expect(await kept(files, hash, { first: 1, last: 3 })).toEqual({ size: PDF.length, content: Buffer.from('PDF') });
    await files.removeFile(hash);
    await files.removeFile(hash);
    expect(await files.readFile(hash)).toBeUndefined();
  });

  test('may come in pieces', async () => {
    async function* pieces() {
      yield Buffer.from('a,b\n');
      yield Buffer.from('1,2\n');
    }
    expect(await store().storeFile(upload('x.csv', pieces()))).toMatchObject({ type: 'csv', size: 8 });
  });

  test('too large is refused as soon as it is known, and nothing is left', async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield Buffer.alloc(100_000, 97);
      }
    }
    expect(await refusal(store().storeFile(upload('x.txt', endless(), { pointer: '/attachment' })))).toEqual({
      pointer: '/attachment',
      key: 'platform.files.too-large',
      values: { megabytes: 1 },
    });
    expect(given).toBe(11);
    expect(await filesIn(folder)).toEqual([]);
    expect(await refusal(store().storeFile(upload('x.txt', '')))).toMatchObject({ key: 'platform.files.empty' });
    const exact = upload('x.txt', Buffer.alloc(1_000_000, 97));
    await expect(store().storeFile(exact)).resolves.toMatchObject({ size: 1_000_000 });
  });

  test('whose upload breaks off leaves nothing', async () => {
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('the line went dead');
    }
    await expect(store().storeFile(upload('x.txt', broken()))).rejects.toThrow('the line went dead');
    expect(await filesIn(folder)).toEqual([]);
  });

  test.each([
    ['list.csv', 'الجهة;عدد\nالعيون;5\n"a;b";6\n', 'csv'],
    ['list.csv', '\uFEFFa,b\r\n1,2\r\n', 'csv'],
    ['list.csv', 'one column\nonly\nhere\n', undefined],
    ['list.csv', 'a,b\n1\n2,3,4\n5\n', undefined],
    ['notes.txt', 'نص عادي', 'txt'],
    ['notes', 'text', 'txt'],
    ['map.geojson', '{"type":"FeatureCollection"}', 'json'],
    ['map.json', 'no json', undefined],
    ['page.txt', ' <!DOCTYPE html><script>alert(1)</script>', undefined],
    ['page.csv', '<svg xmlns="http://www.w3.org/2000/svg">,\n,', undefined],
    ['report.pdf', 'MZ\u0090\u0000\u0003', undefined],
    ['photo.jpg', 'just text', 'txt'],
    ['latin1.txt', Buffer.from([0x65, 0xe9, 0x65]), undefined],
    ['cut.txt', Buffer.from('é').subarray(0, 1), undefined],
    ['hidden.txt', PDF, 'pdf'],
  ])('%s is known by what it holds (%j): %s', async (name, content, type) => {
    const done = store().storeFile(upload(name, content));
    if (type) expect(await done).toMatchObject({ type });
    else expect(await refusal(done)).toMatchObject({ key: 'platform.files.wrong-type' });
  });

  test('of a type that is not allowed here is refused with those that are', async () => {
    expect(await refusal(store().storeFile(upload('a.pdf', PDF, { allow: ['jpg', 'csv'] })))).toEqual({
      pointer: '/file',
      key: 'platform.files.wrong-type',
      values: { types: 'JPEG, CSV' },
    });
  });

  test('has no address but its hash', async () => {
    const files = store();
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, '..', 'secret'), 'x');
    for (const wrong of ['../secret', '', 'A'.repeat(64), `${'a'.repeat(63)}/`]) {
      expect(await files.readFile(wrong)).toBeUndefined();
      await files.removeFile(wrong);
    }
    expect(await readdir(join(folder, '..'))).toContain('secret');
  });

  test('that a crash left half received is dropped a day later', async () => {
    const files = store();
    await mkdir(join(folder, 'incoming'), { recursive: true });
    for (const [name, hours] of [
      ['old', 25],
      ['young', 23],
    ] as const) {
      await writeFile(join(folder, 'incoming', name), 'x');
      const then = new Date(Date.parse('2026-11-21T12:00:00Z') - hours * 3_600_000);
      await utimes(join(folder, 'incoming', name), then, then);
    }
    const [job] = files.jobs;
    await job?.run({}, { ...nothing, clock: handClock('2026-11-21T12:00:00Z') });
    expect(await filesIn(folder)).toEqual(['young']);
  });
});

describe('a picture', () => {
  const photo = () =>
    sharp({ create: { width: 60, height: 40, channels: 3, background: '#0b5a3c' } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .withExifMerge({
        IFD0: { Copyright: 'Fatima Zahra', Model: 'PhoneOfFatima' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '27/1 9/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '13/1 12/1 0/1' },
      })
      .toBuffer();

  test('loses place, camera and author, and stays upright', async () => {
    const original = await photo();
    const before = await sharp(original).metadata();
    expect(before.exif?.toString('latin1')).toContain('PhoneOfFatima');
    expect(before).toMatchObject({ width: 60, height: 40, orientation: 6 });
    const files = store();
    const stored = await files.storeFile(upload('IMG_0001.JPG', original));
    expect(stored).toMatchObject({ type: 'jpg', name: 'IMG_0001.jpg', width: 40, height: 60 });
    const content = (await kept(files, stored.hash))?.content ?? Buffer.alloc(0);
    const after = await sharp(content).metadata();
    expect(after).toMatchObject({ format: 'jpeg', width: 40, height: 60 });
    expect(after.exif).toBeUndefined();
    expect(after.xmp).toBeUndefined();
    expect(after.orientation).toBeUndefined();
    expect(content.toString('latin1')).not.toMatch(/Fatima|GPS|Exif/);
    expect(createHash('sha256').update(content).digest('hex')).toBe(stored.hash);
  });

  test.each(['png', 'webp'] as const)('as %s too', async (type) => {
    const original = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#ffffff00' } })
      .toFormat(type)
      .withExif({ IFD0: { Copyright: 'Fatima Zahra' } })
      .toBuffer();
    expect(original.toString('latin1')).toContain('Fatima');
    const files = store();
    const stored = await files.storeFile(upload(`x.${type}`, original));
    const content = (await kept(files, stored.hash))?.content ?? Buffer.alloc(0);
    expect(content.toString('latin1')).not.toContain('Fatima');
    expect(await sharp(content).metadata()).toMatchObject({ format: type, hasAlpha: true });
  });

  test('loses what is hidden behind its end', async () => {
    const files = store();
    const stored = await files.storeFile(
      upload('x.jpg', Buffer.concat([await photo(), Buffer.from('<script>hidden')])),
    );
    expect((await kept(files, stored.hash))?.content.toString('latin1')).not.toContain('hidden');
  });

  test('that is cut off, or unpacks to gigabytes, is refused', async () => {
    const cut = (await photo()).subarray(0, 300);
    expect(await refusal(store().storeFile(upload('x.jpg', cut)))).toMatchObject({ key: 'platform.files.broken' });
    const header = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    header.writeUInt32BE(60_000, 16);
    header.writeUInt32BE(60_000, 20);
    header.writeUInt32BE(crc32(header.subarray(12, 29)), 29);
    expect(await sharp(header, { limitInputPixels: false }).metadata()).toMatchObject({ width: 60_000 });
    expect(await refusal(store().storeFile(upload('x.png', header)))).toMatchObject({ key: 'platform.files.broken' });
    expect(await filesIn(folder)).toEqual([]);
  });
});

describe('with clamd', () => {
  let server: Server;
  let clamdUrl = '';
  let answer = (_content: Buffer): string | undefined => 'stream: OK\0';
  let scanned: Buffer[] = [];

  // The outside world: clamd as its protocol has it (zINSTREAM, pieces with their length, a length of zero).
  beforeEach(async () => {
    scanned = [];
    server = createServer((socket: Socket) => {
      let got = Buffer.alloc(0);
      socket.on('error', () => socket.destroy());
      socket.on('data', (chunk) => {
        got = Buffer.concat([got, chunk]);
        const command = Buffer.from('zINSTREAM\0');
        if (got.length < command.length) return;
        expect(got.subarray(0, command.length)).toEqual(command);
        const pieces: Buffer[] = [];
        for (let at = command.length; at + 4 <= got.length; ) {
          const length = got.readUInt32BE(at);
          if (length === 0) {
            const content = Buffer.concat(pieces);
            scanned.push(content);
            const said = answer(content);
            if (said === undefined) socket.destroy();
            else socket.end(said);
            return;
          }
          if (at + 4 + length > got.length) return;
          pieces.push(got.subarray(at + 4, at + 4 + length));
          at += 4 + length;
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    clamdUrl = `tcp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  });
  afterEach(async () => {
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });

  test('a clean file is scanned whole, as it came, and kept', async () => {
    answer = () => 'stream: OK\0';
    const content = Buffer.alloc(300_000, 'abc ');
    await store({ clamdUrl }).storeFile(upload('x.txt', content));
    expect(scanned).toEqual([content]);
  });

  test('an infected one is refused, and nothing is left', async () => {
    answer = (content) => (content.includes('EICAR') ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
    expect(await refusal(store({ clamdUrl }).storeFile(upload('x.txt', 'EICAR')))).toEqual({
      pointer: '/file',
      key: 'platform.files.infected',
    });
    expect(await filesIn(folder)).toEqual([]);
    expect(lines.join('')).toContain('Eicar-Signature');
  });

  test.each([
    ['complains', () => 'INSTREAM size limit exceeded. ERROR\0'],
    ['hangs up', () => undefined],
    ['says nothing', () => ''],
  ])('nothing is taken unscanned when clamd %s', async (_what, says) => {
    answer = says;
    expect(await refusal(store({ clamdUrl }).storeFile(upload('x.txt', 'text')))).toBeInstanceOf(Unavailable);
    expect(await filesIn(folder)).toEqual([]);
    expect(lines.join('')).toContain('a file could not be scanned or kept');
  });

  test('nothing is taken unscanned when clamd is away', async () => {
    await new Promise((resolve) => server.close(resolve));
    expect(await refusal(store({ clamdUrl }).storeFile(upload('x.txt', 'text')))).toBeInstanceOf(Unavailable);
    const unix = `unix://${join(folder, 'no.sock')}`;
    expect(await refusal(store({ clamdUrl: unix }).storeFile(upload('x.txt', 'text')))).toBeInstanceOf(Unavailable);
    expect(await filesIn(folder)).toEqual([]);
  });

  test('a socket of the machine does too', async () => {
    answer = () => 'stream: OK\0';
    await mkdir(folder, { recursive: true });
    const path = join(folder, '..', 'clamd.sock');
    await new Promise((resolve) => server.close(resolve));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    await store({ clamdUrl: `unix://${path}` }).storeFile(upload('x.txt', 'text'));
    expect(scanned).toEqual([Buffer.from('text')]);
  });
});

describe('in S3', () => {
  let server: HttpServer;
  let s3Url = '';
  let objects = new Map<string, Buffer>();
  let asked: string[] = [];
  let broken = false;

  // The outside world: a store that checks signature and content as S3 does.
  beforeEach(async () => {
    objects = new Map();
    asked = [];
    broken = false;
    server = createHttpServer(async (request, response) => {
      const body = await buffer(request);
      asked.push(`${request.method} ${request.url}`);
      const sent = request.headers;
      const signed = await new AwsV4Signer({
        method: request.method,
        url: `http://${sent.host}${request.url}`,
        headers: { 'x-amz-content-sha256': String(sent['x-amz-content-sha256']) },
        datetime: String(sent['x-amz-date']),
        accessKeyId: 'KEY',
        secretAccessKey: 'se/cret',
        service: 's3',
        region: 'ma-1',
      }).sign();
      const hash = createHash('sha256').update(body).digest('hex');
      const refuse = (status: number, code: string) =>
        response.writeHead(status).end(request.method === 'HEAD' ? undefined : `<Error><Code>${code}</Code></Error>`);
      if (broken) return refuse(500, 'InternalError');
      if (signed.headers.get('authorization') !== sent.authorization) return refuse(403, 'SignatureDoesNotMatch');
      if (hash !== sent['x-amz-content-sha256']) return refuse(400, 'XAmzContentSHA256Mismatch');
      const path = request.url ?? '';
      if (request.method === 'PUT') {
        objects.set(path, body);
        return response.writeHead(200).end();
      }
      const found = objects.get(path);
      if (request.method === 'DELETE') {
        objects.delete(path);
        return response.writeHead(204).end();
      }
      if (!found) return refuse(404, 'NoSuchKey');
      const part = /^bytes=(\d+)-(\d+)$/.exec(sent.range ?? '');
      if (part) {
        const piece = found.subarray(Number(part[1]), Number(part[2]) + 1);
        const range = `bytes ${part[1]}-${part[2]}/${found.length}`;
        return response.writeHead(206, { 'content-length': piece.length, 'content-range': range }).end(piece);
      }
      return response
        .writeHead(200, { 'content-length': found.length })
        .end(request.method === 'HEAD' ? undefined : found);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    s3Url = `s3://KEY:se%2Fcret@storage.example/bucket/jamaa?region=ma-1&endpoint=http://127.0.0.1:${port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  });

  test('a file is sent signed, once, read back and removed; nothing stays on this machine', async () => {
    const files = store({ s3Url });
    const content = Buffer.alloc(200_000, 'نص ');
    const { hash } = await files.storeFile(upload('x.txt', content));
    const path = `/bucket/jamaa/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;
    expect(objects.get(path)).toEqual(content);
    expect(await filesIn(folder)).toEqual([]);
    expect(await kept(files, hash)).toEqual({ size: content.length, content });
    expect(await kept(files, hash, { first: 3, last: 12 })).toEqual({
      size: content.length,
      content: content.subarray(3, 13),
    });
    await files.storeFile(upload('y.txt', content));
    expect(asked.filter((one) => one.startsWith('PUT'))).toHaveLength(1);
    await files.removeFile(hash);
    await files.removeFile(hash);
    expect(await files.readFile(hash)).toBeUndefined();
  });

  test('a store that fails, refuses the key or is away makes the file unavailable, without showing the secret', async () => {
    broken = true;
    const tried = (url: string) => refusal(store({ s3Url: url }).storeFile(upload('x.txt', 'text')));
    expect(await tried(s3Url)).toBeInstanceOf(Unavailable);
    broken = false;
    expect(await tried(s3Url.replace('se%2Fcret', 'wrong'))).toBeInstanceOf(Unavailable);
    expect(lines.join('')).toContain('SignatureDoesNotMatch');
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    expect(await tried(s3Url)).toBeInstanceOf(Unavailable);
    expect(await filesIn(folder)).toEqual([]);
    expect(lines.join('')).not.toMatch(/se.?cret|KEY/);
  });

  test('its address is read in both ways of writing it', () => {
    expect(s3Place('s3://k:s@storage.example.ma/files?region=eu-west-3')).toMatchObject({
      endpoint: new URL('https://storage.example.ma'),
      bucket: 'files',
      prefix: '',
      region: 'eu-west-3',
    });
    expect(s3Place('http://k:s%40@10.0.0.5:9000/files/a/b/')).toMatchObject({
      endpoint: new URL('http://10.0.0.5:9000'),
      prefix: 'a/b/',
      region: 'us-east-1',
      secret: 's@',
    });
    expect(() => s3Place('s3://k:s@storage.example.ma')).toThrow(/names no bucket/);
  });
});

describe('a safe name', () => {
  test.each([
    ['تقرير 2026.docx', 'docx', 'تقرير 2026.docx'],
    ['../../etc/passwd', 'txt', 'passwd.txt'],
    ['C:\\Users\\x\\plan.PDF', 'pdf', 'plan.pdf'],
    ['invoice\u202Efdp.exe', 'pdf', 'invoice fdp.pdf'],
    ['a\r\nContent-Type: b.pdf', 'pdf', 'a Content-Type b.pdf'],
    ['...', 'pdf', 'file.pdf'],
    ['', 'pdf', 'file.pdf'],
    ['con.csv', 'csv', '_con.csv'],
    [`${'ط'.repeat(300)}.png`, 'png', `${'ط'.repeat(100)}.png`],
  ])('%j becomes %s', (name, extension, safe) => {
    expect(safeFileName(name, extension)).toBe(safe);
  });

  test('never holds a path or a control, and keeps its extension', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        const safe = safeFileName(name, 'pdf');
        expect(safe).toMatch(/^[^/\\:*?"<>|]+\.pdf$/);
        expect(safe).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        expect(safe.startsWith('.')).toBe(false);
        expect(Buffer.byteLength(safe)).toBeLessThan(250);
      }),
    );
  });
});
