// Opens the embedded database of a data directory and keeps it open, for tests that kill things.
import { openDataDir } from '../../src/platform/data-dir.ts';
import { openEmbedded } from '../../src/platform/db/embedded.ts';
import { createLog } from '../../src/platform/log.ts';

const embedded = await openEmbedded({
  dataDir: await openDataDir(process.argv[2] ?? ''),
  log: createLog({ plain: true }),
});
process.stdout.write(`${embedded.started ? 'started' : 'joined'}\n`);
process.on('SIGTERM', async () => {
  await embedded.stop();
  process.stdout.write('left\n');
  process.exit(0);
});
setInterval(() => {}, 1 << 30);
