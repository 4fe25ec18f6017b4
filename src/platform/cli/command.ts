import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { ConnectedDatabase } from '../db/connect.ts';
import { PlainRefusal } from '../exit.ts';
import type { Log } from '../log.ts';

/** What a command may lean on. */
export type CommandSituation = {
  config: Config;
  log: Log;
  clock: Clock;
  /** Aborted by Ctrl-C, SIGTERM, or when the launcher is gone: finish the step at hand and return. */
  signal: AbortSignal;
  /** A line of the answer, on standard output. */
  say(line: string): void;
  /** A line for the person, on standard error: progress, notes. */
  note(line: string): void;
  /** Joins the running database or starts it until the command ends; closed by the dispatcher. */
  database(): Promise<ConnectedDatabase>;
};

/** One thing the command line can do. */
export type Command = {
  /** One or two words: `backup`, `user create`. */
  name: string;
  /** What follows the name: `FILE`, `--email E --name N`. */
  usage: string;
  /** One sentence. */
  summary: string;
  /** Returns the exit status, 0 when nothing is returned; throws `PlainRefusal` for what the person can mend. */
  // biome-ignore lint/suspicious/noConfusingVoidType: most commands have nothing to return
  run(args: string[], situation: CommandSituation): Promise<number | void>;
};

/** The command that these words name (the longest name wins) and the words left for it. */
export function findCommand(
  commands: readonly Command[],
  words: readonly string[],
): { command: Command; args: string[] } | undefined {
  for (const length of [2, 1]) {
    const command = commands.find((each) => each.name === words.slice(0, length).join(' ') && words.length >= length);
    if (command) return { command, args: words.slice(length) };
  }
  return undefined;
}

/** What `jamaa help` prints. */
export function helpText(commands: readonly Command[]): string {
  const lines = commands.map((each) => ({ call: `${each.name} ${each.usage}`.trim(), summary: each.summary }));
  const width = Math.min(Math.max(...lines.map((line) => line.call.length)), 34);
  const shown = lines.map(({ call, summary }) =>
    call.length > width ? `  ${call}\n  ${' '.repeat(width)}  ${summary}` : `  ${call.padEnd(width)}  ${summary}`,
  );
  return [
    'Jamaa, the open-government platform.',
    '',
    'jamaa COMMAND …',
    ...shown,
    '',
    'Settings come from the environment; docs/running.md lists them.',
  ].join('\n');
}

/** The usage of one command. */
export function usageText(command: Command): string {
  return `jamaa ${`${command.name} ${command.usage}`.trim()}\n${command.summary}`;
}

/** A refusal for words that no command understands. */
export function unknownCommand(commands: readonly Command[], words: readonly string[]): PlainRefusal {
  const first = words[0] ?? '';
  const near = commands.filter((each) => each.name.split(' ')[0] === first).map((each) => `jamaa ${each.name}`);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '`jamaa help` lists what there is.';
  return new PlainRefusal(`There is no command “${words.slice(0, near.length > 0 ? 2 : 1).join(' ')}”. ${hint}`);
}
