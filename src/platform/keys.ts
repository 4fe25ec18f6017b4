import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/**
 * Keys made from the secret that stands outside the database, one for each use and version: whoever reads the database alone can neither
 * guess what a fingerprint stands for nor open what is sealed. `use` is `room.words`.
 */
export type Keys = {
  /** A key of 32 bytes. Another use or version is another key, and none leads to another. */
  derive(use: string, version?: number): Buffer;
  /** The same text gives the same 32 bytes under one use and version: for finding and for uniqueness. */
  fingerprint(use: string, text: string, version?: number): Buffer;
  /** Seals a text (AES-256-GCM). `about` is bound to it: what was sealed for one row opens in no other. */
  seal(use: string, text: string, about: string, version?: number): Buffer;
  /** Opens what was sealed; undefined when key, row or content are not those. */
  open(use: string, sealed: Buffer, about: string, version?: number): string | undefined;
};

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The keys of a secret (`JAMAA_SECRET`). */
export function keysOf(secret: string): Keys {
  // Key objects, not bytes: Node finds out anew what bytes are each time they are used, which costs more than the hash.
  const made = new Map<string, KeyObject>();
  const keyOf = (use: string, version = 1): KeyObject => {
    const name = `jamaa ${use} ${version}`;
    let key = made.get(name);
    if (!key) {
      key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', name, 32)));
      made.set(name, key);
    }
    return key;
  };
  return {
    derive: (use, version) => keyOf(use, version).export(),
    fingerprint: (use, text, version) => createHmac('sha256', keyOf(use, version)).update(text).digest(),
    seal(use, text, about, version) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyOf(use, version), nonce).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(use, sealed, about, version) {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', keyOf(use, version), sealed.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const body = sealed.subarray(NONCE_BYTES + TAG_BYTES);
      try {
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        // Another key, another row, or changed bytes: there is no more to know than that it does not open.
        return undefined;
      }
    },
  };
}
