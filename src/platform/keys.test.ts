import { expect, test } from 'vitest';
import { keysOf } from './keys.ts';

const keys = keysOf('a secret for tests, longer than 32 signs');

test('each use, version and secret has keys of its own', () => {
  const made = [
    keys.derive('room.one'),
    keys.derive('room.one', 2),
    keys.derive('room.two'),
    keysOf('another secret for tests, of 32 signs').derive('room.one'),
  ].map((key) => key.toString('hex'));
  expect(new Set(made).size).toBe(4);
  expect(keysOf('a secret for tests, longer than 32 signs').derive('room.one').toString('hex')).toBe(made[0]);
});

test('a fingerprint is the same for the same text, and another for any other text or version', () => {
  const print = keys.fingerprint('room.contact', 'fatima@example.ma');
  expect(keys.fingerprint('room.contact', 'fatima@example.ma').equals(print)).toBe(true);
  expect(keys.fingerprint('room.contact', 'fatima@example.mb').equals(print)).toBe(false);
  expect(keys.fingerprint('room.contact', 'fatima@example.ma', 2).equals(print)).toBe(false);
});

test('what is sealed opens with the same key, for the same row, unchanged, and not otherwise', () => {
  const sealed = keys.seal('room.number', 'AB123456', 'row-1');
  expect(sealed.toString('latin1')).not.toContain('AB123456');
  expect(keys.seal('room.number', 'AB123456', 'row-1').equals(sealed)).toBe(false);
  expect(keys.open('room.number', sealed, 'row-1')).toBe('AB123456');
  expect(keys.open('room.number', sealed, 'row-2')).toBeUndefined();
  expect(keys.open('room.number', sealed, 'row-1', 2)).toBeUndefined();
  expect(keys.open('room.other', sealed, 'row-1')).toBeUndefined();
  const changed = Buffer.from(sealed);
  changed[changed.length - 1] = (changed[changed.length - 1] as number) ^ 1;
  expect(keys.open('room.number', changed, 'row-1')).toBeUndefined();
  expect(keys.open('room.number', Buffer.alloc(5), 'row-1')).toBeUndefined();
});
