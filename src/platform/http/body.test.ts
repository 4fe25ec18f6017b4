import { describe, expect, test } from 'vitest';
import { Refusal } from '../errors.ts';
import { readBytes, readForm, readJson, readUpload } from './body.ts';

function sent(body: BodyInit, type?: string): Request {
  return new Request('http://x/', {
    method: 'POST',
    body,
    headers: type === undefined ? {} : { 'content-type': type },
  });
}

const form = (text: string) => sent(text, 'application/x-www-form-urlencoded');

async function statusOf(work: Promise<unknown>): Promise<number | undefined> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return error.status;
    throw error;
  }
}

describe('forms', () => {
  test('fields as they were typed; a name that comes again is a list', async () => {
    const values = await readForm(form('title=%D8%AC%D9%85%D8%A7%D8%B9%D8%A9+1&tag=a&tag=b&tag=&empty=&text=a%0D%0Ab'));
    expect({ ...values }).toEqual({ title: 'جماعة 1', tag: ['a', 'b', ''], empty: '', text: 'a\nb' });
  });

  test('names that mean something to JavaScript are names like any other', async () => {
    const values = await readForm(form('__proto__=x&constructor=y'));
    expect(Object.entries(values)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('multipart with files; a file input left empty is an empty field', async () => {
    const body = new FormData();
    body.append('title', 'جماعة');
    body.append('file', new File(['one'], 'محضر.pdf', { type: 'application/pdf' }));
    body.append('left', new File([], ''));
    body.append('empty', new File([], 'empty.txt', { type: 'text/plain' }));
    const { values, files } = await readUpload(sent(body));
    expect({ ...values }).toEqual({ title: 'جماعة', left: '' });
    expect(files.map(({ field, name, type, bytes }) => [field, name, type, bytes.toString()])).toEqual([
      ['file', 'محضر.pdf', 'application/pdf', 'one'],
      ['empty', 'empty.txt', 'text/plain', ''],
    ]);
  });

  test.each([
    ['too many bytes', form('a'.repeat(2_000)), 413],
    ['too many fields', form('a&'.repeat(20)), 413],
    ['a field that is too long', form(`a=${'b'.repeat(200)}`), 413],
    ['a name that is too long', form(`${'b'.repeat(201)}=1`), 413],
    ['another kind of body', sent('{}', 'application/json'), 415],
    ['no kind', sent(new Uint8Array(3)), 415],
    ['multipart without a boundary', sent('x', 'multipart/form-data'), 422],
    ['multipart that is none', sent('x', 'multipart/form-data; boundary=b'), 422],
  ])('refused: %s', async (_, request, status) => {
    expect(await statusOf(readForm(request, { bytes: 1_000, fields: 10, fieldLength: 100 }))).toBe(status);
  });

  test('refused: a thousand empty parts, before they are parsed', async () => {
    const parts = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'.repeat(20);
    const request = () => sent(`${parts}--b--\r\n`, 'multipart/form-data; boundary=b');
    expect(await statusOf(readForm(request(), { bytes: 10_000, fields: 19, fieldLength: 100 }))).toBe(413);
    expect((await readForm(request(), { bytes: 10_000, fields: 20, fieldLength: 100 })).a).toHaveLength(20);
  });
});

describe('bytes', () => {
  test('reading stops at the limit although the sender goes on', async () => {
    let made = 0;
    const endless = new ReadableStream({
      pull(controller) {
        made += 1;
        controller.enqueue(new Uint8Array(1_000));
      },
    });
    const request = new Request('http://x/', { method: 'POST', body: endless, duplex: 'half' } as RequestInit);
    expect(await statusOf(readBytes(request, 10_000))).toBe(413);
    expect(made).toBeLessThan(20);
  });

  test('a length that is said to be too long is refused unread', async () => {
    const request = new Request('http://x/', { method: 'POST', body: 'x', headers: { 'content-length': '10001' } });
    expect(await statusOf(readBytes(request, 10_000))).toBe(413);
    expect(request.bodyUsed).toBe(false);
  });
});

describe('JSON', () => {
  test('is read; an empty body is nothing', async () => {
    expect(await readJson(sent('{"a":[1]}', 'application/json; charset=utf-8'))).toEqual({ a: [1] });
    expect(await readJson(sent('{"a":1}', 'application/merge-patch+json'))).toEqual({ a: 1 });
    expect(await readJson(new Request('http://x/', { method: 'POST' }))).toBeUndefined();
  });

  test('anything else is refused', async () => {
    expect(await statusOf(readJson(sent('{', 'application/json')))).toBe(422);
    expect(await statusOf(readJson(sent('{}', 'text/plain')))).toBe(415);
    expect(await statusOf(readJson(sent(`"${'a'.repeat(200)}"`, 'application/json'), 100))).toBe(413);
  });
});
