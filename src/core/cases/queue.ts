import { NotFound } from '#platform/errors.ts';
import type { Offers } from '#platform/module.ts';
import { type Actor, holdsPower } from '#platform/tenant.ts';
import type { CaseFilter } from './queries.ts';

/** What is asked of a queue. `shown`: what waits, what is late, everything. */
export type QueueAsked = { kind?: string | undefined; shown: 'open' | 'late' | 'all'; assigned?: string | undefined };

type Scene = { actor: Actor; tenant: { id: string } | null; today: string };

/** What of the queue of a body somebody may see: the kinds whose power they hold there. */
export function queueOf({ caseKinds }: Pick<Offers, 'caseKinds'>, { actor, tenant, today }: Scene, asked: QueueAsked) {
  if (!tenant) throw new NotFound();
  const kinds = caseKinds.filter(({ power }) => holdsPower(actor, power, tenant.id));
  const filter: CaseFilter = {
    institutionId: tenant.id,
    kinds: kinds.filter(({ kind }) => asked.kind === undefined || asked.kind === '' || kind === asked.kind),
    assigned: asked.assigned || undefined,
    open: asked.shown === 'open',
    late: asked.shown === 'late' ? today : undefined,
  };
  return { filter, kinds };
}
