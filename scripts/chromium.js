// Finds Chromium for the browser journeys, or installs it where that can be done without asking.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function works(file) {
  return spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0;
}

function find() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : undefined;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...PLACES].find((file) => existsSync(file) && works(file));
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done = spawnSync('apt-get', args, {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0)
    process.stdout.write(`${(done.stderr || done.stdout || '').trim().split('\n').slice(-3).join('\n')}\n`);
  return done.status === 0;
}

/** The path of a Chromium that runs; as root on Debian it is installed when missing. Nothing when there is none. */
export function findChromium() {
  const found = find();
  if (found) return found;
  if (process.env.CHROMIUM_PATH) {
    process.stdout.write(`CHROMIUM_PATH says ${process.env.CHROMIUM_PATH}, and there is nothing.\n`);
    return undefined;
  }
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    process.stdout.write('Installing Chromium for the browser journeys (once; a minute or two)…\n');
    if (
      apt(['update', '-q']) &&
      apt(['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-core'])
    ) {
      return find();
    }
  }
  process.stdout.write(
    'The browser journeys need Chromium. Install it (Debian: sudo apt-get install chromium) or say where it is in CHROMIUM_PATH.\n',
  );
  return undefined;
}
