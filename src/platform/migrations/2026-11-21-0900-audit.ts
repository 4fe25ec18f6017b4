import type { Migration } from '../db/migrate.ts';

export const audit: Migration = {
  name: '2026-11-21-0900-audit',
  sql: `
    create table audit (
      institution_id uuid not null,
      id uuid not null,
      at timestamptz not null,
      actor text not null,
      action text not null,
      event text not null,
      subject text,
      detail jsonb not null,
      position bigint,
      hash text,
      primary key (institution_id, id),
      constraint audit_position unique (institution_id, position),
      constraint audit_sealed check ((position is null) = (hash is null))
    );
    create index audit_unsealed on audit (institution_id, id) where position is null;
    create index audit_subject on audit (institution_id, subject, id) where subject is not null;

    create table audit_chain (
      institution_id uuid not null,
      position bigint not null,
      hash text not null,
      primary key (institution_id)
    );
  `,
};
