// The product without batches: the same program, pages and checks, where every signature has a transaction of its own.
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

export type SignServer = { port: number; stop(): Promise<void> };

/** Starts it in a process of its own, on the database of the product, whose `settings` it has. */
export async function startSignServer(settings: Record<string, string | undefined>): Promise<SignServer> {
  // Bundled as the program itself is: pages are written in JSX, which Node does not read.
  const folder = await mkdtemp(join(import.meta.dirname, '..', '..', 'dist', 'bench-'));
  const outfile = join(folder, 'sign-server.js');
  await build({
    entryPoints: [join(import.meta.dirname, 'one-by-one.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.json': 'json' },
    logLevel: 'error',
  });
  const child = fork(outfile, { env: settings, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve())).then(() =>
    rm(folder, { recursive: true }),
  );
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('exit', () => reject(new Error('it ended before it answered')));
    child.once('message', (said) => resolve(Number(said)));
  });
  return {
    port,
    stop: () => {
      child.kill();
      return ended;
    },
  };
}
