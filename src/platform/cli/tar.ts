import type { FileHandle } from 'node:fs/promises';

/** One thing in an archive. `name` uses `/`; a folder has no content. */
export type TarEntry = { name: string; kind: 'file' | 'folder'; size: number };

const BLOCK = 512;
const LARGEST_OCTAL = 0o77777777777;

function octal(value: number, length: number): string {
  return `${value.toString(8).padStart(length - 1, '0')}\0`;
}

function header(name: string, size: number, type: string): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name.slice(0, 100), 0, 'utf8');
  block.write(octal(type === '5' ? 0o700 : 0o600, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(Math.min(size, LARGEST_OCTAL), 12), 124);
  block.write(octal(0, 12), 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\x0000', 257);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** `length key=value\n`, where the length counts its own digits. */
function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + 1;
  while (rest + String(length).length !== length) length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}

/** The bytes that come before an entry's content; other programs (`tar -xf`) read them too. */
export function entryHeader({ name, kind, size }: TarEntry): Buffer {
  const shown = kind === 'folder' ? `${name}/` : name;
  const type = kind === 'folder' ? '5' : '0';
  const records: string[] = [];
  if (Buffer.byteLength(shown) > 100 || /[^\x20-\x7e]/.test(shown)) records.push(paxRecord('path', shown));
  if (size > LARGEST_OCTAL) records.push(paxRecord('size', String(size)));
  if (records.length === 0) return header(shown, size, type);
  const pax = Buffer.from(records.join(''));
  const plain = Buffer.from(shown, 'ascii')
    .toString('latin1')
    .slice(0, 100)
    .replace(/[^\x20-\x7e]/g, '_');
  return Buffer.concat([header('PaxHeader', pax.length, 'x'), pax, padding(pax.length), header(plain, size, type)]);
}

/** The bytes that come after an entry's content. */
export function entryEnd(size: number): Buffer {
  return padding(size);
}

/** The bytes that end an archive. */
export function archiveEnd(): Buffer {
  return Buffer.alloc(2 * BLOCK);
}

function number(block: Buffer, from: number, length: number): number {
  const text = block
    .toString('latin1', from, from + length)
    .replace(/[\0 ]+$/, '')
    .trim();
  if (!/^[0-7]*$/.test(text)) throw new Error('not a number');
  return text === '' ? 0 : Number.parseInt(text, 8);
}

function text(block: Buffer, from: number, length: number): string {
  const end = block.indexOf(0, from);
  return block.toString('utf8', from, end >= from && end < from + length ? end : from + length);
}

function readPax(content: Buffer): Record<string, string> {
  const found: Record<string, string> = {};
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at);
    const length = Number(content.toString('ascii', at, space));
    if (!(length > 0)) break;
    const record = content.toString('utf8', space + 1, at + length - 1);
    const equals = record.indexOf('=');
    found[record.slice(0, equals)] = record.slice(equals + 1);
    at += length;
  }
  return found;
}

/** Walks through an archive. `content` says where the bytes of the entry are in the file. Throws when it is not one. */
export async function* readArchive(file: FileHandle): AsyncGenerator<TarEntry & { position: number }> {
  const { size: whole } = await file.stat();
  const block = Buffer.alloc(BLOCK);
  let pax: Record<string, string> = {};
  for (let at = 0; at + BLOCK <= whole; ) {
    await file.read(block, 0, BLOCK, at);
    at += BLOCK;
    if (block.every((byte) => byte === 0)) return;
    let sum = 0;
    for (let index = 0; index < BLOCK; index++) sum += index >= 148 && index < 156 ? 32 : (block[index] ?? 0);
    if (sum !== number(block, 148, 8)) throw new Error('a header is damaged');
    const type = String.fromCharCode(block[156] ?? 0);
    const size = Number(pax.size ?? number(block, 124, 12));
    if (at + size > whole) throw new Error('it is cut off');
    if (type === 'x') {
      const content = Buffer.alloc(size);
      await file.read(content, 0, size, at);
      pax = readPax(content);
    } else {
      const prefix = text(block, 345, 155);
      const name = pax.path ?? (prefix ? `${prefix}/${text(block, 0, 100)}` : text(block, 0, 100));
      pax = {};
      if (type === '5') yield { name: name.replace(/\/$/, ''), kind: 'folder', size: 0, position: at };
      else if (type === '0' || type === '\0') yield { name, kind: 'file', size, position: at };
    }
    at += size + padding(size).length;
  }
  throw new Error('it is cut off');
}
