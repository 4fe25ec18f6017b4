import type { Clock } from '#platform/clock.ts';
import type { Db } from '#platform/db/database.ts';
import type { Tenant, TenantResolver } from '#platform/tenant.ts';
import { asTenant, hostKey } from './institution.ts';
import { allInstitutions } from './queries.ts';

type Known = { bySlug: Map<string, Tenant>; byHost: Map<string, Tenant>; readAt: number };

/**
 * Notifications between processes are a hint that can be lost, so what is remembered is read again after this time. Milliseconds.
 */
const TRUSTED_FOR = 60_000;

/**
 * Finds a body by its slug or its host name, from memory: every request asks, the list is short and hardly ever changes. Words that no
 * body has cost no query. `forget` drops the memory; call it when the tag `institutions` is announced.
 */
export function tenantResolver(db: Db, clock: Pick<Clock, 'now'>): TenantResolver & { forget(): void } {
  let known: Known | undefined;
  let reading: Promise<Known> | undefined;

  const read = async (): Promise<Known> => {
    const readAt = clock.now().getTime();
    const tenants = (await allInstitutions(db)).map(asTenant);
    return {
      bySlug: new Map(tenants.map((tenant) => [tenant.slug, tenant])),
      byHost: new Map(tenants.flatMap((tenant) => (tenant.host ? [[tenant.host, tenant] as const] : []))),
      readAt,
    };
  };

  const current = (): Known | Promise<Known> => {
    if (known && Math.abs(clock.now().getTime() - known.readAt) < TRUSTED_FOR) return known;
    if (reading) return reading;
    const mine: Promise<Known> = read().then(
      (fresh) => {
        // A `forget` in the meantime means that what was read may already be old: it answers this request and is not kept.
        if (reading === mine) {
          known = fresh;
          reading = undefined;
        }
        return fresh;
      },
      (error) => {
        if (reading === mine) reading = undefined;
        throw error;
      },
    );
    reading = mine;
    return mine;
  };

  return {
    bySlug: async (slug) => (await current()).bySlug.get(slug),
    byHost: async (host) => (await current()).byHost.get(hostKey(host)),
    forget() {
      known = undefined;
      reading = undefined;
    },
  };
}
