// npm run bench -- NAME: measures the built product. Each figure is one JSON line on standard output, then a table for people on
// standard error.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const { Plain, finished, prepare, root } = createRequire(import.meta.url)('./prepare.cjs');
const folder = path.join(root, 'bench');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));
const [name = '', ...words] = process.argv.slice(2);

if (!/^[\w-]+$/.test(name) || !existsSync(path.join(folder, `${name}.ts`))) {
  process.stderr.write(`What to measure? npm run bench -- ${names.join(' | ')}\n`);
  process.exit(1);
}
try {
  const node = await prepare();
  const child = spawn(node, [path.join(folder, `${name}.ts`), ...words], { cwd: root, stdio: 'inherit' });
  // In a terminal Ctrl-C reaches the child by itself; a signal to this process alone does not.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const status = await finished(child);
  process.exit(typeof status === 'number' ? status : 1);
} catch (error) {
  process.stderr.write(`${error instanceof Plain ? error.message : error.stack}\n`);
  process.exit(1);
}
