import { expect, test } from 'vitest';
import { handClock } from '../clock.ts';
import { TooMany } from '../errors.ts';
import { LOCAL_CLIENT } from './client-address.ts';
import { rateLimits } from './rate-limit.ts';

const RATES = { search: { burst: 3, perSecond: 0.5 }, form: { burst: 1, perSecond: 1 } };

function refusal(work: () => void): TooMany | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof TooMany) return error;
    throw error;
  }
}

test('a burst is let through, then the pace holds, and the refusal says how long to wait', () => {
  const clock = handClock('2026-11-21T10:00:00Z');
  const limits = rateLimits(RATES, clock);
  for (let i = 0; i < 3; i++) limits.take('search', 'a');
  expect(refusal(() => limits.take('search', 'a'))?.retryAfter).toBe(2);
  clock.advance(1_000);
  expect(refusal(() => limits.take('search', 'a'))?.retryAfter).toBe(1);
  clock.advance(1_000);
  expect(refusal(() => limits.take('search', 'a'))).toBeUndefined();
  expect(refusal(() => limits.take('search', 'a'))).toBeDefined();
  clock.advance(3_600_000);
  for (let i = 0; i < 3; i++) limits.take('search', 'a');
  expect(refusal(() => limits.take('search', 'a'))).toBeDefined();
});

test('clients and kinds have buckets of their own', () => {
  const limits = rateLimits(RATES, handClock('2026-11-21T10:00:00Z'));
  limits.take('form', 'a');
  expect(refusal(() => limits.take('form', 'a'))).toBeDefined();
  expect(refusal(() => limits.take('form', 'b'))).toBeUndefined();
  expect(refusal(() => limits.take('search', 'a'))).toBeUndefined();
});

test('a clock that goes back gives nothing and takes nothing', () => {
  const clock = handClock('2026-11-21T10:00:00Z');
  const limits = rateLimits(RATES, clock);
  limits.take('search', 'a', 2);
  clock.advance(-60_000);
  limits.take('search', 'a');
  expect(refusal(() => limits.take('search', 'a'))).toBeDefined();
});

test('the machine itself may do more, but not everything', () => {
  const limits = rateLimits(RATES, handClock('2026-11-21T10:00:00Z'));
  for (let i = 0; i < 100; i++) limits.take('form', LOCAL_CLIENT);
  expect(refusal(() => limits.take('form', LOCAL_CLIENT))).toBeDefined();
});

test('the memory is bounded: the client that was quiet longest is forgotten first', () => {
  const limits = rateLimits(RATES, handClock('2026-11-21T10:00:00Z'));
  limits.take('form', 'quiet');
  limits.take('form', 'busy');
  for (let i = 0; i < 19_999; i++) {
    limits.take('form', `other ${i}`);
    if (i === 10_000) refusal(() => limits.take('form', 'busy'));
  }
  expect(refusal(() => limits.take('form', 'busy'))).toBeDefined();
  expect(refusal(() => limits.take('form', 'quiet'))).toBeUndefined();
});
