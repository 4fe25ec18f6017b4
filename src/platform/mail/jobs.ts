import { rm } from 'node:fs/promises';
import { z } from 'zod';
import type { Db } from '../db/database.ts';
import { BULK, queueJob } from '../jobs/queue.ts';
import { GivenUpError } from '../jobs/worker.ts';
import type { Job } from '../module.ts';
import { type Delivery, keepingDelivery, keptLetterPath, RefusedLetterError, smtpDelivery } from './delivery.ts';
import { SEND_LETTER, SEND_LETTERS } from './queue-letter.ts';
import './tables.ts';

export type MailSetup = {
  /** Absent: letters are kept in `folder` and go nowhere. */
  smtpUrl?: string;
  /** `Jamaa <jamaa@example.ma>`, or the address alone. */
  mailFrom?: string;
  folder: string;
  publicUrl: string;
  /** Told when a letter came back because nobody is at its address. */
  returned?: (db: Db, address: string, now: Date) => Promise<void>;
};

const MINUTE = 60_000;
const DAY = 86_400_000;
const KEPT_DAYS = 30;
const WAITING_DAYS = 90;

/** The jobs that send letters and that drop old ones. */
export function mailJobs(setup: MailSetup): Job[] {
  const deliver = setup.smtpUrl ? smtpDelivery(setup.smtpUrl) : keepingDelivery(setup.folder);
  return [
    {
      name: SEND_LETTER,
      payload: z.object({ letterId: z.uuid() }),
      run: async (payload, { db, clock }) => {
        await sendLetter(db, (payload as { letterId: string }).letterId, setup, deliver, clock.now());
      },
    },
    {
      name: SEND_LETTERS,
      payload: z.object({ letterIds: z.array(z.uuid()).max(100) }),
      // What cannot leave now is tried again alone, so that it holds up none of the others.
      run: async (payload, { db, clock, log }) => {
        for (const letterId of (payload as { letterIds: string[] }).letterIds)
          try {
            await sendLetter(db, letterId, setup, deliver, clock.now());
          } catch (error) {
            if (error instanceof GivenUpError)
              log.info({ letter: letterId, reason: error.message }, 'a letter was given up');
            else
              await queueJob(
                db,
                SEND_LETTER,
                { letterId },
                { priority: BULK, runAt: new Date(clock.now().getTime() + MINUTE) },
              );
          }
      },
    },
    {
      name: 'platform.drop-letters',
      cron: '40 3 * * *',
      run: async (_payload, { db, clock }) => {
        const dropped = await dropLetters(db, clock.now());
        if (!setup.smtpUrl) for (const id of dropped) await rm(keptLetterPath(setup.folder, id), { force: true });
      },
    },
  ];
}

async function sendLetter(db: Db, id: string, setup: MailSetup, deliver: Delivery, now: Date): Promise<void> {
  const letter = await db.selectFrom('letter').selectAll().where('id', '=', id).executeTakeFirst();
  if (!letter || letter.sent_at) return;
  const from = senderOf(setup);
  // The same for every try, so that a mailbox can see that a second copy is one.
  const messageId = `<${letter.id}@${new URL(setup.publicUrl).hostname}>`;
  try {
    await deliver({
      id,
      from: { name: letter.sender_name ?? from.name, address: from.address },
      to: letter.recipient,
      subject: letter.subject,
      text: letter.text_part,
      html: letter.html_part,
      date: letter.queued_at,
      messageId,
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'Content-Language': letter.lang,
        ...letter.headers,
      },
    });
  } catch (error) {
    if (!(error instanceof RefusedLetterError)) throw error;
    if (error.nobodyThere) await setup.returned?.(db, letter.recipient, now);
    throw new GivenUpError(error.message, { cause: error });
  }
  await db.updateTable('letter').set({ sent_at: now, message_id: messageId }).where('id', '=', id).execute();
}

function senderOf({ mailFrom, publicUrl }: MailSetup): { name: string; address: string } {
  if (!mailFrom) return { name: '', address: `jamaa@${new URL(publicUrl).hostname}` };
  const named = mailFrom.match(/^(.*)<([^<>]+)>$/);
  return named ? { name: (named[1] ?? '').trim(), address: named[2] ?? '' } : { name: '', address: mailFrom };
}

async function dropLetters(db: Db, now: Date): Promise<string[]> {
  const before = (days: number) => new Date(now.getTime() - days * DAY);
  const dropped = await db
    .deleteFrom('letter')
    .where((letter) =>
      letter.or([
        letter('sent_at', '<', before(KEPT_DAYS)),
        letter.and([letter('sent_at', 'is', null), letter('queued_at', '<', before(WAITING_DAYS))]),
      ]),
    )
    .returning('id')
    .execute();
  return dropped.map((letter) => letter.id);
}
