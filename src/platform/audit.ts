import { across, json, type Tx } from './db/database.ts';
import { newId } from './ids.ts';
import type { Actor } from './tenant.ts';

/** The owner of audit rows that belong to no public body (an operator's command, an import over all bodies). */
export const PLATFORM_OWNER = '00000000-0000-0000-0000-000000000000';

export type AuditEntry = {
  institutionId: string | undefined;
  at: Date;
  actor: Actor;
  action: string;
  event: string;
  /** The reference or id of what it is about. */
  subject?: string | undefined;
  /** What changed, without personal data. */
  detail?: object | undefined;
};

export type AuditTable = {
  institution_id: string;
  id: string;
  at: Date;
  actor: string;
  action: string;
  event: string;
  subject: string | null;
  detail: object;
  /** Place in the institution's chain and the hash that seals it; null until the sealing job has passed. */
  position: number | null;
  hash: string | null;
};

declare module './db/database.ts' {
  interface TenantTables {
    audit: AuditTable;
  }
}

/** Appends rows to the audit log, in the transaction of what they tell. They are sealed into a chain later, by a job, so that writers never wait for one another. */
export async function appendAudit(db: Tx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await across(db)
    .insertInto('audit')
    .values(
      entries.map((entry) => ({
        institution_id: entry.institutionId ?? PLATFORM_OWNER,
        id: newId(),
        at: entry.at,
        actor: actorName(entry.actor),
        action: entry.action,
        event: entry.event,
        subject: entry.subject ?? null,
        detail: json(entry.detail ?? {}),
        position: null,
        hash: null,
      })),
    )
    .execute();
}

function actorName(actor: Actor): string {
  if (actor.kind === 'person') return `person:${actor.id}`;
  return actor.kind === 'system' ? `system:${actor.name}` : 'nobody';
}
