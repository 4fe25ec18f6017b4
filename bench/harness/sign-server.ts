// The same form with one transaction per signature and the least around it: node:http and pg, no page, no keys, no checks of the form.
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

// What a signature has to read and write, as it is written where nobody thinks of batches: the link's challenge is locked and used up, the
// contribution and the signature are inserted, the counter's row is moved.
async function sign(client: pg.PoolClient, token: string): Promise<boolean> {
  const { rows: challenges } = await client.query(
    `select id, fingerprint from challenge where token_hash = sha256($1) and purpose = 'contribution' and expires_at > now()
     for update`,
    [token],
  );
  const challenge = challenges[0];
  if (!challenge) return false;
  await client.query('update challenge set used_at = now() where id = $1', [challenge.id]);
  const { rows: begun } = await client.query('select petition_id, sealed, lang from petition_signing where id = $1', [
    challenge.id,
  ]);
  await client.query('insert into bench_contribution values ($1, $2, $3) on conflict do nothing', [
    challenge.id,
    challenge.fingerprint,
    begun[0].petition_id,
  ]);
  const { rowCount } = await client.query(
    'insert into bench_signature values ($1, $2, $3, $4, now()) on conflict do nothing',
    [begun[0].petition_id, challenge.id, challenge.fingerprint, begun[0].sealed],
  );
  if (rowCount === 1)
    await client.query(
      'insert into bench_count as c values ($1, 1) on conflict (petition) do update set signatures = c.signatures + 1',
      [begun[0].petition_id],
    );
  return true;
}

async function serve(connection: pg.PoolConfig): Promise<void> {
  const pool = new pg.Pool({ ...connection, max: 10 });
  await pool.query(`
    create table if not exists bench_contribution (id uuid primary key, fingerprint bytea, petition uuid, unique (fingerprint, petition));
    create table if not exists bench_signature (petition uuid, id uuid, signer bytea, sealed bytea, at timestamptz,
      primary key (petition, id), unique (petition, signer));
    create table if not exists bench_count (petition uuid primary key, signatures int not null)`);
  const server = createServer((incoming, outgoing) => {
    incoming.resume().on('end', async () => {
      const token = new URL(incoming.url ?? '', 'http://localhost').searchParams.get('token') ?? '';
      const client = await pool.connect();
      try {
        await client.query('begin');
        const signed = await sign(client, token);
        await client.query('commit');
        outgoing.writeHead(signed ? 303 : 404, { location: '/', 'content-length': 0 });
      } catch (error) {
        process.stderr.write(`${error}\n`);
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
