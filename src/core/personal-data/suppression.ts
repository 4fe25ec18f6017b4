/** The smallest number of people that a published figure may tell of. */
export const SMALLEST_CELL = 5;

export type SuppressedCounts<K extends string> = {
  /** Null: too few people, or hidden so that the others cannot be worked out. */
  counts: Record<K, number | null>;
  /** Null when it would give a hidden cell away. */
  total: number | null;
};

/**
 * Counts of people as they may be published. Every cell below five is hidden; and because the total is known, so many further cells, the
 * smallest first, that what is hidden is at least two cells with at least five people together: then no hidden cell can be worked out, each
 * of them may be anything from nought to that sum. Where the cells do not suffice, all of them and the total are hidden. `counts` must be
 * the whole of one division: each person in exactly one cell.
 */
export function suppressed<K extends string>(counts: Readonly<Record<K, number>>): SuppressedCounts<K> {
  const cells = (Object.entries(counts) as [K, number][]).sort(([a, n], [b, m]) => n - m || (a < b ? -1 : 1));
  const total = cells.reduce((sum, [, n]) => sum + n, 0);
  const hidden = new Set<K>();
  let people = 0;
  for (const [key, n] of cells) {
    const isSmall = n < SMALLEST_CELL;
    const isExposed = hidden.size > 0 && (hidden.size < 2 || people < SMALLEST_CELL);
    if (!isSmall && !isExposed) break;
    hidden.add(key);
    people += n;
  }
  const suffices = hidden.size === 0 || (hidden.size >= 2 && people >= SMALLEST_CELL);
  const shown = (key: K, n: number) => (hidden.has(key) ? null : n);
  return {
    counts: Object.fromEntries(cells.map(([key, n]) => [key, shown(key, n)])) as Record<K, number | null>,
    total: suffices ? total : null,
  };
}
