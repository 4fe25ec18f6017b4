import type { Email } from 'postal-mime';
import { isId } from '../ids.ts';

/** What a mail server wrote back about one of our letters that it had taken before. */
export type Bounce = { letterId: string; nobodyThere: boolean };

/**
 * Reads a delivery status notification (RFC 3464) about a letter of `host`. Undefined for anything else: replies, automatic answers,
 * notices about letters of others, and such as name no letter. Whoever reads it must still find that letter: anybody can write a notice.
 */
export function readBounce(email: Email, host: string): Bounce | undefined {
  const status = email.attachments.find((part) => part.mimeType === 'message/delivery-status');
  if (!status) return undefined;
  const said = fieldsOf(wordsOf(status.content));
  // A delay, or a delivery that somebody asked to be told of.
  if (said('action') !== 'failed') return undefined;
  const ours = new RegExp(`<([0-9a-f-]{36})@${escaped(host)}>`, 'i');
  const returned = email.attachments.filter((part) => /^(message\/rfc822|text\/rfc822-headers)/.test(part.mimeType));
  const places = [email.inReplyTo, email.references, ...returned.map((part) => wordsOf(part.content)), email.text];
  const letterId = places.map((place) => ours.exec(place ?? '')?.[1]?.toLowerCase()).find(Boolean);
  if (!letterId || !isId(letterId)) return undefined;
  return { letterId, nobodyThere: saysAddressGone(said('status') ?? '') };
}

/** 5.1.x: no such address; 5.2.1: the mailbox is closed (RFC 3463). What is refused otherwise, as unwanted mail, says nothing of the address. */
export function saysAddressGone(status: string): boolean {
  return /^5\.(1\.\d{1,3}|2\.1)$/.test(status.trim());
}

function fieldsOf(text: string): (name: string) => string | undefined {
  return (name) => new RegExp(`^${name}:[ \\t]*([^\\s(]+)`, 'im').exec(text)?.[1]?.toLowerCase();
}

function wordsOf(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
