// `npm run screenshots`: the pictures of the README, taken from the product itself with the real data it ships.
// A new data directory and a free port, so that nobody's own Jamaa is touched.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium } from './chromium.js';

const { Plain, finished, prepare, root } = createRequire(import.meta.url)('./prepare.cjs');

const PAGES = {
  home: '',
  commitments: '/commitments',
  commitment: '/laayoune-sakia-el-hamra/commitments/MALAA0003',
};
const LANGUAGES = ['ar', 'fr'];
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
  const stop = async () => {
    const ended = finished(server);
    server.kill('SIGTERM');
    await ended;
  };
  return { address, stop };
}

async function take({ browser, sharp, address }, { lang, name, screen }) {
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
    const page = await context.newPage();
    const answer = await page.goto(`${address}/${lang}${PAGES[name]}`, { waitUntil: 'networkidle' });
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
    const { address, stop } = await start(node, folder);
    try {
      // Chromium keeps no sandbox for root.
      const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
      try {
        for (const name of Object.keys(PAGES))
          for (const lang of LANGUAGES)
            for (const screen of Object.keys(SCREENS)) await take({ browser, sharp, address }, { lang, name, screen });
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
