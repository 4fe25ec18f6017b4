import { expect, test } from 'vitest';
import { isId, newId, newSecret } from './ids.ts';

test('ids are UUIDv7 and sort by the moment they were made', () => {
  const made = Array.from({ length: 200 }, newId);
  expect(made.every(isId)).toBe(true);
  expect([...made].sort()).toEqual(made);
  expect(new Set(made).size).toBe(200);
});

test('what is no id of ours is told apart', () => {
  for (const text of ['', 'x', '00000000-0000-0000-0000-000000000000', '2f1d1f0e-5b1c-4c8e-9a57-5a3c6b1f9b10']) {
    expect(isId(text)).toBe(false);
  }
});

test('secrets are long, safe in addresses, and never the same', () => {
  expect(newSecret()).toMatch(/^[\w-]{43}$/);
  expect(newSecret(16)).toMatch(/^[\w-]{22}$/);
  expect(newSecret()).not.toBe(newSecret());
});
