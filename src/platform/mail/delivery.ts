import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transporter } from 'nodemailer';
import { scrub } from '../log.ts';
import { saysAddressGone } from './bounce.ts';

/** A letter with everything that its envelope needs. */
export type Message = {
  id: string;
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  html: string;
  date: Date;
  messageId: string;
  headers: Record<string, string>;
};

/** Hands a message on. Throws `RefusedLetterError` when trying again is useless, anything else when it is not. */
export type Delivery = (message: Message) => Promise<void>;

/** The mail server will never take this letter. `nobodyThere`: because its address does not exist or was closed. */
export class RefusedLetterError extends Error {
  readonly nobodyThere: boolean;
  constructor(message: string, nobodyThere = false) {
    super(message);
    this.name = 'RefusedLetterError';
    this.nobodyThere = nobodyThere;
  }
}

/** Lines to the mail server that one process keeps at most, and how long one waits for the next letter, in milliseconds. */
const LINES = 2;
const KEPT_FOR = 1_000;

/**
 * Gives letters to a mail server. `smtpUrl`: `smtp://user:password@host:587` (STARTTLS where offered) or `smtps://…`.
 * Letters that follow one another share a line: greeting the server anew for each of thousands costs more than the letters.
 */
export function smtpDelivery(smtpUrl: string): Delivery {
  let lines: Promise<Transporter> | undefined;
  let leaving = 0;
  let hangUp: NodeJS.Timeout | undefined;
  return async (message) => {
    clearTimeout(hangUp);
    leaving += 1;
    lines ??= import('nodemailer').then(({ createTransport }) =>
      createTransport({ url: smtpUrl, pool: true, maxConnections: LINES }),
    );
    const transport = await lines;
    try {
      await transport.sendMail(mimeOf(message));
    } catch (error) {
      throw withoutAddresses(error);
    } finally {
      leaving -= 1;
      if (leaving === 0)
        hangUp = setTimeout(() => {
          lines = undefined;
          transport.close();
        }, KEPT_FOR);
    }
  };
}

/** Keeps letters as `.eml` files, one for each letter, where no mail server is configured. */
export function keepingDelivery(folder: string): Delivery {
  return async (message) => {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    const { message: mime } = await transport.sendMail(mimeOf(message));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Not forced to the disk, as `writeWhole` does: the letter stands in the database too, and thousands would hold up its commits.
    const path = keptLetterPath(folder, message.id);
    await writeFile(`${path}.new`, mime, { mode: 0o600 });
    await rename(`${path}.new`, path);
  };
}

/** Where a kept letter is. */
export function keptLetterPath(folder: string, id: string): string {
  return join(folder, `${id}.eml`);
}

function mimeOf(message: Message) {
  const { from, to, subject, text, html, date, messageId, headers } = message;
  return {
    from,
    to,
    subject,
    text,
    html,
    date,
    messageId,
    headers,
    // A letter is what we wrote, whatever its words look like.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

// Mail servers quote addresses in their answers, and errors are logged and kept with the job.
function withoutAddresses(error: unknown): Error {
  const { message, responseCode, code } = error as { message: string; responseCode?: number; code?: string };
  const said = scrub(`${code ?? 'error'}: ${message}`);
  // 5xx is for ever, except for what only says that we must sign in or that the server is badly set up.
  const forEver = responseCode !== undefined && responseCode >= 550 && responseCode <= 559;
  return forEver ? new RefusedLetterError(said, isAddressGone(responseCode, message)) : new Error(said);
}

// Servers without the finer numbers of RFC 3463 say 550, 551 or 553 (RFC 5321).
function isAddressGone(code: number, said: string): boolean {
  const finer = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(said)?.[0];
  return finer === undefined ? [550, 551, 553].includes(code) : saysAddressGone(finer);
}
