import PostalMime from 'postal-mime';
import type { Db } from '../db/database.ts';
import { scrub } from '../log.ts';
import type { Job, JobContext } from '../module.ts';
import { type Bounce, readBounce } from './bounce.ts';
import { type MailOutcome, type ReceivedMail, receivedMail } from './received.ts';
import './tables.ts';

export type MailSource = {
  /** `imaps://user:password@host`, with a folder as its path where it is not `INBOX`. */
  mailSourceUrl?: string;
  publicUrl: string;
  /** Told when a letter came back because nobody is at its address. */
  returned: (db: Db, address: string, now: Date) => Promise<void>;
  /** Given what people wrote. */
  received: (context: JobContext, mail: ReceivedMail) => Promise<MailOutcome>;
};

/** Messages looked at in one go; the others wait for the next. */
const AT_ONCE = 200;
/** Of a message no more is read: what is longer than a document may be is refused anyway. */
const READ_BYTES = 24 * 1024 * 1024;

/**
 * The job that reads the mailbox to which mail servers send letters back and people their answers; none where no mailbox is configured. What
 * was looked at is marked as read and stays there; what was for somebody here and could not be taken is flagged too, for people to see.
 */
export function readMailJobs(source: MailSource): Job[] {
  const { mailSourceUrl } = source;
  if (!mailSourceUrl) return [];
  return [
    {
      name: 'platform.read-mail',
      cron: '*/5 * * * *',
      run: async (_payload, context) => {
        const figures = { read: 0, returned: 0, taken: 0, refused: 0, elsewhere: 0, unreadable: 0 };
        await eachUnread(mailSourceUrl, async (message) => {
          figures.read += 1;
          const email = await PostalMime.parse(message, { forceRfc822Attachments: true, maxNestingDepth: 10 }).catch(
            () => {
              figures.unreadable += 1;
              return undefined;
            },
          );
          if (!email) return 'elsewhere';
          const bounce = readBounce(email, new URL(source.publicUrl).hostname);
          if (bounce) {
            if (await silence(context, source, bounce)) figures.returned += 1;
            return 'taken';
          }
          const outcome = await source.received(context, receivedMail(email, message));
          figures[outcome] += 1;
          return outcome;
        });
        if (figures.read > 0) context.log.info(figures, 'the mailbox was read');
      },
    },
  ];
}

/** Stops letters to the address of a letter that came back. Whose address it is, only our own record says: anybody can write a notice. */
async function silence({ db, clock }: JobContext, { returned }: MailSource, bounce: Bounce): Promise<boolean> {
  if (!bounce.nobodyThere) return false;
  const letter = await db
    .selectFrom('letter')
    .select('recipient')
    .where('id', '=', bounce.letterId)
    .where('sent_at', 'is not', null)
    .executeTakeFirst();
  if (letter) await returned(db, letter.recipient, clock.now());
  return letter !== undefined;
}

async function eachUnread(url: string, look: (message: Uint8Array) => Promise<MailOutcome>): Promise<void> {
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
        const outcome = source && (await look(source));
        const flags = outcome === 'refused' ? ['\\Seen', '\\Flagged'] : ['\\Seen'];
        await client.messageFlagsAdd(String(uid), flags, { uid: true });
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
