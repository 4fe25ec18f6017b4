import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CHUNK_LEAVES,
  leafOf,
  packHashes,
  pathOf,
  pathThroughChunks,
  rootByPath,
  rootOf,
  unpackHashes,
} from './merkle.ts';

const sha = (...parts: (string | Buffer)[]): Buffer =>
  createHash('sha256')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest();
const leaves = (count: number): Buffer[] => Array.from({ length: count }, (_, n) => sha(String(n)));

/** The definition of RFC 6962, letter by letter: split at the largest power of two below the number. */
function byTheBook(list: readonly Buffer[]): Buffer {
  if (list.length === 0) return sha('');
  if (list.length === 1) return list[0] as Buffer;
  let split = 1;
  while (split * 2 < list.length) split *= 2;
  return sha(Buffer.from([1]), byTheBook(list.slice(0, split)), byTheBook(list.slice(split)));
}

const numbers = fc.integer({ min: 1, max: 100 });
const placed = numbers.chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 0, max: count - 1 })));

describe('the tree', () => {
  test('is the one of RFC 6962, whatever the number of leaves', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 300 }), (n) => rootOf(leaves(n)).equals(byTheBook(leaves(n)))));
  });

  test('every leaf has a path that leads to the root', () => {
    fc.assert(
      fc.property(placed, ([count, place]) => {
        const all = leaves(count);
        const root = rootByPath(all[place] as Buffer, place, count, pathOf(all, place));
        return root?.equals(rootOf(all)) === true;
      }),
    );
  });

  test('a changed leaf, place, number, path or root is found out', () => {
    fc.assert(
      fc.property(placed, fc.nat(), ([count, place], seed) => {
        const all = leaves(count);
        const [root, path] = [rootOf(all), pathOf(all, place)];
        const leaf = all[place] as Buffer;
        const leads = (...given: Parameters<typeof rootByPath>) => rootByPath(...given)?.equals(root) === true;
        expect(leads(sha('forged'), place, count, path)).toBe(false);
        if (count > 1) expect(leads(leaf, (place + 1 + (seed % (count - 1))) % count, count, path)).toBe(false);
        const changed = path.map((one, n) => (n === seed % path.length ? sha(one) : one));
        if (path.length > 0) expect(leads(leaf, place, count, changed)).toBe(false);
        if (path.length > 0) expect(leads(leaf, place, count, path.slice(1))).toBe(false);
        expect(leads(leaf, place, count, [...path, sha('more')])).toBe(false);
        expect(leads(leaf, count, count, path)).toBe(false);
        expect(rootByPath(leaf, place, count, path)?.equals(sha(root))).toBe(false);
      }),
    );
  });

  test('another number or order of leaves is another root', () => {
    fc.assert(
      fc.property(placed, ([count, place]) => {
        const all = leaves(count);
        const root = rootOf(all);
        expect(rootOf([...all, sha('one more')]).equals(root)).toBe(false);
        expect(rootOf(all.filter((_, n) => n !== place)).equals(root)).toBe(false);
        const other = (place + 1) % count;
        const swapped = all.with(place, all[other] as Buffer).with(other, all[place] as Buffer);
        expect(rootOf(swapped).equals(root)).toBe(count === 1);
      }),
    );
  });

  test.each([1, CHUNK_LEAVES - 1, CHUNK_LEAVES, CHUNK_LEAVES + 1, 3 * CHUNK_LEAVES + 17])(
    'through chunks it is the same tree: %i leaves',
    (count) => {
      const all = leaves(count);
      const chunks = Array.from({ length: Math.ceil(count / CHUNK_LEAVES) }, (_, n) =>
        all.slice(n * CHUNK_LEAVES, (n + 1) * CHUNK_LEAVES),
      );
      const hashes = chunks.map(rootOf);
      expect(rootOf(hashes)).toEqual(rootOf(all));
      for (const place of [0, count >> 1, count - 1]) {
        const chunk = chunks[Math.floor(place / CHUNK_LEAVES)] ?? [];
        expect(pathThroughChunks(chunk, hashes, place)).toEqual(pathOf(all, place));
      }
    },
  );
});

test('a leaf is the hash of its words, one on each line; another word is another leaf', () => {
  expect(leafOf(['a', 'b'])).toEqual(sha(Buffer.from([0]), 'a\nb'));
  expect(leafOf(['a', 'c'])).not.toEqual(leafOf(['a', 'b']));
  expect(leafOf(['ab'])).not.toEqual(leafOf(['a', 'b']));
});

test('hashes come back as they were kept', () => {
  fc.assert(
    fc.property(numbers, (n) => {
      expect(unpackHashes(packHashes(leaves(n)))).toEqual(leaves(n));
    }),
  );
});
