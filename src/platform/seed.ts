import type pg from 'pg';
import type { CommandContext, Seed } from './module.ts';

export type SeedTable = { name: string; loaded_at: Date };

declare module './db/database.ts' {
  interface SharedTables {
    seed: SeedTable;
  }
}

const LOCK = 0x73656564; // "seed"

/**
 * Loads the data sets that the program ships, once for each database, in their order. Processes that start together wait for one
 * another; a set that was interrupted is loaded again (loading twice changes nothing).
 * @returns the names of the sets that were loaded now
 */
export async function runSeeds(pool: pg.Pool, seeds: readonly Seed[], context: CommandContext): Promise<string[]> {
  const client = await pool.connect();
  const loaded: string[] = [];
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const { rows } = await client.query<{ name: string }>('select name from seed');
    const known = new Set(rows.map((row) => row.name));
    for (const seed of [...seeds].sort((a, b) => a.order - b.order)) {
      if (known.has(seed.name) || context.signal.aborted) continue;
      await seed.run(context);
      await client.query('insert into seed (name, loaded_at) values ($1, $2)', [seed.name, context.clock.now()]);
      loaded.push(seed.name);
    }
    return loaded;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    client.release();
  }
}
