import { z } from 'zod';
import type { Db } from '../db/database.ts';
import type { Lang } from '../i18n/languages.ts';
import { newId } from '../ids.ts';
import { queueJob } from '../jobs/queue.ts';
import { GivenUpError } from '../jobs/worker.ts';
import type { Job } from '../module.ts';
import './tables.ts';

export const SEND_TEXT_MESSAGE = 'platform.send-text-message';

/** A message to a telephone: `to` is `+` and digits (E.164), `text` without personal data beyond what its reader must know. */
export type QueuedTextMessage = { to: string; text: string; lang: Lang; now: Date };

/**
 * Queues a message to a telephone in the caller's transaction: it is sent once that is committed, and never if it is not. Answers its
 * id. It leaves at least once, always with the same id, by which a gateway can see that a second copy is one.
 */
export async function queueTextMessage(tx: Db, { to, text, lang, now }: QueuedTextMessage): Promise<string> {
  if (!/^\+\d{8,15}$/.test(to)) throw new TypeError('a text message needs one number: + and digits');
  const id = newId();
  await tx
    .insertInto('text_message')
    .values({ id, recipient: to, body: text, lang, queued_at: now, sent_at: null })
    .execute();
  await queueJob(tx, SEND_TEXT_MESSAGE, { messageId: id });
  return id;
}

export type TextMessageSetup = {
  /** The gateway that takes `POST {"id", "to", "text"}`; absent: messages are kept and go nowhere. */
  smsUrl?: string;
};

const DAY = 86_400_000;
const KEPT_DAYS = 30;
const PATIENCE = 20_000;

/** The jobs that send messages to telephones and that drop old ones. */
export function textMessageJobs({ smsUrl }: TextMessageSetup): Job[] {
  return [
    {
      name: SEND_TEXT_MESSAGE,
      payload: z.object({ messageId: z.uuid() }),
      run: async (payload, { db, clock }) => {
        const { messageId } = payload as { messageId: string };
        const message = await db.selectFrom('text_message').selectAll().where('id', '=', messageId).executeTakeFirst();
        if (!message || message.sent_at) return;
        if (smsUrl) await handToGateway(smsUrl, message);
        await db.updateTable('text_message').set({ sent_at: clock.now() }).where('id', '=', messageId).execute();
      },
    },
    {
      name: 'platform.drop-text-messages',
      cron: '50 3 * * *',
      run: async (_payload, { db, clock }) => {
        const before = new Date(clock.now().getTime() - KEPT_DAYS * DAY);
        await db.deleteFrom('text_message').where('queued_at', '<', before).execute();
      },
    },
  ];
}

async function handToGateway(smsUrl: string, message: { id: string; recipient: string; body: string }): Promise<void> {
  const { url, authorization } = withoutCredentials(smsUrl);
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': message.id,
      ...(authorization ? { authorization } : {}),
    },
    body: JSON.stringify({ id: message.id, to: message.recipient, text: message.body }),
    signal: AbortSignal.timeout(PATIENCE),
    redirect: 'error',
  });
  await answer.body?.cancel();
  if (answer.ok) return;
  const said = `the gateway for text messages answered ${answer.status}`;
  // What the gateway finds wrong stays wrong, except that it wants us to wait or to sign in again.
  const forEver = answer.status >= 400 && answer.status < 500 && ![401, 403, 408, 425, 429].includes(answer.status);
  throw forEver ? new GivenUpError(said) : new Error(said);
}

/** `fetch` takes no name and password inside an address. */
function withoutCredentials(address: string): { url: string; authorization: string | undefined } {
  const url = new URL(address);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    url: url.href,
    authorization: username || password ? `Basic ${Buffer.from(pair).toString('base64')}` : undefined,
  };
}
