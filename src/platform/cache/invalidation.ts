import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import type { Log } from '../log.ts';

/** The channel on which processes tell one another what has changed. */
export const CHANNEL = 'jamaa_touched';

// PostgreSQL takes payloads below 8000 bytes.
const PAYLOAD_BYTES = 7_900;
/** Beyond so many messages in one transaction everything is dropped: cheaper for the database, and the cache fills again at once. */
const MESSAGES = 16;
const EVERYTHING = '*';

/**
 * Tells every process that these things have changed: within the transaction, so that nobody learns of what is not committed, and
 * after a rollback nobody learns anything. Tags hold no spaces. It is a hint: what matters is in the tables.
 */
// biome-ignore lint/suspicious/noExplicitAny: a transaction over whatever tables the caller sees
export async function announce(tx: Kysely<any>, tags: readonly string[]): Promise<void> {
  const payloads = payloadsOf(tags);
  if (payloads.length === 0) return;
  await sql`select pg_notify(${CHANNEL}, payload) from unnest(${payloads}::text[]) as payload`.execute(tx);
}

/** Tags as the fewest payloads that PostgreSQL takes; `*` alone when there are too many. */
export function payloadsOf(tags: readonly string[]): string[] {
  const payloads: string[] = [];
  let current = '';
  for (const tag of new Set(tags)) {
    if (tag === '' || /\s/.test(tag)) throw new Error(`not a tag: ${JSON.stringify(tag)}`);
    const longer = current === '' ? tag : `${current} ${tag}`;
    if (Buffer.byteLength(longer) <= PAYLOAD_BYTES) {
      current = longer;
      continue;
    }
    if (current === '' || Buffer.byteLength(tag) > PAYLOAD_BYTES) return [EVERYTHING];
    payloads.push(current);
    current = tag;
  }
  if (current !== '') payloads.push(current);
  return payloads.length > MESSAGES ? [EVERYTHING] : payloads;
}

export type ChangeListener = {
  /** Resolves when the first connection listens; the program may start to answer. */
  ready: Promise<void>;
  stop(): Promise<void>;
};

/**
 * Listens on a connection of its own and comes back when it is lost.
 * @param onTags things that changed
 * @param onReconnect news may have been missed, or too much changed to name it: drop everything
 */
export function listenForChanges(options: {
  connection: pg.ClientConfig;
  onTags: (tags: string[]) => void;
  onReconnect: () => void;
  log: Pick<Log, 'warn' | 'info'>;
  /** First and longest pause before a new attempt, in milliseconds. */
  pauses?: { first: number; longest: number };
}): ChangeListener {
  const { onTags, onReconnect, log } = options;
  const pauses = options.pauses ?? { first: 100, longest: 2_000 };
  const { promise: ready, resolve: listening } = Promise.withResolvers<void>();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let lost = false;
  let pause = pauses.first;

  const connect = async () => {
    const current = new pg.Client({
      ...options.connection,
      // A connection that died without a word is noticed here, not when the next change is missed.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      application_name: 'jamaa cache',
    });
    client = current;
    let over = false;
    const again = (error?: Error) => {
      if (over || stopped) return;
      over = true;
      if (!lost) log.warn({ err: error }, 'the connection that hears of changes was lost');
      lost = true;
      current.end().catch(() => undefined);
      timer = setTimeout(connect, pause);
      pause = Math.min(pause * 2, pauses.longest);
    };
    current.on('error', again);
    current.on('end', () => again());
    current.on('notification', ({ channel, payload }) => {
      if (channel !== CHANNEL || !payload) return;
      if (payload === EVERYTHING) onReconnect();
      else onTags(payload.split(' '));
    });
    try {
      await current.connect();
      await current.query(`listen ${CHANNEL}`);
    } catch (error) {
      again(error as Error);
      return;
    }
    if (lost) {
      log.info({}, 'changes are heard again');
      onReconnect();
    }
    lost = false;
    pause = pauses.first;
    listening();
  };
  void connect();

  return {
    ready,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      // A connection that cannot be closed in good order is already gone.
      await client?.end().catch(() => undefined);
    },
  };
}
