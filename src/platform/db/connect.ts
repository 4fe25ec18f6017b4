import pg from 'pg';
import type { Config, SettledConfig } from '../config.ts';
import { keptSecret, openDataDir } from '../data-dir.ts';
import { PlainRefusal } from '../exit.ts';
import type { Log } from '../log.ts';
import { type Embedded, openEmbedded } from './embedded.ts';

/** The database of this process, embedded or external, with the configuration completed by what the data directory keeps. */
export type ConnectedDatabase = {
  /** The real path of the data directory is in `config.dataDir`, the secret in `config.secret`. */
  config: SettledConfig;
  connection: pg.PoolConfig;
  url: string;
  /** Present when the database is the embedded one. */
  embedded?: Embedded;
  /** Lets go of it; an embedded database that nobody else uses stops. */
  close(): Promise<void>;
};

const OLDEST_EXTERNAL = 150_000;

/** Checks an external server once, so that a wrong address is one sentence at start and not a storm of errors later. */
async function checkExternal(url: string): Promise<void> {
  let where = 'the address in DATABASE_URL';
  try {
    const { hostname, port, pathname } = new URL(url);
    where = `${hostname || 'the socket'}:${port || 5432}${pathname}`;
  } catch {
    // config.ts has checked it; a socket address may still be unusual.
  }
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'jamaa start',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
    );
    const { version = 0, encoding = '' } = rows[0] ?? {};
    if (version < OLDEST_EXTERNAL) {
      throw new PlainRefusal(
        `The database at ${where} is PostgreSQL ${Math.floor(version / 10_000)}; Jamaa needs 15 or newer.`,
      );
    }
    if (encoding !== 'UTF8')
      throw new PlainRefusal(`The database at ${where} is encoded in ${encoding}; Jamaa needs UTF8.`);
  } catch (error) {
    if (error instanceof PlainRefusal) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why =
      code === '28P01' || code === '28000'
        ? 'it does not accept this user and password'
        : code === '3D000'
          ? 'there is no such database'
          : error instanceof AggregateError || code === 'ECONNREFUSED'
            ? 'nobody answers there'
            : code === 'ENOTFOUND' || code === 'EAI_AGAIN'
              ? 'the host is not known'
              : error instanceof Error
                ? error.message
                : String(error);
    throw new PlainRefusal(`The database at ${where} cannot be used: ${why}.`, { cause: error });
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Opens the database that the configuration asks for. Refuses in one sentence when the data directory cannot be written,
 * the embedded database cannot start or the external one cannot be used. `onLost`: an embedded database died for good.
 */
export async function connectDatabase(options: {
  config: Config;
  log: Log;
  onLost?: (error: unknown) => void;
}): Promise<ConnectedDatabase> {
  const { config, log, onLost } = options;
  const dataDir = await openDataDir(config.dataDir);
  const settled: SettledConfig = { ...config, dataDir, secret: config.secret ?? (await keptSecret(dataDir)) };
  if (config.databaseUrl) {
    await checkExternal(config.databaseUrl);
    return {
      config: settled,
      connection: { connectionString: config.databaseUrl },
      url: config.databaseUrl,
      close: async () => {},
    };
  }
  const embedded = await openEmbedded({ dataDir, log, onLost });
  return { config: settled, connection: embedded.connection, url: embedded.url, embedded, close: embedded.stop };
}
