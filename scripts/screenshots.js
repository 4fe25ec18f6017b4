// `npm run screenshots`: the pictures of the README, taken from the product itself with the real data it ships.
// A new data directory and a free port, so that nobody's own Jamaa is touched.
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findChromium } from './chromium.js';

const { Plain, finished, prepare, root } = createRequire(import.meta.url)('./prepare.cjs');

const PAGES = {
  home: '',
  commitments: '/commitments',
  commitment: '/laayoune-sakia-el-hamra/commitments/MALAA0003',
};
/** What a citizen signs in for: enough on a phone in Arabic and on a desktop in French. */
const OWN_PAGES = {
  comments: '/laayoune-sakia-el-hamra/comments?on=commitment:MALAA0004',
  me: '/me',
};
const LANGUAGES = ['ar', 'fr'];
const OWN_LOOKS = [
  { lang: 'ar', screen: 'phone' },
  { lang: 'fr', screen: 'desktop' },
];
const SCREENS = {
  phone: { width: 360, height: 760, scale: 2 },
  desktop: { width: 1280, height: 860, scale: 1 },
};

/** Starts the product and returns its address once it answers. */
async function start(node, folder) {
  const server = spawn(node, [path.join(root, 'dist', 'jamaa.js'), 'serve'], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', JAMAA_DATA_DIR: folder, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const address = await new Promise((resolve, reject) => {
    server.stdout.on('data', (chunk) => {
      said += chunk;
      const found = said.match(/https?:\/\/\S+/);
      if (found) resolve(found[0]);
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Jamaa ended with ${code} before it answered.`)));
  });
  /** The last line of what a command of the running product prints. */
  const command = async (...words) => {
    const { stdout } = await promisify(execFile)(node, [path.join(root, 'dist', 'jamaa.js'), ...words], {
      env: { PATH: process.env.PATH, PORT: new URL(address).port, JAMAA_DATA_DIR: folder, LOG_LEVEL: 'warn' },
    });
    return stdout.trim().split('\n').at(-1);
  };
  const stop = async () => {
    const ended = finished(server);
    server.kill('SIGTERM');
    await ended;
  };
  return { address, command, stop };
}

/** The cookies of a citizen who pressed the button that the link of a letter leads to. */
async function signedIn({ browser, command }) {
  const link = await command('user', 'create', '--email', 'fatima@example.ma', '--name', 'فاطمة الزهراء بنعلي');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(link);
  await page.locator('main form button').click();
  const { cookies } = await context.storageState();
  await context.close();
  return cookies;
}

async function take({ browser, sharp, address }, { lang, name, screen, pathname = PAGES[name], cookies = [] }) {
  const { width, height, scale } = SCREENS[screen];
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    isMobile: screen === 'phone',
    hasTouch: screen === 'phone',
    colorScheme: 'light',
    locale: lang === 'ar' ? 'ar-MA' : 'fr-MA',
  });
  try {
    await context.addCookies(cookies);
    const page = await context.newPage();
    const answer = await page.goto(`${address}/${lang}${pathname}`, { waitUntil: 'networkidle' });
    if (answer?.status() !== 200) throw new Error(`${page.url()} answered ${answer?.status()}.`);
    await page.evaluate(() => document.fonts.ready);
    const picture = await page.screenshot({ animations: 'disabled' });
    const file = path.join(root, 'docs', 'screenshots', `${name}-${lang}-${screen}.png`);
    await writeFile(file, await sharp(picture).png({ palette: true, quality: 90, effort: 10 }).toBuffer());
    process.stdout.write(`${path.relative(root, file)}\n`);
  } finally {
    await context.close();
  }
}

try {
  const node = await prepare({ withDev: true, withBuild: true });
  // Loaded only now: before `prepare` the libraries may not be there.
  const { chromium } = await import('playwright-core');
  const { default: sharp } = await import('sharp');
  const executablePath = findChromium();
  if (!executablePath) throw new Plain('No pictures without Chromium.');
  await mkdir(path.join(root, 'docs', 'screenshots'), { recursive: true });
  const folder = await mkdtemp(path.join(tmpdir(), 'jamaa-screenshots-'));
  try {
    const { address, command, stop } = await start(node, folder);
    try {
      // Chromium keeps no sandbox for root.
      const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
      try {
        for (const name of Object.keys(PAGES))
          for (const lang of LANGUAGES)
            for (const screen of Object.keys(SCREENS)) await take({ browser, sharp, address }, { lang, name, screen });
        const cookies = await signedIn({ browser, command });
        for (const [name, pathname] of Object.entries(OWN_PAGES))
          for (const look of OWN_LOOKS) await take({ browser, sharp, address }, { ...look, name, pathname, cookies });
      } finally {
        await browser.close();
      }
    } finally {
      await stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
} catch (error) {
  process.stderr.write(`${error instanceof Plain ? error.message : error.stack}\n`);
  process.exit(1);
}
