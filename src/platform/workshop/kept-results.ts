import { createHash } from 'node:crypto';

/** Finished work by what was asked, the oldest use forgotten first. */
export type KeptResults = {
  get(key: string): unknown;
  set(key: string, result: unknown): void;
  /** Octets held, about. */
  readonly size: number;
};

/** The key of an order: the same order, however often asked, has the same. */
export function keyOf(name: string, input: unknown): string {
  return createHash('sha256').update(name).update('\n').update(JSON.stringify(input)).digest('base64url');
}

/** Keeps results up to about `limit` octets in all; a result bigger than an eighth of that is not worth keeping. */
export function keepResults(limit: number): KeptResults {
  const kept = new Map<string, { result: unknown; size: number }>();
  let total = 0;
  return {
    get(key) {
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.result;
    },
    set(key, result) {
      const size = sizeOf(result);
      if (size > limit / 8 || kept.has(key)) return;
      kept.set(key, { result, size });
      total += size;
      for (const [oldest, { size: freed }] of kept) {
        if (total <= limit) break;
        kept.delete(oldest);
        total -= freed;
      }
    },
    get size() {
      return total;
    },
  };
}

function sizeOf(result: unknown): number {
  return result instanceof Uint8Array ? result.byteLength : 2 * (JSON.stringify(result)?.length ?? 0);
}
