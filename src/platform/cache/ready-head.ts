import type { ServerResponse } from 'node:http';

/** The status line and headers of one kept answer as they were last written, good for the second in which they were. */
export type ReadyHead = { text: string; second: number };

/** What node:http keeps the written head in; not part of its documented face, so nothing here relies on it being there. */
type Inside = ServerResponse & { _header?: string | null };

/**
 * Writes the head of a kept answer, and for the rest of the second (the `Date` header says it) hands the very same text to node:http
 * instead of having it check and join fifteen headers again: a fifth more requests in the whole program, which is what keeps a cached
 * page near the pace of node:http alone. Where node:http does not take the text, or the connection ends with this answer, the head is
 * written in the documented way. Returns what to hand over the next time.
 */
export function writeReadyHead(
  outgoing: ServerResponse,
  status: number,
  head: string[],
  ready: ReadyHead | undefined,
): ReadyHead | undefined {
  const inside = outgoing as Inside;
  // Headers that were set before belong to this one answer: the id of its request, `Connection: close` while the server stops.
  const ordinary = outgoing.shouldKeepAlive && !outgoing.headersSent && outgoing.getHeaderNames().length === 0;
  const second = Math.floor(Date.now() / 1000);
  if (ordinary && ready?.second === second && inside._header === null) {
    outgoing.statusCode = status;
    inside._header = ready.text;
    if (outgoing.headersSent) return ready;
  }
  outgoing.writeHead(status, head);
  const text = inside._header;
  return ordinary && typeof text === 'string' && text.startsWith('HTTP/1.1 ') && text.endsWith('\r\n\r\n')
    ? { text, second }
    : undefined;
}
