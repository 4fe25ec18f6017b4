import type { Clock } from '../clock.ts';
import { TooMany } from '../errors.ts';
import { LOCAL_CLIENT } from './client-address.ts';

/** How often one client may do a kind of thing: `burst` at once, then one every `1 / perSecond` seconds. */
export type Rate = { burst: number; perSecond: number };

export type RateLimits<K extends string> = {
  /**
   * Counts one request of a kind by a client (`clientKey` of client-address.ts, or the id of a token). Refuses with `TooMany` and the
   * seconds until the next is welcome.
   */
  take(kind: K, client: string, cost?: number): void;
};

/**
 * The kinds the platform itself counts; what the page cache answers is not counted. A school, a village or all customers of a mobile
 * network may stand behind one address: these stop programs, not people.
 */
export const RATES = {
  page: { burst: 600, perSecond: 50 },
  search: { burst: 120, perSecond: 6 },
  api: { burst: 600, perSecond: 50 },
  form: { burst: 60, perSecond: 1 },
} as const satisfies Record<string, Rate>;

export type RateKind = keyof typeof RATES;

type Bucket = { level: number; at: number };

/** How much more this machine itself may do: enough for measures, and still an end. */
const LOCAL_FACTOR = 100;

/** The most clients that are remembered for one kind; beyond it the one that was quiet longest is forgotten. */
const CLIENTS = 20_000;

/** Token buckets in the memory of this process, one for each kind and client. */
export function rateLimits<K extends string>(rates: Record<K, Rate>, clock: Clock): RateLimits<K> {
  const kinds = new Map<K, Map<string, Bucket>>();
  return {
    take(kind, client, cost = 1) {
      const factor = client === LOCAL_CLIENT ? LOCAL_FACTOR : 1;
      const rate = { burst: rates[kind].burst * factor, perSecond: rates[kind].perSecond * factor };
      let buckets = kinds.get(kind);
      if (!buckets) {
        buckets = new Map();
        kinds.set(kind, buckets);
      }
      const now = clock.now().getTime();
      const known = buckets.get(client);
      const filled = known
        ? Math.min(rate.burst, known.level + (Math.max(0, now - known.at) / 1000) * rate.perSecond)
        : rate.burst;
      const allowed = filled >= cost;
      // Set anew so that the map stays in the order of last use.
      buckets.delete(client);
      buckets.set(client, { level: allowed ? filled - cost : filled, at: now });
      if (buckets.size > CLIENTS) buckets.delete(buckets.keys().next().value as string);
      if (!allowed) throw new TooMany(Math.max(1, Math.ceil((cost - filled) / rate.perSecond)));
    },
  };
}
