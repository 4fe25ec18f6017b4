import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/setup/database.ts';
import { silentLog } from '../log.ts';
import { announce, type ChangeListener, listenForChanges, payloadsOf } from './invalidation.ts';

const { db, connection, pool } = await testDatabase({ empty: true });
const listeners: ChangeListener[] = [];

afterAll(async () => {
  await Promise.all(listeners.map((listener) => listener.stop()));
});

async function listening() {
  const heard: string[] = [];
  const listener = listenForChanges({
    connection,
    onTags: (tags) => heard.push(...tags),
    onReconnect: () => heard.push('everything'),
    log: silentLog(),
    pauses: { first: 1, longest: 10 },
  });
  listeners.push(listener);
  await listener.ready;
  return { heard, listener };
}

describe('news of changes', () => {
  test('reaches every process when the transaction is committed, and nobody when it is not', async () => {
    const { heard } = await listening();
    const { heard: elsewhere } = await listening();
    await db.transaction().execute(async (tx) => {
      await announce(tx, ['commitment:1', 'list:commitments', 'commitment:1']);
      await announce(tx, []);
      expect(heard).toEqual([]);
    });
    const undone = db.transaction().execute(async (tx) => {
      await announce(tx, ['undone']);
      throw new Error('rolled back');
    });
    await expect(undone).rejects.toThrow('rolled back');
    await db.transaction().execute((tx) => announce(tx, ['last']));
    await expect.poll(() => heard.at(-1)).toBe('last');
    expect(heard).toEqual(['commitment:1', 'list:commitments', 'last']);
    await expect.poll(() => elsewhere).toEqual(heard);
  });

  test('many tags arrive in pieces, too many as one word', async () => {
    const { heard } = await listening();
    const many = Array.from({ length: 1_000 }, (_, i) => `commitment:${i}:${'x'.repeat(20)}`);
    await db.transaction().execute((tx) => announce(tx, many));
    await expect.poll(() => heard.length).toBe(1_000);
    expect(new Set(heard)).toEqual(new Set(many));
    const tooMany = Array.from({ length: 20_000 }, (_, i) => `commitment:${i}`);
    await db.transaction().execute((tx) => announce(tx, tooMany));
    await expect.poll(() => heard.at(-1)).toBe('everything');
  });

  test('a lost connection is made anew, and what may have been missed is dropped', async () => {
    const { heard } = await listening();
    for (let round = 1; round <= 3; round++) {
      await pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'jamaa cache'`,
      );
      await expect.poll(() => heard.filter((word) => word === 'everything').length, { timeout: 20_000 }).toBe(round);
      await db.transaction().execute((tx) => announce(tx, [`after:${round}`]));
      await expect.poll(() => heard.at(-1)).toBe(`after:${round}`);
    }
  });

  test('a listener that was stopped stays stopped', async () => {
    const { heard, listener } = await listening();
    await listener.stop();
    await db.transaction().execute((tx) => announce(tx, ['later']));
    const connected = async () => {
      const { rows } = await pool.query(`select count(*) as count from pg_stat_activity
        where datname = current_database() and application_name = 'jamaa cache'`);
      return rows[0]?.count;
    };
    await expect.poll(connected).toBe(listeners.length - 1);
    expect(heard).toEqual([]);
  });
});

describe('payloads', () => {
  test('stay below the 8000 bytes of PostgreSQL, in bytes and not in letters', () => {
    const tags = Array.from({ length: 500 }, (_, i) => `${'ج'.repeat(40)}${i}`);
    const payloads = payloadsOf(tags);
    expect(payloads.length).toBeGreaterThan(4);
    for (const payload of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8_000);
    expect(payloads.join(' ').split(' ')).toEqual(tags);
  });

  test('one tag that is too long by itself drops everything', () => {
    expect(payloadsOf(['a', 'b'.repeat(9_000)])).toEqual(['*']);
  });

  test('a tag with a space would be two tags', () => {
    expect(() => payloadsOf(['commitment 1'])).toThrow('not a tag');
    expect(() => payloadsOf([''])).toThrow('not a tag');
  });
});
