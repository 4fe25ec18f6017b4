import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findCommand } from '#platform/cli/command.ts';
import { finishRequests, listen } from '#platform/cli/listen.ts';
import { type HandClock, handClock } from '#platform/clock.ts';
import { readConfig, type SettledConfig } from '#platform/config.ts';
import { runJobsOnce } from '#platform/jobs/worker.ts';
import { silentLog } from '#platform/log.ts';
import { surroundingsOf } from '#platform/surroundings.ts';
import { catalog, offers, openApp, runnerFor } from '../../src/app.ts';
import { commands } from '../../src/commands.ts';
import { modules } from '../../src/modules.ts';
import { type TestDatabase, testDatabase } from '../setup/database.ts';
import { TEST_DAY } from '../setup/program.ts';
import { openWorld, type Visitor, type World } from './world.ts';

export const SITE = '/laayoune-sakia-el-hamra';
const root = join(import.meta.dirname, '..', '..');

/** The whole product in this process, over a test database and behind a real socket, with a clock that the test moves. */
export type Town = World & {
  clock: HandClock;
  database: TestDatabase;
  /** The settings it runs with, once it is open. */
  config(): SettledConfig;
  /** What `jamaa WORDS…` prints last. */
  command(...words: string[]): Promise<string>;
  /** Lets time pass: what was due by then is done when this returns. */
  pass(milliseconds: number): Promise<void>;
  /** The newest letter to an address, as `/dev/mail` shows it to a person on this machine. Waits until there is one that is `about` this. */
  letterTo(visitor: Visitor, address: string, about?: RegExp): Promise<Letter>;
};

export type Letter = { subject: string; text: string; code: string; links: string[] };

/** Opens a town for one test file, at the top of it: `const town = await openTown();` */
export async function openTown(): Promise<Town> {
  const database = await testDatabase();
  const clock = handClock(TEST_DAY);
  const log = silentLog();
  const dataDir = await mkdtemp(join(tmpdir(), 'jamaa-town-'));
  let config: SettledConfig | undefined;

  const world = openWorld(async () => {
    // The launcher builds what is not built yet: style sheet and scripts.
    await promisify(execFile)(process.execPath, [join(root, 'bin', 'jamaa'), 'help']);
    let answer: Awaited<ReturnType<typeof openApp>>['listener'] | undefined;
    const server = await listen((request, response) => answer?.(request, response), '127.0.0.1', 0);
    const { port } = server.address() as { port: number };
    const address = `http://127.0.0.1:${port}`;
    const read = readConfig({ JAMAA_MODE: 'trial', JAMAA_DATA_DIR: dataDir, JAMAA_PUBLIC_URL: address });
    config = { ...read.config, secret: 'a secret for journeys, longer than 32 signs' };
    const app = await openApp({
      config,
      log,
      clock,
      database: { url: '', connection: database.connection },
      role: 'serve',
    });
    answer = app.listener;
    return {
      address,
      async stop() {
        await finishRequests(server, 5_000, new AbortController().signal);
        await app.close();
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  });

  const settled = () => {
    if (!config) throw new Error('the town is not open yet');
    return config;
  };
  return {
    ...world,
    clock,
    database,
    config: settled,
    async command(...words) {
      const said: string[] = [];
      const found = findCommand(commands, words);
      if (!found) throw new Error(`no command ${words.join(' ')}`);
      await found.command.run(found.args, {
        config: settled(),
        log,
        clock,
        signal: new AbortController().signal,
        say: (line) => void said.push(line),
        note: () => {},
        database: async () => ({ connection: database.connection, config: settled() }) as never,
      });
      return said.at(-1) ?? '';
    },
    async pass(milliseconds) {
      clock.advance(milliseconds);
      const jobs = modules.flatMap((module) => module.jobs ?? []);
      const actions = runnerFor(database.db, clock, log, { config: settled() });
      const context = { db: database.db, clock, actions, around: surroundingsOf(settled(), catalog), offers };
      await runJobsOnce({ pool: database.pool, jobs, context, log });
    },
    async letterTo(visitor, address, about = /./) {
      const box = await visitor.context.newPage();
      await box.goto(`${world.address()}/fr/dev/mail`);
      const found = box.locator('main tbody tr', { hasText: address }).filter({ hasText: about }).first();
      for (let looks = 0; (await found.count()) === 0; looks += 1) {
        expect(looks, `no letter to ${address} about ${about}`).toBeLessThan(100);
        await box.waitForTimeout(100);
        await box.reload();
      }
      await found.getByRole('link').first().click();
      const letter = await readLetter(box);
      await box.close();
      return letter;
    },
  };
}

async function readLetter(page: Page): Promise<Letter> {
  const subject = (await page.locator('h1').allInnerTexts()).join();
  const text = (await page.locator('main .flow').allInnerTexts()).join();
  return {
    subject,
    text,
    code: /^\d{6}$/m.exec(text)?.[0] ?? '',
    links: [...text.matchAll(/^https?:\/\/\S+$/gm)].map(([link]) => link),
  };
}
