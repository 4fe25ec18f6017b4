import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';

/** The id of the synthetic account with this number, in SQL: `n` is a bigint. */
export const PERSON_ID = (n: string) => `('01990000-0000-7000-8002-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** Adds accounts with a confirmed address and a pseudonym each: numbers `from` up to and with `to`. */
export async function addPeople(client: pg.ClientBase, from: number, to: number): Promise<void> {
  await client.query(
    `insert into person (id, name, pseudonym, lang, created_at)
     select ${PERSON_ID('n')}, null, 'قارئ ' || n, case when n % 3 = 0 then 'fr' else 'ar' end, now()
     from generate_series($1::bigint, $2::bigint) n`,
    [from, to],
  );
  await client.query(
    `insert into contact (id, person_id, kind, fingerprint, address, main, confirmed_at)
     select ('01990000-0000-7000-8003-' || lpad(to_hex(n), 12, '0'))::uuid, ${PERSON_ID('n')}, 'email',
       sha256(('bench ' || n)::bytea), 'reader' || n || '@example.ma', true, now()
     from generate_series($1::bigint, $2::bigint) n`,
    [from, to],
  );
  await client.query(
    `insert into assurance (id, person_id, level, method, source, at)
     select ('01990000-0000-7000-8004-' || lpad(to_hex(n), 12, '0'))::uuid, ${PERSON_ID('n')}, 1, 'contact', 'bench', now()
     from generate_series($1::bigint, $2::bigint) n`,
    [from, to],
  );
  await client.query('vacuum (analyze) person, contact, assurance');
}

/** Signs these accounts in, each in one browser; answers the session cookies. */
export async function addSessions(client: pg.ClientBase, from: number, to: number): Promise<string[]> {
  const tokens = Array.from({ length: to - from + 1 }, () => randomBytes(32).toString('base64url'));
  await client.query(
    `insert into session (id, token_hash, person_id, method, device, lasting, created_at, last_seen_at, expires_at)
     select gen_random_uuid(), hash, ${PERSON_ID('n')}, 'code', 'bench', true, now(), now(), now() + interval '1 day'
     from unnest($1::bigint[], $2::bytea[]) as given (n, hash)`,
    [tokens.map((_, i) => from + i), tokens.map((token) => createHash('sha256').update(token).digest())],
  );
  return tokens;
}
