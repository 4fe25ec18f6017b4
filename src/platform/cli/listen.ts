import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PlainRefusal } from '../exit.ts';

// Longer than the usual 60 s of a proxy in front, which would otherwise send a request into a connection that just closed.
const KEEP_ALIVE = 65_000;

function cannotListen(error: unknown, host: string, port: number): PlainRefusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is in use by another program. Stop it, or choose another with PORT.`,
    EACCES: `This user may not listen on port ${port}. Choose one above 1023 with PORT.`,
    EADDRNOTAVAIL: `This machine does not have the address ${host}. Choose another with HOST.`,
    ENOTFOUND: `This machine does not have the address ${host}. Choose another with HOST.`,
    EAI_AGAIN: `This machine does not have the address ${host}. Choose another with HOST.`,
  };
  const said = reasons[code] ?? `Jamaa cannot listen on ${host}, port ${port}: ${code || error}.`;
  return new PlainRefusal(said, { cause: error });
}

function listening(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(cannotListen(error, host, port));
    server.once('error', fail);
    server.listen(port, host.replace(/^\[|\]$/g, ''), () => {
      server.off('error', fail);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Refuses when the port cannot be had, before anything costly starts. Returns the port (a free one for 0). */
export async function checkPort(host: string, port: number): Promise<number> {
  const probe = createServer();
  const found = await listening(probe, host, port);
  await new Promise((resolve) => probe.close(resolve));
  return found;
}

/** Serves HTTP with `listener` on this address. */
export async function listen(listener: RequestListener, host: string, port: number): Promise<Server> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE, headersTimeout: KEEP_ALIVE + 1000 }, listener);
  await listening(server, host, port);
  return server;
}

/** Stops accepting and waits for what runs, until `patience` (ms) is over or `hurry` says so; the rest is cut off. */
export async function finishRequests(server: Server, patience: number, hurry: AbortSignal): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A kept-alive connection becomes idle when its answer is out: without this it would be waited for.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = () => server.closeAllConnections();
  const limit = setTimeout(cut, patience);
  hurry.addEventListener('abort', cut, { once: true });
  if (hurry.aborted) cut();
  server.closeIdleConnections();
  await closed;
  clearInterval(sweep);
  clearTimeout(limit);
  hurry.removeEventListener('abort', cut);
}
