// What node:http alone can do: one answer, known beforehand, written to whoever asks.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The bytes to serve: header names and values one after the other, and the body in base64. */
export type RawAnswer = { head: string[]; body: string };

export type RawServer = { port: number; pid: number; stop(): Promise<void> };

/** Starts it in a process of its own. */
export async function startRawServer(answer: RawAnswer): Promise<RawServer> {
  const child: ChildProcess = spawn(process.execPath, [import.meta.filename], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('message', (said) => resolve(Number(said)));
    child.send(answer);
  });
  return {
    port,
    pid: child.pid as number,
    stop: () => {
      child.kill();
      return ended;
    },
  };
}

if (process.argv[1] === import.meta.filename) {
  // Whoever started this has gone: so does this.
  process.once('disconnect', () => process.exit());
  process.once('message', ({ head, body }: RawAnswer) => {
    const bytes = Buffer.from(body, 'base64');
    const server = createServer((_, outgoing) => {
      outgoing.writeHead(200, head);
      outgoing.end(bytes);
    });
    server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  });
}
