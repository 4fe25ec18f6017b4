import type pg from 'pg';
import type { Db } from '#platform/db/database.ts';
import { runJobsOnce } from '#platform/jobs/worker.ts';
import { silentLog } from '#platform/log.ts';
import type { TestProgram } from '../../../test/setup/program.ts';
import { openRoundsJob, writeRoundJob } from './jobs.ts';

/** Looks for what is new and writes every letter of the rounds that this opens, as the worker does. */
export async function runRounds({ clock, actions, around }: TestProgram, db: Db, pool: pg.Pool): Promise<void> {
  await runJobsOnce({
    pool,
    jobs: [openRoundsJob, writeRoundJob],
    context: { db, clock, actions, around },
    log: silentLog(),
  });
}

/** The letters that wait for a person: subject, text and headers, the oldest first. */
export async function lettersTo(db: Db, address: string) {
  return db
    .selectFrom('letter')
    .select(['subject', 'text_part as text', 'html_part as html', 'headers', 'lang', 'sender_name as sender'])
    .where('recipient', '=', address)
    .orderBy('id')
    .execute();
}
