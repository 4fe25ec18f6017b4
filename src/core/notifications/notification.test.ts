import { describe, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { keysOf } from '#platform/keys.ts';
import { parseSubject, periodsAt, writeSubject } from './notification.ts';
import { readUnsubscribeToken, unsubscribeToken } from './unsubscribe-token.ts';

describe('a subject', () => {
  test('is read as it is written', () => {
    for (const text of ['commitment:MALAA0004', 'region:11', 'topic:anti-corruption', 'thread:عام', 'dossier:a:b'])
      expect(writeSubject(parseSubject(text) ?? { kind: '', id: '' })).toBe(text);
  });

  test('is nothing else', () => {
    for (const text of [
      '',
      'commitment',
      'commitment:',
      ':x',
      'Commitment:x',
      'a b:c',
      'a:b c',
      'a:b\n',
      `a:${'x'.repeat(201)}`,
    ])
      expect([text, parseSubject(text)]).toEqual([text, undefined]);
  });
});

describe('periods', () => {
  test('the day of letters begins at seven in the morning, the week on Monday', () => {
    // 21 November 2026 is a Saturday.
    expect(periodsAt(new Date('2026-11-21T10:03:59Z'))).toEqual({
      urgent: '2026-11-21T10:00',
      'at-once': '2026-11-21T10:00',
      daily: '2026-11-21',
      weekly: '2026-11-16',
    });
    expect(periodsAt(new Date('2026-11-23T06:59:59Z'))).toMatchObject({ daily: '2026-11-22', weekly: '2026-11-16' });
    expect(periodsAt(new Date('2026-11-23T07:00:00Z'))).toMatchObject({ daily: '2026-11-23', weekly: '2026-11-23' });
    expect(periodsAt(new Date('2027-01-01T08:04:00Z'))).toMatchObject({ daily: '2027-01-01', weekly: '2026-12-28' });
    expect(periodsAt(new Date('2026-11-21T10:05:00Z')).urgent).toBe('2026-11-21T10:05');
  });

  test('the hour is that of Morocco, also when it was at UTC+1', () => {
    expect(periodsAt(new Date('2026-07-10T05:59:59Z')).daily).toBe('2026-07-09');
    expect(periodsAt(new Date('2026-07-10T06:00:00Z')).daily).toBe('2026-07-10');
  });
});

describe('the word that stops letters', () => {
  const keys = keysOf('a secret for tests, longer than 32 signs');

  test('belongs to one person and is proven by the key', () => {
    const [one, other] = [newId(), newId()];
    const token = unsubscribeToken(keys, one);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(readUnsubscribeToken(keys, token)).toBe(one);
    expect(readUnsubscribeToken(keysOf('another secret for tests, longer too'), token)).toBeUndefined();
    // The id of another person with the proof of the first.
    const mixed = Buffer.concat([
      Buffer.from(unsubscribeToken(keys, other), 'base64url').subarray(0, 16),
      Buffer.from(token, 'base64url').subarray(16),
    ]).toString('base64url');
    expect(readUnsubscribeToken(keys, mixed)).toBeUndefined();
    for (const broken of ['', 'x', token.slice(1), `${token}AA`])
      expect(readUnsubscribeToken(keys, broken)).toBeUndefined();
  });
});
