import type { Db } from '../db/database.ts';
import { json } from '../db/database.ts';
import { newId } from '../ids.ts';
import { queueJob } from '../jobs/queue.ts';
import type { WrittenLetter } from './letter.tsx';
import './tables.ts';

/** A letter and where it goes. What `writeLetter` made fits; `headers` may hold more, such as `References`. */
export type QueuedLetter = Pick<WrittenLetter, 'subject' | 'text' | 'html' | 'lang'> &
  Partial<Pick<WrittenLetter, 'sender' | 'institutionId' | 'headers'>> & {
    /** One address, without a name. */
    to: string;
    now: Date;
  };

export const SEND_LETTER = 'platform.send-letter';
/** Several letters, one after the other, for what goes to thousands. */
export const SEND_LETTERS = 'platform.send-letters';

const ADDRESS = /^[^\s@<>",;:\\()[\]]+@[^\s@<>",;:\\()[\]]+$/u;

/**
 * Queues a letter in the caller's transaction: it is sent once that is committed, and never if it is not. Answers its id.
 * It leaves at least once: after a crash between sending and writing that down it leaves again, with the same Message-ID.
 */
export async function queueLetter(tx: Db, letter: QueuedLetter): Promise<string> {
  checkLetter(letter);
  const id = newId();
  await tx
    .insertInto('letter')
    .values({
      id,
      institution_id: letter.institutionId ?? null,
      recipient: letter.to,
      subject: letter.subject.replace(/\s+/g, ' ').trim(),
      text_part: letter.text,
      html_part: letter.html,
      headers: json(letter.headers ?? {}),
      queued_at: letter.now,
      sent_at: null,
      message_id: null,
      sender_name: letter.sender ?? null,
      lang: letter.lang,
    })
    .execute();
  await queueJob(tx, SEND_LETTER, { letterId: id });
  return id;
}

/** Refuses what could forge the envelope of a letter: an address that is none or several, a header with a line end. */
export function checkLetter({ to, headers }: Pick<QueuedLetter, 'to' | 'headers'>): void {
  if (!ADDRESS.test(to)) throw new TypeError('a letter needs one address, without a name');
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (!/^[A-Za-z-]+$/.test(name) || /[\r\n]/.test(value)) throw new TypeError(`not a header: ${name}`);
  }
}
