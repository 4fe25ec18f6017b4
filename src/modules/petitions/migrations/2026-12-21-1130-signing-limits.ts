import type { Migration } from '#platform/db/migrate.ts';

// Kept by the operator of the platform, in the national portal's own body: the limits hold for petitions to every council.
export const signingLimitsMigration: Migration = {
  name: '2026-12-21-1130-signing-limits',
  sql: `
    create table signing_rule (
      institution_id uuid not null references institution (id),
      id uuid not null,
      kind text not null check (kind in ('network', 'mail-domain')),
      pattern text not null,
      verdict text not null check (verdict in ('refused', 'allowed')),
      reason text not null,
      until date,
      set_by uuid references person (id),
      set_at timestamptz not null,
      primary key (institution_id, id),
      unique (institution_id, kind, pattern)
    );
    create table signing_rate (
      institution_id uuid not null references institution (id),
      per_minute integer not null,
      per_hour integer not null,
      set_by uuid references person (id),
      set_at timestamptz not null,
      primary key (institution_id)
    );`,
};
