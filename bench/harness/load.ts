// The load: a process of its own that asks addresses again and again over kept-alive connections and tells how it went.
// Plain sockets instead of a client library, because a client that costs more than the server would measure itself.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';

/** What to ask, and for how long; both the connections and the time are bounded. Several paths are asked in turn. */
export type Load = {
  port: number;
  paths: string[];
  headers: Record<string, string>;
  connections: number;
  seconds: number;
};

export type Times = { requests: number; p50_ms: number; p99_ms: number };
export type LoadResult = Times & { seconds: number; failures: number; byPath: Record<string, Times> };

const MOST_CONNECTIONS = 256;
const LONGEST_SECONDS = 60;

/** Runs a load in a process of its own. Throws when an answer was not 200: a measure of refusals is no measure. */
export async function load(wanted: Load): Promise<LoadResult> {
  const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(wanted)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (part) => {
    output += part;
  });
  const status = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (status !== 0) throw new Error(`the load ended with status ${status}`);
  const result = JSON.parse(output) as LoadResult;
  if (result.failures > 0) throw new Error(`${result.failures} of ${result.requests} answers were not 200`);
  return result;
}

async function runLoad(wanted: Load): Promise<LoadResult> {
  const connections = Math.min(wanted.connections, MOST_CONNECTIONS);
  const seconds = Math.min(wanted.seconds, LONGEST_SECONDS);
  const lines = Object.entries({ host: `localhost:${wanted.port}`, ...wanted.headers }).map((pair) => pair.join(': '));
  const requests = wanted.paths.map((path) => Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`));
  const times: number[][] = wanted.paths.map(() => []);
  let next = 0;
  let failures = 0;
  let running = true;

  const keepAsking = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect({ port: wanted.port, host: '127.0.0.1', noDelay: true });
      let head = Buffer.alloc(0);
      let missing = -1;
      let asked = 0;
      let place = 0;
      const ask = () => {
        place = next++ % requests.length;
        asked = performance.now();
        socket.write(requests[place] as Buffer);
      };
      socket.on('connect', ask);
      socket.on('data', (part) => {
        if (missing >= 0) {
          missing -= part.length;
        } else {
          head = head.length === 0 ? part : Buffer.concat([head, part]);
          const end = head.indexOf('\r\n\r\n');
          if (end < 0) return;
          const text = head.toString('latin1', 0, end);
          if (!text.startsWith('HTTP/1.1 200 ')) failures += 1;
          const length = /\r\ncontent-length: (\d+)/i.exec(text);
          if (!length) {
            socket.destroy(new Error(`an answer without a length: ${text.split('\r\n', 1)[0]}`));
            return;
          }
          missing = Number(length[1]) - (head.length - end - 4);
          head = Buffer.alloc(0);
        }
        if (missing > 0) return;
        missing = -1;
        times[place]?.push(performance.now() - asked);
        if (running) ask();
        else socket.end();
      });
      socket.on('error', reject);
      socket.on('close', () => resolve());
    });

  const started = performance.now();
  const stop = setTimeout(() => {
    running = false;
  }, seconds * 1000);
  try {
    await Promise.all(Array.from({ length: connections }, keepAsking));
  } finally {
    clearTimeout(stop);
  }
  const took = (performance.now() - started) / 1000;
  return {
    ...summary(times.flat()),
    seconds: took,
    failures,
    byPath: Object.fromEntries(wanted.paths.map((path, place) => [path, summary(times[place] ?? [])])),
  };
}

function summary(times: number[]): Times {
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { requests: times.length, p50_ms: at(0.5), p99_ms: at(0.99) };
}

if (process.argv[1] === import.meta.filename)
  process.stdout.write(JSON.stringify(await runLoad(JSON.parse(process.argv[2] ?? ''))));
