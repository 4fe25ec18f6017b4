import { spawn } from 'node:child_process';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openBrowser } from '#platform/html/browser/testing.ts';

const root = join(import.meta.dirname, '..', '..');

/** Nothing in a journey may take longer: a machine that is busy with other things is given its time. Milliseconds. */
const PATIENCE = 20_000;

export const PHONE = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} satisfies BrowserContextOptions;
export const DESKTOP = { viewport: { width: 1280, height: 900 } } satisfies BrowserContextOptions;

export type Visitor = {
  page: Page;
  context: BrowserContext;
  /** Opens a path of the product; gives its status. */
  open(path: string): Promise<number>;
  /** The path and query the visitor is at. */
  at(): string;
};

export type World = {
  /** The address of the product, without a slash at its end. */
  address(): string;
  /** Its data directory, for commands beside it. */
  folder(): string;
  browser(): Browser;
  /** Somebody with a browser of their own. What goes wrong in it (errors, foreign requests, policy) fails the test. */
  visitor(options?: BrowserContextOptions): Promise<Visitor>;
  /** What the browser must say in this test, and may: that a page is not there, that something is forbidden. */
  expectComplaint(pattern: RegExp): void;
};

/** What a world stands on: an address that answers, until it is stopped. */
export type Product = { address: string; folder?: string; stop(): Promise<void> };

/** One browser, and by default the product as anybody starts it, with a data directory of its own and a free port. */
export function openWorld(start: () => Promise<Product> = startProduct): World {
  let address = '';
  let folder = '';
  let browser: Browser | undefined;
  let stopServer = async () => {};
  let contexts: BrowserContext[] = [];
  let complaints: string[] = [];
  let wanted: RegExp[] = [];

  beforeAll(async () => {
    [{ address, folder = '', stop: stopServer }, browser] = await Promise.all([start(), openBrowser()]);
  }, 180_000);

  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    const unwanted = complaints.filter((words) => !wanted.some((pattern) => pattern.test(words)));
    const unheard = wanted.filter((pattern) => !complaints.some((words) => pattern.test(words)));
    [contexts, complaints, wanted] = [[], [], []];
    expect({ unwanted, unheard }).toEqual({ unwanted: [], unheard: [] });
  });

  afterAll(async () => {
    await browser?.close();
    await stopServer();
  }, 60_000);

  return {
    address: () => address,
    folder: () => folder,
    browser: () => {
      if (!browser) throw new Error('the browser is not open yet');
      return browser;
    },
    expectComplaint: (pattern) => void wanted.push(pattern),
    async visitor(options = DESKTOP) {
      if (!browser) throw new Error('the browser is not open yet');
      const context = await browser.newContext({ baseURL: address, ...options });
      contexts.push(context);
      context.setDefaultTimeout(PATIENCE);
      listen(context, address, (words) => void complaints.push(words));
      const page = await context.newPage();
      return {
        page,
        context,
        open: async (path) => (await page.goto(path))?.status() ?? 0,
        at: () => page.url().slice(address.length),
      };
    },
  };
}

/** Hears what a person would not see: errors of scripts, what the policy forbids, requests that leave for another host. */
function listen(context: BrowserContext, address: string, complain: (words: string) => void): void {
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complain(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => complain(`script: ${error.error().message}`));
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${address}/`) && !/^(data|blob|about):/.test(url)) complain(`foreign request: ${url}`);
  });
  context.on('response', (response) => {
    const isPage = response.request().isNavigationRequest();
    if (response.status() >= 400 && !isPage) complain(`${response.status()} ${response.url()}`);
  });
}

/** Starts the product as `npm start` does, and waits until it says where it answers. */
async function startProduct(): Promise<Product> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'jamaa-journey-')));
  // Started as root, the database runs as another user, who must be able to pass.
  await chmod(folder, 0o711);
  const child = spawn(process.execPath, [join(root, 'bin', 'jamaa'), 'serve'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TMPDIR: process.env.TMPDIR,
      PORT: '0',
      JAMAA_DATA_DIR: folder,
      JAMAA_MODE: 'trial',
      LOG_LEVEL: 'warn',
    },
    // The fourth is a channel: should the tests be killed, Jamaa sees it close and stops.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const status = await ended;
    await rm(folder, { recursive: true, force: true });
    expect(status, said).toBe(0);
  };
  const address = await new Promise<string>((resolve, reject) => {
    const hear = (words: Buffer) => {
      said += words;
      const found = said.match(/answers at (http:\/\/\S+)/);
      if (found?.[1]) resolve(found[1]);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    void ended.then((status) => reject(new Error(`Jamaa ended with ${status} before it answered:\n${said}`)));
  });
  return { address, folder, stop };
}

/** Whether the page can be moved sideways; returns how many pixels stick out, and of what. */
export async function sidewaysOf(page: Page): Promise<{ pixels: number; widest: string[] }> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const pixels = Math.max(0, document.documentElement.scrollWidth - width);
    const sticking = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return right > width + 1 || left < -1;
    });
    const widest = sticking
      .slice(0, 3)
      .map((one) => `${one.tagName.toLowerCase()}.${one.className} ${one.textContent?.slice(0, 40)}`);
    return { pixels, widest: pixels > 0 ? widest : [] };
  });
}
