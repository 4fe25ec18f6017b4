import PostalMime from 'postal-mime';
import type { Db } from '../db/database.ts';
import { scrub } from '../log.ts';
import type { Job } from '../module.ts';
import { readBounce } from './bounce.ts';
import './tables.ts';

export type MailSource = {
  /** `imaps://user:password@host`, with a folder as its path where it is not `INBOX`. */
  mailSourceUrl?: string;
  publicUrl: string;
  /** Told when a letter came back because nobody is at its address. */
  returned: (db: Db, address: string, now: Date) => Promise<void>;
};

/** Messages looked at in one go; the others wait for the next. */
const AT_ONCE = 200;
/** Of a message no more is read: a notice says what it has to say at its beginning. */
const READ_BYTES = 256 * 1024;

/**
 * The job that reads the mailbox to which mail servers send letters back; none where no mailbox is configured. What was looked at is
 * marked as read and stays there: replies of people are for people.
 */
export function readMailJobs(source: MailSource): Job[] {
  const { mailSourceUrl } = source;
  if (!mailSourceUrl) return [];
  return [
    {
      name: 'platform.read-mail',
      cron: '*/5 * * * *',
      run: async (_payload, { db, clock, log }) => {
        const figures = { read: 0, returned: 0, unreadable: 0 };
        await eachUnread(mailSourceUrl, async (message) => {
          figures.read += 1;
          const email = await PostalMime.parse(message, { forceRfc822Attachments: true, maxNestingDepth: 10 }).catch(
            () => {
              figures.unreadable += 1;
              return undefined;
            },
          );
          const bounce = email && readBounce(email, new URL(source.publicUrl).hostname);
          if (!bounce?.nobodyThere) return;
          // Whose address it is, only our own record says: the notice may be written by anybody.
          const letter = await db
            .selectFrom('letter')
            .select('recipient')
            .where('id', '=', bounce.letterId)
            .where('sent_at', 'is not', null)
            .executeTakeFirst();
          if (!letter) return;
          figures.returned += 1;
          await source.returned(db, letter.recipient, clock.now());
        });
        if (figures.read > 0) log.info(figures, 'the mailbox was read');
      },
    },
  ];
}

async function eachUnread(url: string, look: (message: Uint8Array) => Promise<void>): Promise<void> {
  const { ImapFlow } = await import('imapflow');
  const { hostname, port, username, password, protocol, pathname } = new URL(url);
  const secure = protocol === 'imaps:';
  const client = new ImapFlow({
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  });
  // What breaks the line also rejects what waits for it: this only keeps it from ending the program.
  let broken: unknown;
  client.on('error', (error) => {
    broken ??= error;
  });
  try {
    await client.connect();
    const lock = await client.getMailboxLock(decodeURIComponent(pathname.slice(1)) || 'INBOX');
    try {
      const unread = (await client.search({ seen: false }, { uid: true })) || [];
      for (const uid of unread.slice(0, AT_ONCE)) {
        const found = await client.fetchOne(String(uid), { source: { maxLength: READ_BYTES } }, { uid: true });
        const { source } = found || {};
        if (source) await look(source);
        await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
      }
    } finally {
      lock.release();
    }
    await client.logout();
  } catch (error) {
    // Without what the server says about whose mailbox it is.
    const { message, responseText } = (broken ?? error) as { message?: string; responseText?: string };
    throw new Error(`the mailbox cannot be read: ${scrub(`${message} ${responseText ?? ''}`.trim())}`);
  } finally {
    client.close();
  }
}
