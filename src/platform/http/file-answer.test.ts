import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerFile, rangeOf } from './file-answer.ts';

const BYTES = Buffer.from('0123456789');
const HASH = 'ab'.repeat(32);

async function ask(headers: Record<string, string> = {}) {
  const read = async (part = { first: 0, last: BYTES.length - 1 }) =>
    Readable.from([BYTES.subarray(part.first, part.last + 1)]);
  const request = new Request('http://here.invalid/file', { headers });
  const answer = await answerFile(request, { size: BYTES.length, hash: HASH, read }, new Headers());
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

describe('a file', () => {
  test('is answered whole, under a name of its content', async () => {
    const whole = await ask();
    expect([whole.status, whole.text]).toEqual([200, '0123456789']);
    expect(whole.headers.get('etag')).toBe(`"${HASH}"`);
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(whole.headers.get('content-length')).toBe('10');
  });

  test.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
  ])('is answered in the part %s', async (range, text, said) => {
    const part = await ask({ range });
    expect([part.status, part.text, part.headers.get('content-range')]).toEqual([206, text, said]);
    expect(part.headers.get('content-length')).toBe(String(text.length));
  });

  test.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('says how long it is when asked for %s', async (range) => {
    const outside = await ask({ range });
    expect([outside.status, outside.text, outside.headers.get('content-range')]).toEqual([416, '', 'bytes */10']);
  });

  test.each(['bytes=4-2', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=a-b', 'bytes=-', ''])(
    'is answered whole when the range is none: %s',
    async (range) => expect((await ask({ range })).status).toBe(200),
  );

  test('is not sent again to whoever has it, and in parts only while it is the same', async () => {
    expect((await ask({ 'if-none-match': `W/"x", "${HASH}"` })).status).toBe(304);
    expect((await ask({ 'if-none-match': '"x"' })).status).toBe(200);
    expect((await ask({ range: 'bytes=0-1', 'if-range': `"${HASH}"` })).status).toBe(206);
    expect((await ask({ range: 'bytes=0-1', 'if-range': '"another"' })).status).toBe(200);
  });
});

test('a range that is answered lies within the file', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 1e6 }),
      fc.option(fc.nat({ max: 2e6 }), { nil: '' }),
      fc.option(fc.nat({ max: 2e6 }), { nil: '' }),
      (size, from, to) => {
        const range = rangeOf(`bytes=${from}-${to}`, size);
        if (typeof range === 'string') return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.first).toBeLessThanOrEqual(range.last);
        expect(range.last).toBeLessThan(size);
      },
    ),
  );
});
