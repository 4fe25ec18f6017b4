import type { Clock } from '../clock.ts';
import { dayTurn } from './midnight.ts';

export type Remembered = {
  /**
   * What `compute` gave for this key, until one of the tags is touched, the day ends in Morocco, or room is needed. Many who ask at
   * once wait for one computation. An error is not remembered. Hold results small: they stay in the memory of the process.
   */
  remember<T>(key: string, tags: readonly string[], compute: () => Promise<T>): Promise<T>;
  drop(tags: readonly string[]): void;
  clear(): void;
  size(): number;
};

type Memory = { tags: readonly string[]; value: Promise<unknown>; until: number };

/**
 * Remembers what is dear to compute and the same for everybody: the totals and facet counts of long lists.
 * @param limit the most results that are held; the one that was not asked for longest goes first
 * @param maxAge longest life in milliseconds, in case news of a change was lost
 */
export function remembered(options: { clock: Clock; limit?: number; maxAge?: number }): Remembered {
  const { clock, limit = 5_000, maxAge = 10 * 60_000 } = options;
  const memories = new Map<string, Memory>();
  const byTag = new Map<string, Set<string>>();
  const newDay = dayTurn(clock);

  const forget = (key: string) => {
    const memory = memories.get(key);
    if (!memory) return;
    memories.delete(key);
    for (const tag of memory.tags) {
      const keys = byTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) byTag.delete(tag);
    }
  };

  return {
    remember<T>(key: string, tags: readonly string[], compute: () => Promise<T>): Promise<T> {
      const now = clock.now().getTime();
      if (newDay(now)) {
        memories.clear();
        byTag.clear();
      }
      const known = memories.get(key);
      if (known && now < known.until) {
        memories.delete(key);
        memories.set(key, known);
        return known.value as Promise<T>;
      }
      forget(key);
      // Forgotten by a drop while it is computed, it still answers those who asked before the drop, and nobody else.
      const value = compute();
      const memory: Memory = { tags, value, until: now + maxAge };
      memories.set(key, memory);
      for (const tag of tags) {
        const keys = byTag.get(tag) ?? new Set();
        byTag.set(tag, keys.add(key));
      }
      value.catch(() => {
        if (memories.get(key) === memory) forget(key);
      });
      if (memories.size > limit) forget(memories.keys().next().value as string);
      return value;
    },
    drop(tags) {
      for (const tag of tags) for (const key of [...(byTag.get(tag) ?? [])]) forget(key);
    },
    clear() {
      memories.clear();
      byTag.clear();
    },
    size: () => memories.size,
  };
}
