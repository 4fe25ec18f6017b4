import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { type ReadyHead, writeReadyHead } from './ready-head.ts';

const HEAD = ['Content-Type', 'text/html', 'Content-Length', '1'];

function answer(keepAlive = true): ServerResponse & { _header: string | null } {
  const outgoing = new ServerResponse(new IncomingMessage(new Socket())) as ServerResponse & { _header: string | null };
  outgoing.shouldKeepAlive = keepAlive;
  return outgoing;
}

const now = () => Math.floor(Date.now() / 1000);

test('the text is handed over within its second and written anew after it', () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T10:00:00Z'), toFake: ['Date'] });
  try {
    const first = writeReadyHead(answer(), 200, HEAD, undefined);
    expect(first?.text).toMatch(/^HTTP\/1\.1 200 OK\r\nContent-Type: text\/html\r\n/);
    const marked: ReadyHead = { text: 'HTTP/1.1 200 OK\r\nMarked: yes\r\n\r\n', second: now() };
    const outgoing = answer();
    expect(writeReadyHead(outgoing, 200, HEAD, marked)).toBe(marked);
    expect([outgoing._header, outgoing.headersSent, outgoing.statusCode]).toEqual([marked.text, true, 200]);
    vi.setSystemTime(Date.parse('2026-11-21T10:00:01Z'));
    const later = answer();
    expect(writeReadyHead(later, 200, HEAD, marked)?.second).toBe(marked.second + 1);
    expect(later._header).not.toContain('Marked');
  } finally {
    vi.useRealTimers();
  }
});

test('an answer that ends its connection, or has headers of its own, is written in the documented way and not kept', () => {
  const marked: ReadyHead = { text: 'HTTP/1.1 200 OK\r\nMarked: yes\r\n\r\n', second: now() + 1 };
  const closing = answer(false);
  expect(writeReadyHead(closing, 200, HEAD, { ...marked, second: now() })).toBeUndefined();
  expect(closing._header).toContain('Connection: close');
  const stopping = answer();
  stopping.setHeader('Connection', 'close');
  expect(writeReadyHead(stopping, 200, HEAD, { ...marked, second: now() })).toBeUndefined();
  expect(stopping._header?.toLowerCase()).toContain('connection: close');
  expect(stopping._header).not.toContain('Marked');
  const named = answer();
  named.setHeader('X-Request-Id', '1');
  expect(writeReadyHead(named, 200, HEAD, { ...marked, second: now() })).toBeUndefined();
  expect(named._header?.toLowerCase()).toContain('x-request-id: 1');
});

test('a node:http that does not keep its head there is written to in the documented way', () => {
  const other = answer();
  const written: unknown[] = [];
  Object.defineProperty(other, '_header', { value: undefined });
  Object.defineProperty(other, 'headersSent', { value: false });
  other.writeHead = ((...all: unknown[]) => {
    written.push(all);
    return other;
  }) as typeof other.writeHead;
  expect(writeReadyHead(other, 200, HEAD, { text: 'x', second: now() })).toBeUndefined();
  expect(written).toEqual([[200, HEAD]]);
});
