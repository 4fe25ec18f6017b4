import { writeFile } from 'node:fs/promises';
import { demoCommand, type RoomCommand, tokenCreateCommand, userCreateCommand } from '#core/accounts/index.ts';
import { appointToRole, tenantResolver } from '#core/institutions/index.ts';
import { runRetention } from '#core/personal-data/index.ts';
import { verifyAudit } from '#platform/audit.ts';
import { remembered } from '#platform/cache/remembered.ts';
import type { Command, CommandSituation } from '#platform/cli/command.ts';
import { openDatabase, openPool } from '#platform/db/database.ts';
import { PlainRefusal } from '#platform/exit.ts';
import type { CommandContext, Verification } from '#platform/module.ts';
import { reindex } from '#platform/search/index-documents.ts';
import { type Surroundings, surroundingsOf } from '#platform/surroundings.ts';
import { catalog, createProgram, migrateAll, offers, runnerFor } from './app.ts';
import { modules } from './modules.ts';

/** Opens the database for a command, at the schema of this program. */
async function withProgram<R>(
  situation: CommandSituation,
  work: (context: CommandContext & { around: Surroundings }) => Promise<R>,
): Promise<R> {
  const database = await situation.database();
  await migrateAll(database.connection, situation.log);
  const pool = openPool(database.connection, situation.log);
  try {
    const db = openDatabase(pool);
    const { clock, log, say, note, signal } = situation;
    return await work({
      db,
      clock,
      actions: runnerFor(db, clock, log, { config: database.config }),
      around: surroundingsOf(database.config, catalog, log),
      say,
      note,
      signal,
    });
  } finally {
    await pool.end();
  }
}

const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Brings the database to the schema of this version.',
  async run(_args, situation) {
    const database = await situation.database();
    const done = await migrateAll(database.connection, situation.log);
    for (const name of done) situation.say(name);
    situation.note(done.length === 0 ? 'Nothing to migrate.' : `${done.length} migrations done.`);
  },
};

const imports = modules.flatMap((module) => module.imports ?? []);
const exports = modules.flatMap((module) => module.exports ?? []);

const importCommands: Command[] = imports.map((each) => ({
  name: `import ${each.dataset}`,
  usage: each.usage,
  summary: each.summary,
  run: (args, situation) => withProgram(situation, (context) => each.run(args, context)),
}));

const exportCommands: Command[] = exports.map((each) => ({
  name: `export ${each.dataset}`,
  usage: '',
  summary: each.summary,
  run: (_args, situation) =>
    withProgram(situation, async (context) => {
      for await (const part of each.run(context)) process.stdout.write(part);
    }),
}));

const roomCommands: Command[] = [userCreateCommand(appointToRole), tokenCreateCommand].map((each: RoomCommand) => ({
  ...each,
  run: (args, situation) => withProgram(situation, (context) => each.run(args, context)),
}));

const sample = demoCommand(modules.flatMap((module) => module.demos ?? []));
const sampleCommand: Command = {
  ...sample,
  run: (args, situation) => withProgram(situation, (context) => sample.run(args, context)),
};

const retentionCommand: Command = {
  name: 'retention',
  usage: '[--dry-run]',
  summary: 'Removes what is kept longer than its rule allows; with --dry-run it only counts.',
  run: (args, situation) => withProgram(situation, (context) => runRetention(args, context, offers.retentions)),
};

const reindexCommand: Command = {
  name: 'reindex',
  usage: '',
  summary: 'Builds the search index again from what is published.',
  run: (_args, situation) =>
    withProgram(situation, async ({ db, say }) => {
      say(`${await reindex(db, offers.searchKinds)} documents indexed.`);
    }),
};

const verifications: Verification[] = [
  { name: 'audit', run: verifyAudit },
  ...modules.flatMap((module) => module.verifications ?? []),
];

const verifyCommand: Command = {
  name: 'verify',
  usage: '',
  summary: 'Checks the audit chain, what is counted and the files that are kept; says each thing that is wrong.',
  run: (_args, situation) =>
    withProgram(situation, async ({ db, around, say, note }) => {
      let wrong = 0;
      for (const verification of verifications) {
        for await (const fault of verification.run(db, around)) {
          wrong += 1;
          say(`${verification.name}: ${fault}`);
        }
        note(`${verification.name}: checked`);
      }
      if (wrong > 0) throw new PlainRefusal(`${wrong} things are wrong.`);
      say('Everything is in order.');
    }),
};

const openApiCommand: Command = {
  name: 'openapi',
  usage: '[FILE]',
  summary: 'Writes the OpenAPI 3.1 document of this version.',
  async run(args, situation) {
    const text = `${JSON.stringify(openApiDocument(situation), null, 2)}\n`;
    if (args[0]) await writeFile(args[0], text);
    else process.stdout.write(text);
  },
};

/** The OpenAPI document needs the routes only, no database. */
export function openApiDocument({ clock, log }: Pick<CommandSituation, 'clock' | 'log'>): object {
  const db = undefined as never;
  const program = createProgram({
    db,
    clock,
    log,
    config: {
      publicUrl: 'http://localhost:3000',
      mode: 'production',
      secret: 'none',
      dataDir: '.',
      trustedProxies: [],
    } as never,
    actions: undefined as never,
    tenants: tenantResolver(db, clock),
    memory: remembered({ clock }),
    asset: (name) => name,
  });
  return program.openApi();
}

export const commands: readonly Command[] = [
  migrateCommand,
  ...importCommands,
  ...exportCommands,
  ...roomCommands,
  sampleCommand,
  reindexCommand,
  retentionCommand,
  verifyCommand,
  openApiCommand,
];
