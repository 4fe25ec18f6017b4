import { timingSafeEqual } from 'node:crypto';
import type { Keys } from '#platform/keys.ts';
import { attachmentPath } from './attachment.ts';

/** For how long the address of a private file opens it. */
export const PRIVATE_MINUTES = 10;

const USE = 'attachments.private-address';

/**
 * The address of a private file, for somebody who may read it now: it opens for ten minutes, and says nothing to whoever finds it later.
 * The room that owns the file asks who reads before it hands this out. `part`: `file`, or `thumbnail.webp` of a picture.
 */
export function privatePath(
  keys: Pick<Keys, 'fingerprint'>,
  id: string,
  now: Date,
  part: 'file' | 'thumbnail.webp' = 'file',
): string {
  const until = Math.floor(now.getTime() / 1_000) + PRIVATE_MINUTES * 60;
  const key = signature(keys, id, until).toString('base64url');
  return `${attachmentPath(id)}/${part}?${new URLSearchParams({ until: String(until), key })}`;
}

function signature(keys: Pick<Keys, 'fingerprint'>, id: string, until: number): Buffer {
  return keys.fingerprint(USE, `${id} ${until}`);
}

/** What the parameters of such an address are worth now. */
export function checkPrivate(
  keys: Pick<Keys, 'fingerprint'>,
  id: string,
  { until, key }: { until?: string | undefined; key?: string | undefined },
  now: Date,
): 'good' | 'expired' | 'wrong' {
  if (!until || !key || !/^\d{1,12}$/.test(until)) return 'wrong';
  const sent = Buffer.from(key, 'base64url');
  const made = signature(keys, id, Number(until));
  if (sent.length !== made.length || !timingSafeEqual(sent, made)) return 'wrong';
  return Number(until) * 1_000 > now.getTime() ? 'good' : 'expired';
}
