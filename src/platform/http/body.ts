import { Refusal } from '../errors.ts';
import type { FormState } from '../page.ts';

/** How much one request may bring. */
export type BodyLimits = {
  bytes: number;
  /** Fields and files together. */
  fields: number;
  /** Characters of one field. */
  fieldLength: number;
};

const MEGABYTE = 1024 * 1024;

/** A form without files; room for a long text in four languages. */
export const FORM_LIMITS: BodyLimits = { bytes: 2 * MEGABYTE, fields: 1000, fieldLength: 200_000 };
/** A form with files. What a file may be is decided by the room that takes it. */
export const UPLOAD_LIMITS: BodyLimits = { bytes: 32 * MEGABYTE, fields: 1000, fieldLength: 200_000 };
export const JSON_BYTES = 2 * MEGABYTE;

/** A file of a form, as the browser names it: neither name nor type is to be believed. */
export type SentFile = { field: string; name: string; type: string; bytes: Buffer };

/**
 * The fields of a form, urlencoded or multipart; a name that comes twice is a list. Files are left out: see `readUpload`.
 * Refuses 413 beyond the limits, 415 for another kind of body.
 */
export async function readForm(request: Request, limits: BodyLimits = FORM_LIMITS): Promise<FormState['values']> {
  return (await readUpload(request, limits)).values;
}

/** The fields and the files of a form. Empty file inputs are left out. Refuses like `readForm`. */
export async function readUpload(
  request: Request,
  limits: BodyLimits = UPLOAD_LIMITS,
): Promise<{ values: FormState['values']; files: SentFile[] }> {
  const type = request.headers.get('content-type') ?? '';
  const kind = type.split(';')[0]?.trim().toLowerCase();
  if (kind === 'application/x-www-form-urlencoded') {
    const text = (await readBytes(request, limits.bytes)).toString('utf8');
    if (occurrences(text, '&') >= limits.fields) throw tooManyFields();
    const values: FormState['values'] = Object.create(null);
    for (const [name, value] of new URLSearchParams(text)) addField(values, name, value, limits);
    return { values, files: [] };
  }
  if (kind !== 'multipart/form-data') throw unreadable(415);
  return readMultipart(type, await readBytes(request, limits.bytes), limits);
}

async function readMultipart(type: string, body: Buffer, limits: BodyLimits) {
  const boundary = /boundary=(?:"([^"]{1,100})"|([^;\s]{1,100}))/i.exec(type);
  if (!boundary) throw unreadable(422);
  // Counted before it is parsed: a million empty parts are small to send and large to hold.
  const mark = Buffer.from(`--${boundary[1] ?? boundary[2]}`);
  let parts = 0;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) parts += 1;
  if (parts > limits.fields + 1) throw tooManyFields();

  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    throw unreadable(422);
  }
  const values: FormState['values'] = Object.create(null);
  const files: SentFile[] = [];
  for (const [field, value] of form) {
    if (typeof value === 'string') addField(values, field, value, limits);
    else if (value.size > 0 || value.name !== '')
      files.push({ field, name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) });
  }
  return { values, files };
}

/** The JSON of a body. Refuses 413 beyond the limit, 415 for another kind of body, 422 for what is no JSON. An empty body is undefined. */
export async function readJson(request: Request, bytes: number = JSON_BYTES): Promise<unknown> {
  const body = await readBytes(request, bytes);
  if (body.length === 0) return undefined;
  const kind = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!/^application\/([\w.+-]+\+)?json$/.test(kind)) throw unreadable(415);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw unreadable(422);
  }
}

/** The body as it was sent, at most `limit` bytes; beyond them nothing more is read (413). */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > limit) throw tooLarge(limit);
  if (!request.body) return Buffer.alloc(0);
  const reader = request.body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts, size);
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw tooLarge(limit);
    }
    parts.push(value);
  }
}

function addField(values: FormState['values'], name: string, value: string, limits: BodyLimits): void {
  if (value.length > limits.fieldLength || name.length > 200) throw tooLarge(limits.bytes);
  // Browsers send line ends as CRLF whatever was typed.
  const text = value.replaceAll('\r\n', '\n');
  const known = values[name];
  if (known === undefined) values[name] = text;
  else if (Array.isArray(known)) known.push(text);
  else values[name] = [known, text];
}

function occurrences(text: string, sign: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1;
  return count;
}

function tooLarge(limit: number): Refusal {
  return new Refusal('TooLarge', 413, 'platform.errors.too-large', {
    megabytes: Math.round((limit / MEGABYTE) * 10) / 10,
  });
}

function tooManyFields(): Refusal {
  return new Refusal('TooLarge', 413, 'platform.errors.too-many-fields');
}

function unreadable(status: 415 | 422): Refusal {
  return new Refusal('Unreadable', status, 'platform.errors.unreadable');
}
