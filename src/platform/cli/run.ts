import cluster from 'node:cluster';
import { systemClock } from '../clock.ts';
import { type Config, readConfig } from '../config.ts';
import { type ConnectedDatabase, connectDatabase } from '../db/connect.ts';
import { PlainRefusal, plainMessage } from '../exit.ts';
import { createLog } from '../log.ts';
import { backupCommand } from './backup.ts';
import { type Command, findCommand, helpText, unknownCommand, usageText } from './command.ts';
import { restoreCommand } from './restore.ts';
import { type OpenApp, type Role, serve } from './serve.ts';
import { listenToStopSignals } from './stop-signals.ts';

type Parts = {
  /** What the program's rooms contribute. */
  commands: readonly Command[];
  openApp: OpenApp;
};

const OWN: readonly { name: Role; summary: string }[] = [
  { name: 'serve', summary: 'Starts Jamaa: answers requests and does the jobs.' },
  { name: 'web', summary: 'Only answers requests.' },
  { name: 'work', summary: 'Only does the jobs.' },
];

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function runServer(role: Role, args: readonly string[], openApp: OpenApp): Promise<number> {
  if (args.length > 0)
    throw new PlainRefusal(`\`jamaa ${role}\` takes no arguments; settings come from the environment.`, {
      exitStatus: 2,
    });
  const { config, warnings } = readConfig(process.env);
  const log = createLog({ level: config.logLevel });
  if (!cluster.isWorker) for (const warning of warnings) log.warn(warning);
  return serve({ config, log, openApp, role });
}

async function runCommand(command: Command, args: string[]): Promise<number> {
  const { config, warnings } = readConfig(process.env);
  // The answer of a command is what it prints: the log only says what went wrong, unless asked for more.
  const level: Config['logLevel'] = process.env.LOG_LEVEL ? config.logLevel : 'warn';
  const log = createLog({ level });
  for (const warning of warnings) log.warn(warning);
  const signals = listenToStopSignals();
  signals.impatient.addEventListener('abort', () => process.exit(130));
  let database: Promise<ConnectedDatabase> | undefined;
  try {
    const status = await command.run(args, {
      config,
      log,
      clock: systemClock,
      signal: signals.polite,
      say: print,
      note,
      database: () => {
        database ??= connectDatabase({ config, log });
        return database;
      },
    });
    return status ?? (signals.polite.aborted ? 130 : 0);
  } finally {
    const opened = await database?.catch(() => undefined);
    await opened?.close();
    signals.end();
  }
}

async function dispatch(words: readonly string[], { commands, openApp }: Parts): Promise<number> {
  const servers: Command[] = OWN.map(({ name, summary }) => ({
    name,
    usage: '',
    summary,
    run: async (args) => runServer(name, args, openApp),
  }));
  const all = [...servers, ...commands, backupCommand, restoreCommand];
  const [first] = words;
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    const asked = first === 'help' ? findCommand(all, words.slice(1)) : undefined;
    print(asked ? usageText(asked.command) : helpText(all));
    return 0;
  }
  const found = findCommand(all, words);
  if (!found) throw unknownCommand(all, words);
  if (found.args.includes('--help') || found.args.includes('-h')) {
    print(usageText(found.command));
    return 0;
  }
  if (servers.includes(found.command)) return (await found.command.run(found.args, undefined as never)) ?? 0;
  return runCommand(found.command, found.args);
}

/** Does what the words say and returns the exit status; what a person can mend is printed as a sentence, without a stack. */
export async function runCommandLine(words: readonly string[], parts: Parts): Promise<number> {
  // `jamaa export … | head` ends the pipe early: that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    return await dispatch(words, parts);
  } catch (error) {
    note(plainMessage(error));
    return error instanceof PlainRefusal ? error.exitStatus : 1;
  }
}
