// The load: a process of its own that asks one address again and again over kept-alive connections and tells how it went.
// Plain sockets instead of a client library, because a client that costs more than the server would measure itself.
import { connect, type Socket } from 'node:net';

/** What to ask, and for how long; both the connections and the time are bounded. */
export type Load = {
  port: number;
  path: string;
  headers: Record<string, string>;
  connections: number;
  seconds: number;
};

export type LoadResult = {
  requests: number;
  seconds: number;
  failures: number;
  p50_ms: number;
  p99_ms: number;
};

const MOST_CONNECTIONS = 256;
const LONGEST_SECONDS = 60;

/** Asks `load.path` on this machine; every answer but 200 is a failure. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const connections = Math.min(load.connections, MOST_CONNECTIONS);
  const seconds = Math.min(load.seconds, LONGEST_SECONDS);
  const lines = Object.entries({ host: `127.0.0.1:${load.port}`, ...load.headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const request = Buffer.from(`GET ${load.path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  const times: number[] = [];
  let failures = 0;
  let running = true;

  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket: Socket = connect({ port: load.port, host: '127.0.0.1', noDelay: true });
      let rest = Buffer.alloc(0);
      let awaited = -1;
      let asked = 0;
      const ask = () => {
        asked = performance.now();
        socket.write(request);
      };
      const answered = () => {
        times.push(performance.now() - asked);
        if (running) ask();
        else socket.end();
      };
      socket.on('connect', ask);
      socket.on('data', (part) => {
        if (awaited >= 0) {
          awaited -= part.length;
        } else {
          rest = rest.length === 0 ? part : Buffer.concat([rest, part]);
          const end = rest.indexOf('\r\n\r\n');
          if (end < 0) return;
          const head = rest.toString('latin1', 0, end);
          if (!head.startsWith('HTTP/1.1 200')) failures += 1;
          const length = /\r\ncontent-length: (\d+)/i.exec(head);
          if (!length) return void socket.destroy(new Error(`an answer without a length: ${head.split('\r\n', 1)[0]}`));
          awaited = Number(length[1]) - (rest.length - end - 4);
          rest = Buffer.alloc(0);
        }
        if (awaited > 0) return;
        awaited = -1;
        answered();
      });
      socket.on('error', reject);
      socket.on('close', () => resolve());
    });

  const started = performance.now();
  const stop = setTimeout(() => {
    running = false;
  }, seconds * 1000);
  try {
    await Promise.all(Array.from({ length: connections }, one));
  } finally {
    clearTimeout(stop);
  }
  const took = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    seconds: took,
    failures,
    p50_ms: percentile(times, 0.5),
    p99_ms: percentile(times, 0.99),
  };
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

if (process.argv[1] === import.meta.filename) {
  const load = JSON.parse(process.argv[2] ?? '') as Load;
  process.stdout.write(`${JSON.stringify(await runLoad(load))}\n`);
}
