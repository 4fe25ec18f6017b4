// The least that writing down a form can cost: node:http and pg, one insert in one transaction, 303.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

export type InsertServer = { port: number; stop(): Promise<void> };

/** Starts it in a process of its own, on the database of the product, with as many connections as the product has. */
export async function startInsertServer(connection: pg.PoolConfig): Promise<InsertServer> {
  const child: ChildProcess = spawn(process.execPath, [import.meta.filename], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
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
  await pool.query('create table if not exists bench_insert (id bigserial primary key, words text, at timestamptz)');
  const server = createServer((incoming, outgoing) => {
    let body = '';
    incoming.setEncoding('utf8').on('data', (part) => {
      body += part;
    });
    incoming.on('end', async () => {
      const client = await pool.connect();
      try {
        await client.query('begin');
        await client.query('insert into bench_insert (words, at) values ($1, now())', [
          new URLSearchParams(body).get('words'),
        ]);
        await client.query('commit');
        outgoing.writeHead(303, { location: '/', 'content-length': 0 });
      } catch {
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
