import type pg from 'pg';
import { type Db, openDatabase } from '#platform/db/database.ts';

export type Unkept = {
  /** The same database: what happens outside of `attempt` stays. */
  db: Db;
  /** Does something and takes back whatever it changed, whatever it committed. One at a time. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
};

/**
 * A handle on a database that can try things and undo them. While something is attempted, every query goes to one connection inside an
 * outer transaction, and the program's own transactions become savepoints of it.
 */
export function unkept(pool: pg.Pool): Unkept {
  let current: { client: pg.PoolClient; line: { last: Promise<unknown> } } | undefined;
  const lent = {
    connect: async () => (current ? nested(current.client, current.line) : pool.connect()),
    end: async () => {},
  };
  return {
    db: openDatabase(lent as unknown as pg.Pool),
    async attempt(work) {
      const client = await pool.connect();
      await client.query('begin');
      const line = { last: Promise.resolve() as Promise<unknown> };
      current = { client, line };
      try {
        return await work();
      } finally {
        current = undefined;
        await line.last;
        await client.query('rollback');
        client.release();
      }
    },
  };
}

const INSIDE: Record<string, string> = {
  begin: 'savepoint inside',
  commit: 'release savepoint inside',
  rollback: 'rollback to savepoint inside',
};

/** What Kysely takes for a connection of its own. Queries that were sent together go one after the other. */
function nested(client: pg.PoolClient, line: { last: Promise<unknown> }) {
  return {
    query: (text: string, values?: unknown[]) => {
      const answer = line.last.then(() => client.query(INSIDE[text.toLowerCase()] ?? text, values));
      line.last = answer.catch(() => {});
      return answer;
    },
    release: () => {},
  };
}
