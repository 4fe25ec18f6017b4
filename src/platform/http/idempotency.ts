import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../db/database.ts';
import { Conflict } from '../errors.ts';
import type { Job } from '../module.ts';
import type { Actor } from '../tenant.ts';

export type Answer = { status: number; body: string | null };

export type IdempotencyTable = {
  /** SHA-256 over the actor, the address and the key that the program sent. */
  key: string;
  request_hash: string;
  /** Null while the first request is still being done. */
  status: number | null;
  body: string | null;
  created_at: Date;
  expires_at: Date;
};

declare module '../db/database.ts' {
  interface SharedTables {
    idempotency_key: IdempotencyTable;
  }
}

const KEPT_HOURS = 24;
const UNSETTLED_SECONDS = 60;

/**
 * Does a thing once for each `Idempotency-Key`: the same key gives the same answer for a day. The same key with another body, or
 * while the first request still runs, is a conflict. The answer is kept in the transaction of the action itself, so a key whose
 * answer is missing after a minute belongs to a request that was never committed, and may be used again. Refusals are not kept:
 * the request may be mended and sent again.
 */
export async function idempotent<R>(
  { db, clock }: { db: Db; clock: Clock },
  call: { key: string; actor: Actor; address: string; body: unknown },
  answerOf: (result: R) => Answer,
  perform: (settle: (tx: Tx, result: unknown) => Promise<void>) => Promise<R>,
): Promise<Answer> {
  const actor = call.actor.kind === 'person' ? call.actor.id : call.actor.kind;
  const key = sha256(`${actor}\n${call.address}\n${call.key}`);
  const requestHash = sha256(JSON.stringify(call.body ?? null));
  const now = clock.now();
  const before = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
  await db
    .deleteFrom('idempotency_key')
    .where('key', '=', key)
    .where((is) =>
      is.or([
        is('expires_at', '<', now),
        is.and([is('status', 'is', null), is('created_at', '<', before(UNSETTLED_SECONDS))]),
      ]),
    )
    .execute();
  const claimed = await db
    .insertInto('idempotency_key')
    .values({
      key,
      request_hash: requestHash,
      status: null,
      body: null,
      created_at: now,
      expires_at: before(-KEPT_HOURS * 3_600),
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst();
  if (!claimed) {
    const known = await db.selectFrom('idempotency_key').selectAll().where('key', '=', key).executeTakeFirst();
    if (!known || known.status === null) throw new Conflict('platform.errors.still-running');
    if (known.request_hash !== requestHash) throw new Conflict('platform.errors.idempotency-key-reused');
    return { status: known.status, body: known.body };
  }
  try {
    const result = await perform(async (tx, made) => {
      const { status, body } = answerOf(made as R);
      const kept = await tx
        .updateTable('idempotency_key')
        .set({ status, body })
        .where('key', '=', key)
        .where('created_at', '=', now)
        .executeTakeFirst();
      // So slow that its key was given to another request: what this one did is undone with its transaction.
      if (kept.numUpdatedRows === 0n) throw new Conflict('platform.errors.still-running');
    });
    return answerOf(result);
  } catch (error) {
    await db
      .deleteFrom('idempotency_key')
      .where('key', '=', key)
      .where('created_at', '=', now)
      .where('status', 'is', null)
      .execute();
    throw error;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Forgets answers that are a day old. */
export const forgetKeysJob: Job = {
  name: 'platform.forget-idempotency-keys',
  cron: '20 3 * * *',
  run: async (_payload, { db, clock }) => {
    await db.deleteFrom('idempotency_key').where('expires_at', '<', clock.now()).execute();
  },
};
