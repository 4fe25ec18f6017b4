import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/** An authenticator in software: makes passkeys (ES256, attestation `none`) and signs with them, as WebAuthn Level 3 writes it. */
export type SoftAuthenticator = {
  create(options: CreationOptions, origin: string): object;
  get(options: RequestOptions, origin: string): object;
  /** How often the last passkey was used; set it back to play a copy. */
  counter: number;
};

type CreationOptions = { challenge: string; rp: { id?: string }; user: { id: string } };
type RequestOptions = { challenge: string; rpId?: string };

const url = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();

export function softAuthenticator(): SoftAuthenticator {
  let key: { id: Buffer; privateKey: KeyObject; user: string } | undefined;
  const made: SoftAuthenticator = {
    counter: 0,
    create(options, origin) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      key = { id: randomBytes(32), privateKey, user: options.user.id };
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const cose = cborMap([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(key.id.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, key.id, cose]);
      const authData = Buffer.concat([authenticatorData(options.rp.id ?? '', 0x45, made.counter), attested]);
      const attestationObject = cborMap([
        ['fmt', 'none'],
        ['attStmt', cborMap([])],
        ['authData', authData],
      ]);
      return {
        id: url(key.id),
        rawId: url(key.id),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: url(clientData('webauthn.create', options.challenge, origin)),
          attestationObject: url(attestationObject),
          transports: ['internal'],
        },
      };
    },
    get(options, origin) {
      if (!key) throw new Error('this authenticator has no passkey');
      made.counter += 1;
      const authenticator = authenticatorData(options.rpId ?? '', 0x05, made.counter);
      const client = clientData('webauthn.get', options.challenge, origin);
      const signature = createSign('sha256')
        .update(Buffer.concat([authenticator, sha256(client)]))
        .sign(key.privateKey);
      return {
        id: url(key.id),
        rawId: url(key.id),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: url(client),
          authenticatorData: url(authenticator),
          signature: url(signature),
          userHandle: key.user,
        },
      };
    },
  };
  return made;
}

function clientData(type: string, challenge: string, origin: string): string {
  return JSON.stringify({ type, challenge, origin, crossOrigin: false });
}

function authenticatorData(rpId: string, flags: number, counter: number): Buffer {
  const tail = Buffer.alloc(5);
  tail.writeUInt8(flags, 0);
  tail.writeUInt32BE(counter, 1);
  return Buffer.concat([sha256(rpId), tail]);
}

/** The little of CBOR (RFC 8949) that passkeys need. A `Buffer` that is a map already is taken as it is. */
const maps = new WeakSet<Buffer>();

function cborMap(entries: readonly (readonly [number | string, number | string | Buffer])[]): Buffer {
  const parts = [head(5, entries.length), ...entries.flatMap(([name, value]) => [cbor(name), cbor(value)])];
  const map = Buffer.concat(parts);
  maps.add(map);
  return map;
}

function cbor(value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  return maps.has(value) ? value : Buffer.concat([head(2, value.length), value]);
}

function head(kind: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(kind << 5) | size]);
  if (size < 256) return Buffer.from([(kind << 5) | 24, size]);
  return Buffer.from([(kind << 5) | 25, size >> 8, size & 255]);
}
