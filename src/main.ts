import { runCommandLine } from '#platform/cli/run.ts';
import type { OpenApp } from '#platform/cli/serve.ts';

const openApp: OpenApp = async () => ({
  listener: (_request, response) => {
    response.setHeader('content-type', 'text/plain; charset=utf-8');
    response.end('Jamaa\n');
  },
  close: async () => {},
});

process.exit(await runCommandLine(process.argv.slice(2), { commands: [], openApp }));
