import { createHash } from 'node:crypto';
import type { Address, Email } from 'postal-mime';

/** A letter that came to the platform's mailbox. */
export type ReceivedMail = {
  /** Its Message-ID, or a digest of it where it has none: the same when it is read again. */
  id: string;
  /** Every address it was sent to. */
  to: readonly string[];
  /** What its author wrote, without the letter that it answers. */
  words: string;
  files: readonly { name: string; bytes: Uint8Array }[];
  /** A machine wrote it: an absence, a confirmation. */
  automatic: boolean;
};

/** What was done with it: `taken`; `refused`, and it is marked so that somebody looks at it; or it was for nobody here. */
export type MailOutcome = 'taken' | 'refused' | 'elsewhere';

/** The letter that a message is, in the terms of rooms. */
export function receivedMail(email: Email, bytes: Uint8Array): ReceivedMail {
  const header = (name: string) => email.headers.find(({ key }) => key === name)?.value;
  return {
    id: email.messageId?.trim() || createHash('sha256').update(bytes).digest('hex'),
    to: [...(email.to ?? []), ...(email.cc ?? [])].flatMap(addressesOf).concat(email.deliveredTo ?? []),
    words: ownWords(email.text ?? ''),
    files: email.attachments
      .filter(({ disposition, filename }) => disposition === 'attachment' && filename)
      .map(({ filename, content }) => ({ name: filename ?? '', bytes: bytesOf(content) })),
    automatic: /^auto-/i.test(header('auto-submitted') ?? '') || /^(bulk|junk|list)$/i.test(header('precedence') ?? ''),
  };
}

function addressesOf(one: Address): string[] {
  return one.group ? one.group.map(({ address }) => address) : [one.address ?? ''];
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}

/** A text without the quoted letter at its end, and the line that introduces it ("Le … a écrit :"). What is quoted in between stays. */
export function ownWords(text: string): string {
  const lines = text.replace(/\r\n/g, '\n').trimEnd().split('\n');
  let end = lines.length;
  while (end > 0 && /^\s*(>.*)?$/.test(lines[end - 1] ?? '')) end -= 1;
  const quoted = lines.slice(end).some((line) => line.startsWith('>'));
  if (!quoted) return lines.join('\n').trim();
  // The line that introduces it may be broken in two.
  if (/[:：]\s*$/.test(lines[end - 1] ?? '')) end -= 1;
  if (end > 0 && /^(On|Le|في|بتاريخ)\s.{4,}$/u.test(lines[end - 1] ?? '') && !/[.!?؟]\s*$/.test(lines[end - 1] ?? ''))
    end -= 1;
  return lines.slice(0, end).join('\n').trim();
}
