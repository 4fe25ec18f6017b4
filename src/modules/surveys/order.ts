/**
 * An order of things that depends on the seed of an answer alone: it is the same whenever the page is drawn again, and all orders come
 * equally often over many seeds. `of` names the list, so that two lists of one answer are ordered apart.
 */
export function shuffledBy<T>(seed: number, of: string, things: readonly T[]): T[] {
  const next = numbersFrom(seed, of);
  const order = [...things];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

/** Numbers from 0 to 1 that follow from a seed: 32 bits of state, well mixed at each step (splitmix32). */
function numbersFrom(seed: number, of: string): () => number {
  let state = seed | 0;
  for (const sign of of) state = Math.imul(state ^ sign.charCodeAt(0), 0x01000193);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
