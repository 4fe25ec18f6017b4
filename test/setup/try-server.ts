// A program with a stub in the place of the real application, for tests of the life of a server and of the commands.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { runCommandLine } from '../../src/platform/cli/run.ts';
import type { OpenApp } from '../../src/platform/cli/serve.ts';

const openApp: OpenApp = async ({ database, role, log }) => {
  const pool = new pg.Pool({ ...database.connection, max: 2 });
  pool.on('error', () => {});
  await pool.query('create table if not exists visit (at timestamptz not null default now())');
  return {
    listener: async (request, response) => {
      try {
        if (request.url === '/slow') {
          process.stderr.write('slow begins\n');
          await sleep(1500);
        }
        if (request.url === '/visit') await pool.query('insert into visit default values');
        const { rows } = await pool.query('select count(*)::int as visits from visit');
        response.end(JSON.stringify({ role, pid: process.pid, visits: rows[0].visits }));
      } catch (error) {
        response.statusCode = 503;
        response.end(String(error));
      }
    },
    close: async () => {
      await pool.end();
      log.info('The stub is closed.');
    },
  };
};

process.exit(
  await runCommandLine(process.argv.slice(2), {
    openApp,
    commands: [
      {
        name: 'visits count',
        usage: '',
        summary: 'Counts.',
        run: async (_args, { database, say }) => {
          const { connection } = await database();
          const client = new pg.Client(connection);
          await client.connect();
          const { rows } = await client.query('select count(*)::int as visits from visit');
          await client.end();
          say(String(rows[0].visits));
        },
      },
    ],
  }),
);
