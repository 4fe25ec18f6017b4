// The web part of the program, with a transaction for each call of what is otherwise done in batches; tells its port to whoever started it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import { connectDatabase } from '#platform/db/connect.ts';
import { silentLog } from '#platform/log.ts';
import { openApp } from '../../src/app.ts';

const log = silentLog();
const { config } = readConfig(process.env);
const database = await connectDatabase({ config, log });
const app = await openApp({ ...database, log, clock: systemClock, database, role: 'web', batchLimit: 0 });
const server = createServer(app.listener);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
process.once('SIGTERM', async () => {
  server.closeAllConnections();
  server.close();
  await app.close();
  await database.close();
  process.exit();
});
