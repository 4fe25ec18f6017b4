import { runCommandLine } from '#platform/cli/run.ts';
import { openApp } from './app.ts';
import { commands } from './commands.ts';

process.exit(await runCommandLine(process.argv.slice(2), { commands, openApp }));
