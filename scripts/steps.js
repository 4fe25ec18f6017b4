// What `npm test` and `npm run check` share: programs run one after the other, under Node 24, with their outcome counted.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const { finished, root } = createRequire(import.meta.url)('./prepare.cjs');

export { root };

/** The JavaScript file behind a command of a library, so that it runs under the Node we choose. */
export const tools = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
};

function environment(node, more) {
  const search = [path.join(root, 'node_modules', '.bin'), path.dirname(node), process.env.PATH];
  const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' };
  return { ...process.env, PATH: search.join(path.delimiter), ...plain, ...more };
}

/** Runs a JavaScript file under `node`; returns whether it succeeded. Its output is shown, or kept and shown on failure. */
export async function run(node, [file, ...args], { quiet = false, env = {} } = {}) {
  const child = spawn(node, [path.join(root, file), ...args], {
    cwd: root,
    env: environment(node, env),
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
  });
  const pass = (signal) => child.kill(signal);
  process.on('SIGINT', pass);
  process.on('SIGTERM', pass);
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const status = await finished(child);
  process.off('SIGINT', pass);
  process.off('SIGTERM', pass);
  if (status !== 0 && quiet) process.stdout.write(`${output.trim()}\n`);
  return status === 0;
}

/** Runs one named check and says how it went. */
export async function check(name, node, command) {
  const began = performance.now();
  const passed = await run(node, command, { quiet: true });
  process.stdout.write(`${passed ? '✓' : '✗'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`);
  return passed;
}
