import { createHash } from 'node:crypto';

// The tree of Certificate Transparency (RFC 6962, 2.1). A full chunk is a subtree of it, so that the tree over the chunks' hashes is the
// tree over all leaves: a proof reads one chunk and the hashes of the others.

const HASH_BYTES = 32;

/** Leaves in one chunk: a power of two. */
export const CHUNK_LEAVES = 1_024;

/** SHA-256(0x00 ‖ words, with LF between them). What the words are, each room says; none of them may hold an LF. */
export function leafOf(words: readonly string[]): Buffer {
  return createHash('sha256')
    .update(Buffer.from([0]))
    .update(words.join('\n'))
    .digest();
}

/** SHA-256(0x01 ‖ left ‖ right). */
function nodeOf(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256')
    .update(Buffer.from([1]))
    .update(left)
    .update(right)
    .digest();
}

/** The root over hashes, from left to right; that of nothing is SHA-256 of nothing. */
export function rootOf(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return createHash('sha256').digest();
  let level = [...hashes];
  // What is left over at the end of a level goes up as it is: the same tree as splitting at the largest power of two.
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let place = 0; place < level.length; place += 2) {
      const [left, right] = [level[place] as Buffer, level[place + 1]];
      above.push(right ? nodeOf(left, right) : left);
    }
    level = above;
  }
  return level[0] as Buffer;
}

/** What has to be hashed together with the leaf at a place, one after the other, to come to the root. */
export function pathOf(hashes: readonly Buffer[], place: number): Buffer[] {
  const path: Buffer[] = [];
  let level = [...hashes];
  for (let at = place; level.length > 1; at >>= 1) {
    const beside = level[at ^ 1];
    if (beside) path.push(beside);
    const above: Buffer[] = [];
    for (let left = 0; left < level.length; left += 2) above.push(rootOf(level.slice(left, left + 2)));
    level = above;
  }
  return path;
}

/** The root that a leaf, its place among `count` leaves and a path lead to (RFC 9162, 2.1.3.2); undefined for a path that cannot be. */
export function rootByPath(leaf: Buffer, place: number, count: number, path: readonly Buffer[]): Buffer | undefined {
  if (!Number.isInteger(place) || place < 0 || place >= count) return undefined;
  let [at, last, hash] = [place, count - 1, leaf];
  for (const beside of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = nodeOf(beside, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else {
      hash = nodeOf(hash, beside);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}

/** Hashes as they are kept: one after the other. */
export function packHashes(hashes: readonly Buffer[]): Buffer {
  return Buffer.concat(hashes);
}

/** The hashes that were kept so. */
export function unpackHashes(packed: Buffer): Buffer[] {
  return Array.from({ length: packed.length / HASH_BYTES }, (_, n) =>
    packed.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES),
  );
}

/** The path of a leaf through its chunk and the hashes of all chunks. `place` counts from the first leaf of the first chunk. */
export function pathThroughChunks(chunk: readonly Buffer[], chunks: readonly Buffer[], place: number): Buffer[] {
  return [...pathOf(chunk, place % CHUNK_LEAVES), ...pathOf(chunks, Math.floor(place / CHUNK_LEAVES))];
}
