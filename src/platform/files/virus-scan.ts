import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';

/** clamd could not be asked, or did not answer as it should. */
export class ScanFailedError extends Error {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'ScanFailedError';
  }
}

const PATIENCE = 60_000;
const MOST_ANSWER = 1_000;

/**
 * Asks clamd (INSTREAM) whether a file carries a virus. `clamdUrl`: `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`. Answers the
 * virus's name, or null for a clean file; throws `ScanFailedError` when no answer was to be had.
 */
export async function scanForViruses(path: string, clamdUrl: string): Promise<string | null> {
  const answer = await ask(path, clamdUrl);
  if (/^stream: OK$/.test(answer)) return null;
  const found = answer.match(/^stream: (.+) FOUND$/);
  if (found) return found[1] ?? 'unknown';
  throw new ScanFailedError(`clamd answered: ${answer || 'nothing'}`);
}

function open(clamdUrl: string): Socket {
  const { protocol, hostname, port, pathname } = new URL(clamdUrl);
  if (protocol === 'unix:') return connect({ path: decodeURIComponent(pathname) });
  return connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) });
}

async function ask(path: string, clamdUrl: string): Promise<string> {
  const socket = open(clamdUrl);
  const answered = new Promise<string>((resolve, reject) => {
    let answer = '';
    socket.setTimeout(PATIENCE, () => socket.destroy(new ScanFailedError('clamd is silent')));
    socket.on('data', (chunk) => {
      answer += chunk.toString('utf8');
      if (answer.includes('\0') || answer.length > MOST_ANSWER) resolve(answer.split('\0')[0]?.trim() ?? '');
    });
    socket.on('end', () => resolve(answer.trim()));
    socket.on('error', (cause) => reject(new ScanFailedError(`clamd cannot be asked: ${cause.message}`, { cause })));
  });
  try {
    await Promise.race([send(path, socket), answered]);
    return await answered;
  } finally {
    socket.destroy();
  }
}

/** Each piece is preceded by its length in four bytes; a length of zero ends the file. */
async function send(path: string, socket: Socket): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const chunk of createReadStream(path, { highWaterMark: 65_536 })) {
    const piece = chunk as Buffer;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    socket.write(length);
    if (!socket.write(piece)) await drained(socket);
    // clamd answers and hangs up early when a file is larger than it takes.
    if (socket.destroyed || socket.writableEnded) return;
  }
  socket.write(Buffer.alloc(4));
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}
