import { expect, test } from 'vitest';
import { handClock } from '../clock.ts';
import { remembered } from './remembered.ts';

function counting() {
  let runs = 0;
  return { compute: async () => ++runs, runs: () => runs };
}

const start = () => handClock('2026-11-21T10:00:00Z');

test('computed once, for many who ask at once and for those who come later', async () => {
  const memory = remembered({ clock: start() });
  const { compute, runs } = counting();
  const ask = () => memory.remember('total', ['commitments'], compute);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  expect(await ask()).toBe(1);
  expect(runs()).toBe(1);
  expect(await memory.remember('other', ['commitments'], compute)).toBe(2);
});

test('dropped by each of its tags and by no other, at midnight, and after its longest life', async () => {
  const clock = start();
  const memory = remembered({ clock, maxAge: 3_600_000 });
  const { compute } = counting();
  const ask = () => memory.remember('total', ['commitments', 'institutions'], compute);
  await ask();
  memory.drop(['petitions']);
  expect(await ask()).toBe(1);
  memory.drop(['institutions']);
  expect(await ask()).toBe(2);
  memory.drop(['commitments', 'institutions']);
  expect(await ask()).toBe(3);
  memory.clear();
  expect(await ask()).toBe(4);
  clock.advance(3_600_000);
  expect(await ask()).toBe(5);
  clock.set('2026-11-21T23:59:59Z');
  expect(await ask()).toBe(6);
  clock.set('2026-11-22T00:00:00Z');
  expect(await ask()).toBe(7);
});

test('what was being computed when its subject changed is not given to who asks after the change', async () => {
  const memory = remembered({ clock: start() });
  const old = Promise.withResolvers<string>();
  const before = memory.remember('total', ['commitments'], () => old.promise);
  memory.drop(['commitments']);
  const after = memory.remember('total', ['commitments'], async () => 'new');
  old.resolve('old');
  expect([await before, await after]).toEqual(['old', 'new']);
  expect(await memory.remember('total', ['commitments'], async () => 'newer')).toBe('new');
});

test('an error is told to all who wait and is not remembered; one of an older computation drops nothing', async () => {
  const memory = remembered({ clock: start() });
  const failing = Promise.withResolvers<string>();
  const waiting = [1, 2].map(() => memory.remember('total', ['a'], () => failing.promise));
  memory.drop(['a']);
  await memory.remember('total', ['a'], async () => 'good');
  failing.reject(new Error('the database went away'));
  for (const one of waiting) await expect(one).rejects.toThrow('went away');
  expect(await memory.remember('total', ['a'], async () => 'again')).toBe('good');
  await expect(memory.remember('broken', ['a'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await memory.remember('broken', ['a'], async () => 'well')).toBe('well');
});

test('bounded: what nobody asked for longest goes first', async () => {
  const memory = remembered({ clock: start(), limit: 3 });
  const { compute } = counting();
  for (const key of ['a', 'b', 'c', 'a', 'd']) await memory.remember(key, [key], compute);
  expect(memory.size()).toBe(3);
  expect(await memory.remember('a', ['a'], compute)).toBe(1);
  expect(await memory.remember('b', ['b'], compute)).toBe(5);
});
