import { type Answer, contentName, etagOf, finishedHead, type HeadersFor } from './answer.ts';
import { compress, type Encoding, isCompressible, WORTH_COMPRESSING } from './encoding.ts';
import type { ReadyHead } from './ready-head.ts';

/** A kept answer in one encoding, ready to be written. */
export type Packet = { head: string[]; headUnchanged: string[]; body: Buffer; ready: ReadyHead | undefined };

/** A kept answer. */
export type Kept = {
  key: string;
  status: number;
  tags: readonly string[];
  route: string | undefined;
  /** Of the content, the heart of its ETags. */
  name: string;
  /** Milliseconds: fresh no longer than this. */
  until: number;
  /** Since when what it shows has changed; undefined while it is fresh. */
  staleSince: number | undefined;
  /** Stale only by tags that may be behind: shown while the next one is made, without waiting for it. */
  behind: boolean;
  /** Asked for since the cache last looked for room. */
  used: boolean;
  bytes: number;
  packable: boolean;
  /** Headers without encoding, length and ETag. */
  head: string[];
  /** The answer as it was made. */
  source: Buffer;
  packets: { identity: Packet; br?: Packet | Promise<Packet>; gzip?: Packet | Promise<Packet> };
};

/** What an entry costs besides its bodies: headers, places in maps. */
const OVERHEAD = 2048;

/** Makes an answer with a whole body into a kept one. `until` in milliseconds. */
export function keep(key: string, answer: Answer, path: string, headersFor: HeadersFor, until: number): Kept {
  if (!Buffer.isBuffer(answer.body)) throw new Error('only a whole body can be kept');
  const head = finishedHead(answer, path, headersFor, true);
  const name = contentName(answer.body);
  return {
    key,
    status: answer.status,
    tags: [...new Set(answer.tags)],
    route: answer.route,
    name,
    until,
    staleSince: undefined,
    behind: false,
    used: false,
    bytes: answer.body.length + OVERHEAD + key.length * 2,
    packable: isCompressible(answer.type) && answer.body.length >= WORTH_COMPRESSING,
    head,
    source: answer.body,
    packets: { identity: packet(head, name, 'identity', answer.body) },
  };
}

function packet(head: readonly string[], name: string, encoding: Encoding, body: Buffer): Packet {
  const unchanged = [...head, 'ETag', etagOf(name, encoding)];
  const full = [...unchanged, 'Content-Length', String(body.length)];
  if (encoding !== 'identity') full.push('Content-Encoding', encoding);
  return { head: full, headUnchanged: unchanged, body, ready: undefined };
}

/** The answer in an encoding; each is prepared once, when it is first wanted. `grown` learns how many bytes it added. */
export function packetOf(
  entry: Kept,
  encoding: Encoding,
  grown: (entry: Kept, bytes: number) => void,
): Packet | Promise<Packet> {
  if (encoding === 'identity' || !entry.packable) return entry.packets.identity;
  const known = entry.packets[encoding];
  if (known) return known;
  const making = compress(entry.source, encoding, 'kept').then(
    (body) => {
      const made = packet(entry.head, entry.name, encoding, body);
      entry.packets[encoding] = made;
      grown(entry, body.length);
      return made;
    },
    (error) => {
      entry.packets[encoding] = undefined;
      throw error;
    },
  );
  entry.packets[encoding] = making;
  return making;
}
