import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { newId } from '../ids.ts';
import { ATTEMPTS, BULK, BULK_LINES } from '../jobs/queue.ts';
import { checkLetter, type QueuedLetter, SEND_LETTERS } from './queue-letter.ts';
import './tables.ts';

/** One reader of a letter to many. `token`: the word of the links that are this reader's own, in base64url. */
export type LetterCopy = { to: string; token: string };

/** Letters that one job sends: taking a job and ending it costs as much as a letter. */
const IN_ONE_JOB = 20;

/** Stands in a letter to many wherever each copy has the token of its reader. */
export const COPY_TOKEN = 'token-of-this-copy';

/**
 * Queues the same letter to many readers in the caller's transaction, in one statement whatever their number: the database writes the
 * copies, each with its own token in place of `COPY_TOKEN`. They leave after everything that somebody waits for. At most a few hundred
 * at once, so that the transaction stays short.
 */
export async function queueCopies(
  tx: Db,
  letter: Omit<QueuedLetter, 'to'>,
  copies: readonly LetterCopy[],
): Promise<void> {
  if (copies.length === 0) return;
  for (const { to, token } of copies) {
    checkLetter({ ...letter, to });
    // It is written into HTML and into headers as it is.
    if (!/^[\w-]+$/.test(token)) throw new TypeError('the token of a copy is base64url');
  }
  const ids = copies.map(() => newId());
  await sql`
    insert into letter (id, institution_id, recipient, subject, text_part, html_part, headers, queued_at, sender_name, lang)
    select copy.id, ${letter.institutionId ?? null}::uuid, copy.recipient, ${letter.subject.replace(/\s+/g, ' ').trim()},
      replace(${letter.text}, ${COPY_TOKEN}, copy.token), replace(${letter.html}, ${COPY_TOKEN}, copy.token),
      replace(${JSON.stringify(letter.headers ?? {})}, ${COPY_TOKEN}, copy.token)::jsonb,
      ${letter.now}::timestamptz, ${letter.sender ?? null}::text, ${letter.lang}
    from unnest(${ids}::uuid[], ${copies.map((copy) => copy.to)}::text[], ${copies.map((copy) => copy.token)}::text[])
      as copy (id, recipient, token)`.execute(tx);
  const jobs = ids.flatMap((_id, at) => (at % IN_ONE_JOB === 0 ? [ids.slice(at, at + IN_ONE_JOB)] : []));
  await sql`
    select count(*) from graphile_worker.add_jobs(array(
      select (${SEND_LETTERS}, payload, line, null, ${ATTEMPTS}::smallint, null, ${BULK}::smallint, null)
        ::graphile_worker.job_spec
      from unnest(${jobs.map((letterIds) => JSON.stringify({ letterIds }))}::json[],
        ${jobs.map((_ids, at) => BULK_LINES[at % BULK_LINES.length] ?? null)}::text[]) as job (payload, line)))`.execute(
    tx,
  );
}
