import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gatheredDrops } from './gathered-drops.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function dropping() {
  const dropped: string[][] = [];
  return { dropped, drop: gatheredDrops((tags) => void dropped.push([...tags])) };
}

test('what must not be late is dropped at once, each time', () => {
  const { dropped, drop } = dropping();
  drop(['petition:A', '~count:A']);
  drop(['petition:A', '~count:A']);
  expect(dropped).toEqual([['petition:A'], ['~count:A'], ['petition:A']]);
});

test('a counter that moves a thousand times a second is dropped once a second, and the last move is never lost', () => {
  const { dropped, drop } = dropping();
  for (let n = 0; n < 2_500; n++) {
    drop(['~count:A']);
    vi.advanceTimersByTime(1);
  }
  expect(dropped).toHaveLength(3);
  vi.advanceTimersByTime(1_000);
  expect(dropped).toHaveLength(4);
  vi.advanceTimersByTime(10_000);
  expect(dropped).toHaveLength(4);
  drop(['~count:A']);
  expect(dropped).toHaveLength(5);
});

test('one counter does not wait for another', () => {
  const { dropped, drop } = dropping();
  drop(['~count:A', '~count:B']);
  expect(dropped).toEqual([['~count:A'], ['~count:B']]);
});
