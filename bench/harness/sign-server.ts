// The same form with the least that one transaction per signature can cost: node:http and pg, one insert and the counter's row, 303.
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

export type SignServer = { port: number; stop(): Promise<void> };

/** Starts it in a process of its own, on the database of the product, with as many connections as the product has. */
export async function startSignServer(connection: pg.PoolConfig): Promise<SignServer> {
  const child = fork(import.meta.filename, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('message', (said) => resolve(Number(said)));
    child.send(connection);
  });
  return {
    port,
    stop: () => {
      child.kill();
      return ended;
    },
  };
}

async function serve(connection: pg.PoolConfig): Promise<void> {
  const pool = new pg.Pool({ ...connection, max: 10 });
  await pool.query(`
    create table if not exists bench_signature (petition int, token text, at timestamptz, primary key (petition, token));
    create table if not exists bench_count (petition int primary key, signatures int not null);
    insert into bench_count values (1, 0) on conflict do nothing`);
  const server = createServer((incoming, outgoing) => {
    incoming.resume().on('end', async () => {
      const token = new URL(incoming.url ?? '', 'http://localhost').searchParams.get('token');
      const client = await pool.connect();
      try {
        await client.query('begin');
        await client.query('insert into bench_signature values (1, $1, now())', [token]);
        await client.query('update bench_count set signatures = signatures + 1 where petition = 1');
        await client.query('commit');
        outgoing.writeHead(303, { location: '/', 'content-length': 0 });
      } catch {
        await client.query('rollback').catch(() => undefined);
        outgoing.writeHead(500, { 'content-length': 0 });
      } finally {
        client.release();
      }
      outgoing.end();
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

if (process.argv[1] === import.meta.filename) {
  process.once('disconnect', () => process.exit());
  process.once('message', (connection: pg.PoolConfig) => void serve(connection));
}
