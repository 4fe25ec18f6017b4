import type { ActionContext } from '#platform/action.ts';
import type { Db } from '#platform/db/database.ts';
import type { ModeratedKind, ModeratedThing, Offers } from '#platform/module.ts';
import { readName } from './moderation.ts';

/** A thing with its kind: what every decision is about. */
export type FoundThing = ModeratedThing & { kind: ModeratedKind };

/** Finds a thing by its name (`comment:0190…`) among the kinds that rooms offer. What its author withdrew is not there. */
export async function findThing(db: Db, offers: Offers, name: string): Promise<FoundThing | undefined> {
  const read = readName(name);
  const kind = read && offers.moderated.find((one) => one.kind === read.kind);
  const thing = kind && (await kind.find(db, read.id));
  return thing && thing.state !== 'withdrawn' ? { ...thing, kind } : undefined;
}

/** The same as the `target` of an action. */
export function thingOf({ db, offers }: Pick<ActionContext, 'db' | 'offers'>, { on }: { on: string }) {
  return findThing(db, offers, on);
}

/** What the audit log keeps of a decision: whose the thing is and which it was, never what it said. */
export function recordOf({ on, ground }: { on: string; ground?: string }, thing: FoundThing) {
  return { subject: on, institutionId: thing.institutionId, detail: ground === undefined ? {} : { ground } };
}
