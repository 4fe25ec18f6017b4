// `npm run dev`: builds, serves, and does both again whenever a source changes.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';
import { build } from './build.js';

const root = path.dirname(import.meta.dirname);
const say = (line) => process.stderr.write(`${line}\n`);

let server;
let leaving = false;
let changed = false;
let busy = false;

function start() {
  const child = spawn(process.execPath, ['--enable-source-maps', path.join(root, 'dist', 'jamaa.js'), 'serve'], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  child.ended = new Promise((resolve) => child.once('exit', resolve));
  child.once('exit', (code) => {
    if (server !== child) return;
    server = undefined;
    if (leaving) return;
    if (code) say('The server ended; waiting for a change.');
  });
  server = child;
}

async function stop() {
  const child = server;
  server = undefined;
  child?.kill('SIGTERM');
  await child?.ended;
}

async function renew() {
  if (busy) return;
  busy = true;
  while (changed && !leaving) {
    changed = false;
    try {
      const began = performance.now();
      await build({ minify: false });
      await stop();
      if (leaving) break;
      start();
      say(`Built in ${Math.round(performance.now() - began)} ms.`);
    } catch (error) {
      say(error.errors ? error.message : error.stack);
    }
  }
  busy = false;
}

let timer;
function notice(name) {
  if (name && /\.test\.tsx?$|~$|\.swp$/.test(name)) return;
  changed = true;
  clearTimeout(timer);
  timer = setTimeout(renew, 50);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, async () => {
    if (leaving) return;
    leaving = true;
    await stop();
    process.exit(0);
  });
}
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));

watch(path.join(root, 'src'), { recursive: true }, (_event, name) => notice(name));
changed = true;
await renew();
