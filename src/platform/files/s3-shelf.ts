import { createReadStream } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { AwsV4Signer } from 'aws4fetch';
import { PlainRefusal } from '../exit.ts';
import type { ByteRange, Shelf } from './shelf.ts';

/** The store of S3 answered with an error, or not at all. */
export class StoreFailedError extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'StoreFailedError';
  }
}

export type S3Place = { endpoint: URL; bucket: string; prefix: string; region: string; key: string; secret: string };

const PATIENCE = 30_000;

/**
 * Where an address such as `s3://key:secret@host/bucket/folder?region=eu-west-3` points to. `s3` speaks https; `endpoint=http://…`
 * names another door to the same store. Refuses to start without a bucket.
 */
export function s3Place(s3Url: string): S3Place {
  // Only the schemes of the web are parsed fully.
  const url = new URL(s3Url.replace(/^s3:/, 'https:'));
  const [bucket, ...folders] = url.pathname.split('/').filter(Boolean);
  if (!bucket)
    throw new PlainRefusal('S3_URL names no bucket. Write it such as s3://key:secret@storage.example.ma/bucket.');
  return {
    endpoint: new URL(url.searchParams.get('endpoint') ?? url.origin),
    bucket,
    prefix: folders.map((folder) => `${folder}/`).join(''),
    region: url.searchParams.get('region') ?? 'us-east-1',
    key: decodeURIComponent(url.username),
    secret: decodeURIComponent(url.password),
  };
}

/** Files in a bucket of S3 or of anything that speaks it, addressed by path. The store checks what arrives against its SHA-256. */
export function s3Shelf(place: S3Place): Shelf {
  const pathOf = (hash: string) => `${place.bucket}/${place.prefix}${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;
  const ask = (method: string, hash: string, body?: Body, part?: ByteRange) =>
    askStore(place, method, pathOf(hash), body, part);
  return {
    async put(hash, path, size) {
      const there = await ask('HEAD', hash);
      there.resume();
      if (there.statusCode === 200) return;
      await settled(await ask('PUT', hash, { path, size, hash }), [200, 201, 204]);
    },
    async get(hash, part) {
      const answer = await ask('GET', hash, undefined, part);
      if (answer.statusCode === 404) {
        answer.resume();
        return undefined;
      }
      const good = part ? 206 : 200;
      if (answer.statusCode !== good) await settled(answer, [good]);
      const size = part ? answer.headers['content-range']?.split('/')[1] : answer.headers['content-length'];
      return { size: Number(size), stream: answer };
    },
    async remove(hash) {
      await settled(await ask('DELETE', hash), [200, 204, 404]);
    },
  };
}

type Body = { path: string; size: number; hash: string };

const NO_BODY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

async function askStore(
  place: S3Place,
  method: string,
  path: string,
  body?: Body,
  part?: ByteRange,
): Promise<IncomingMessage> {
  const signed = await new AwsV4Signer({
    method,
    url: new URL(path, place.endpoint).href,
    headers: {
      'x-amz-content-sha256': body?.hash ?? NO_BODY,
      ...(part ? { range: `bytes=${part.first}-${part.last}` } : {}),
    },
    accessKeyId: place.key,
    secretAccessKey: place.secret,
    service: 's3',
    region: place.region,
  }).sign();
  const headers = {
    ...Object.fromEntries(signed.headers),
    ...(body ? { 'content-length': body.size, 'content-type': 'application/octet-stream' } : {}),
  };
  const request = (signed.url.protocol === 'https:' ? httpsRequest : httpRequest)(signed.url, { method, headers });
  request.setTimeout(PATIENCE, () => request.destroy(new Error('no answer in time')));
  try {
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      request.on('response', resolve);
      request.on('error', reject);
    });
    if (body) await Promise.all([pipeline(createReadStream(body.path), request), answered]);
    else request.end();
    return await answered;
  } catch (cause) {
    throw new StoreFailedError(`S3 cannot be reached: ${(cause as Error).message}`, { cause });
  }
}

async function settled(answer: IncomingMessage, good: readonly number[]): Promise<void> {
  let said = '';
  for await (const chunk of answer) if (said.length < 2_000) said += String(chunk);
  if (good.includes(answer.statusCode ?? 0)) return;
  const code = said.match(/<Code>([^<]*)<\/Code>/)?.[1] ?? '';
  throw new StoreFailedError(`S3 answered ${answer.statusCode} ${code}`.trim());
}
